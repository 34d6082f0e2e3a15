"""Whether a page may go live. One place answers, for every door: editor, approval, schedule, bulk action, import.

`may_go_live` gives the reasons that block; `go_live_warnings` of a page gives what a person should look at again.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import Block, ListBlock, StreamBlock
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.hooks import search_for_hooks
from wagtail.models import Page, Revision

from core.admin.begun_in_form import first_to_go_live
from core.drafts.live_as import as_it_goes_live, hindrances, key_of_target
from core.locking import one_check_at_a_time
from core.text.checks import is_bare_address, is_vague
from core.text.page_text import BlockGroup, link_values, links_in, placeholders, rich_texts
from core.visibility import without_copies


class Problem(NamedTuple):
    """One reason: the field to mend (or "" for the page as a whole), and the words.

    `place` is the block in a stream that it is about, as Wagtail names places of its form: "agenda.<id>.title".
    `page` is another page that has to go live first, `address` a screen where it is mended. `check` is set where it is
    a finding of the quality gate, with why it matters and how to mend it: staff decide which of these block.
    """

    field: str
    message: str
    label: str = ""
    place: str = ""
    page: Page | None = None
    check: str = ""
    why: str = ""
    mend: str = ""
    address: str = ""

    @property
    def in_words(self) -> str:
        if not self.label:
            return self.message
        return _("%(field)s: %(reason)s") % {"field": self.label, "reason": self.message}


class CannotGoLive(ValidationError):
    """Raised by `publish` when the page breaks a rule. `problems` holds the reasons."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        by_field: dict[str, list[str]] = {}
        for problem in problems:
            by_field.setdefault(problem.field or NON_FIELD_ERRORS, []).append(problem.in_words)
        super().__init__(by_field)

    @property
    def reasons(self) -> list[str]:
        return [problem.in_words for problem in self.problems]


def may_go_live(revision: Revision) -> list[Problem]:
    """The reasons why this revision may not go live; none means that it may.

    What was approved for a day goes live on it: checks that were made stricter since ask the next version.
    """
    found = problems_of(as_it_goes_live(revision))
    found += [Problem("", one.words, address=one.address) for one in hindrances(revision)]
    return [one for one in found if not one.check] if revision.approved_go_live_at else found


def keeps_from_review(revision: Revision) -> list[Problem]:
    """Those that no moderator need see. What a check says may be theirs to mend, and holds at approval."""
    return [one for one in may_go_live(revision) if not one.check]


def problems_of(page: Page) -> list[Problem]:
    """The same for a page as it is in memory. A kind of page that is not ours has no rules of its own."""
    rules = getattr(page, "go_live_problems", list)
    found = [*_invalid_fields(page), *_invalid_blocks(page), *rules()]
    return labelled(page, found)


def labelled(page: Page, problems: Iterable[Problem]) -> list[Problem]:
    """With the name of the field, for places where the words stand away from it. Each once, at its first place."""
    found: dict[tuple[str, str, str], Problem] = {}
    for problem in problems:
        named = problem._replace(label=problem.label or _name_of(page, problem.field))
        found.setdefault(named[:3], named)
    return list(found.values())


def _name_of(page: Page, field: str) -> str:
    for slot in getattr(page, "term_slots", []):
        if slot.field == field:
            return slot.label
    try:
        return capfirst(str(page._meta.get_field(field).verbose_name)) if field else ""
    except (FieldDoesNotExist, AttributeError):
        return ""


# What a draft may leave open: required fields and blocks, values that do not fit.


def _invalid_fields(page: Page) -> Iterator[Problem]:
    try:
        page.full_clean()
    except ValidationError as error:
        yield from problems_in(error)


def problems_in(error: ValidationError) -> Iterator[Problem]:
    """What a refusal by the fields says, a reason at a time."""
    for field, messages in ValidationError(error).update_error_dict({}).items():
        for message in ValidationError(messages).messages:
            yield Problem("" if field == NON_FIELD_ERRORS else field, message)


def _invalid_blocks(page: Page) -> Iterator[Problem]:
    for field, error in errors_of_blocks(page):
        value = getattr(page, field.attname)
        for message, place in _messages_in(error, field.stream_block, value, field.name):
            yield Problem(field.name, message, place=place)


def errors_of_blocks(page: Page) -> Iterator[tuple[StreamField, ValidationError]]:
    """The errors of blocks as they are, each knowing its place."""
    search_for_hooks()  # Choosers of snippets exist once the snippets are registered; the worker never loads the admin.
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            try:
                with one_check_at_a_time:
                    field.stream_block.clean(getattr(page, field.attname))
            except ValidationError as error:
                yield field, error


def _messages_in(error: ValidationError, block: Block, value: BlockGroup, place: str) -> Iterator[tuple[str, str]]:
    """The words of an error of blocks, from however deep, with the label of what is to be mended, and its place."""
    inner = getattr(error, "block_errors", None)
    if inner is None:
        words = _("%(field)s: %(reason)s")
        yield from ((words % {"field": block.label, "reason": message}, place) for message in error.messages)
        return
    outer = getattr(error, "non_block_errors", None)
    if outer:
        yield from ((message, place) for message in ValidationError(list(outer)).messages)
    for key, one in inner.items() if isinstance(inner, dict) else enumerate(inner):
        if one is not None:
            child, inside, name = _inside(block, value, key)
            yield from _messages_in(one, child, inside, f"{place}.{name}" if name else place)


def _inside(block: Block, value: BlockGroup, key: str | int) -> tuple[Block, BlockGroup, str]:
    """The block that stands at this place of a stream, a list or a structure, its value, and what the form calls it."""
    if isinstance(block, StreamBlock):
        return value[key].block, value[key].value, value[key].id or ""
    if isinstance(block, ListBlock):
        return block.child_block, value[key], _id_in_list(value, key)
    return block.child_blocks[key], value[key], str(key)


def _id_in_list(value: BlockGroup, key: str | int) -> str:
    return value.bound_blocks[key].id or "" if isinstance(value, ListValue) else ""


# Rules that block, for all kinds


Rule = Callable[[Page], Iterable[Problem]]
_rules_of_apps: list[Rule] = []
_warnings_of_apps: list[Rule] = []


def rule_of_any_page(function: Rule) -> Rule:
    """Register a rule for all kinds that rests on rows of an app of its own."""
    _rules_of_apps.append(function)
    return function


def warning_of_any_page(function: Rule) -> Rule:
    """The same for what a person should look at again."""
    _warnings_of_apps.append(function)
    return function


def problems_of_any_page(page: Page) -> list[Problem]:
    of_apps = [problem for rule in _rules_of_apps for problem in rule(page)]
    return [*_missing_terms(page), *_bad_links(page), *_bad_link_blocks(page), *_above_comes_first(page), *of_apps]


def _above_comes_first(page: Page) -> Iterator[Problem]:
    yield from (comes_first(above) for above in first_to_go_live(page))


def comes_first(above: Page) -> Problem:
    words = _("“%(title)s” has to go live first.")
    return Problem("", words % {"title": above.get_admin_display_title()}, page=above)


def _missing_terms(page: Page) -> list[Problem]:
    carried = {term.vocabulary for term in page.terms}
    return [
        Problem(slot.field, _("Choose at least one."))
        for slot in page.term_slots
        if slot.required and slot.vocabulary not in carried
    ]


def _bad_links(page: Page) -> Iterator[Problem]:
    links = [(field, *link) for field, html in rich_texts(page) for link in links_in(html)]
    known = _known_pages(links)
    for field, attributes, text in links:
        if _leads_nowhere(attributes, known):
            yield Problem(field, _nowhere(text))
        else:
            yield from problems_of_link_text(field, text)


def _nowhere(text: str) -> str:
    return _("The link “%(text)s” leads nowhere. Add a target or remove the link.") % {"text": text}


def _known_pages(links: Iterable[Any]) -> set[str]:
    asked = {attributes.get("id") for __, attributes, __ in links if attributes.get("linktype") == "page"}
    numbers = [number for number in asked if number and number.isdigit()]
    return {str(pk) for pk in Page.objects.filter(pk__in=numbers).values_list("pk", flat=True)} if numbers else set()


def _leads_nowhere(attributes: dict[str, str | None], known_pages: set[str]) -> bool:
    if attributes.get("linktype") == "page":
        return attributes.get("id") not in known_pages
    if attributes.get("linktype"):
        return False
    address = (attributes.get("href") or "#").strip().lower()
    # Pasting gives a link without target an address below “.invalid”, which no site can have.
    host = address.partition("://")[2].partition("/")[0]
    return address in {"", "#", "http://", "https://", "mailto:", "tel:"} or host.endswith(".invalid")


def _bad_link_blocks(page: Page) -> Iterator[Problem]:
    for field, value in link_values(page):
        text = value.get("label") or ""
        if not value.has_target:
            yield Problem(field, _nowhere(text))
        else:
            yield from problems_of_link_text(field, text)
    yield from (Problem(field, _nowhere(text)) for field, text in placeholders(page))


def problems_of_link_text(field: str, text: str) -> Iterator[Problem]:
    """A link is read on its own, by ear or in a list of links: its words must say where it leads."""
    if not text.strip():
        yield Problem(field, _("A link has no text. Write what the reader will find."))
    elif is_vague(text):
        yield Problem(
            field,
            _("The link “%(text)s” does not say where it leads. Name what the reader will find.") % {"text": text},
        )
    elif is_bare_address(text):
        yield Problem(
            field, _("The link “%(text)s” shows a bare address. Name what the reader will find.") % {"text": text}
        )


# Warnings, for all kinds: a person decides


def warnings_of_any_page(page: Page) -> list[Problem]:
    of_apps = [problem for rule in _warnings_of_apps for problem in rule(page)]
    return [*_same_title(page), *_above_not_live(page), *of_apps]


def _above_not_live(page: Page) -> Iterator[Problem]:
    """A page below a draft is found at its address, and no page leads there."""
    if not page.path:
        return
    first = first_to_go_live(page)
    for above in page.get_ancestors().filter(depth__gt=1, live=False).order_by("depth"):
        if above in first:
            continue
        words = _("This page is under “%(title)s”, which is not live yet, so visitors do not find it from there.")
        yield Problem("", words % {"title": above.title})


def _same_title(page: Page) -> Iterator[Problem]:
    for other in others_like(page, title__iexact=page.title.strip()):
        yield Problem("title", _("Another page has this title: %(where)s. Is it the same?") % {"where": other.url_path})


def others_like(page: Page, **conditions: Any) -> Any:
    """Up to three pages of the same kind and language, this one and its translations apart."""
    own = [page.pk, key_of_target(page.pk)]
    others = without_copies(type(page).objects.exclude(pk__in=own).exclude(translation_key=page.translation_key))
    return others.filter(locale_id=page.locale_id, **conditions).order_by("pk")[:3]
