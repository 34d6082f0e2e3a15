"""What keeps a page from going live, in plain words, of a form as it stands. `core.going_live` has the rules."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, WorkflowState

from core.forms import PageForm
from core.going_live import Problem, labelled, problems_in, problems_of
from moderation.writing.sent_along import begun_for, goes_along, is_in_review
from users.models import AnyUser

# What a page that is not in the tree yet lacks, and no editor can give.
NOT_THE_EDITORS = frozenset({"path", "depth", "content_type", "translation_key"})


class Line(NamedTuple):
    """One thing to do, and where: a field of the form, and the block in it; or the form of another page.

    Of a finding of a check: also what is said beside the field itself, why it matters and how to mend it.
    """

    words: str
    field: str
    place: str = ""
    address: str = ""
    beside: str = ""
    why: str = ""
    mend: str = ""


class Needed(NamedTuple):
    """What is missing; what a person should look at; what visitors choose by; and what is missing in one sentence."""

    lines: list[Line]
    remarks: list[Line]
    good_to_have: list[Line]
    sum: str


class SentBack(NamedTuple):
    """Why a page came back, from whom and when."""

    name: str
    when: datetime.datetime | None
    comment: str


def needed_in(form: PageForm) -> Needed:
    """Of a form that was just opened, or that was checked. Writes nothing."""
    page = form.instance
    refused = dict.fromkeys(form.errors) if form.is_bound else {}
    problems = [one for one in problems_of(page) if one.field not in NOT_THE_EDITORS | refused.keys()]
    problems = labelled(page, [*_refusals(form), *(one for one in problems if one.page is None)])
    warnings = labelled(page, page.go_live_warnings()) if hasattr(page, "go_live_warnings") else []
    lines = [one for one in _lines(problems) if not _follows(one, page)]
    first, along = _begun_on_the_way(form)
    lines += first
    remarks = [*along, *_lines(warnings)]
    named = {one.field for one in [*lines, *remarks]}
    good = [one for one in _good_to_have(page) if one.field not in named]
    return Needed(lines, remarks, good, _in_one_sentence(len(lines), page, form))


def _good_to_have(page: Page) -> list[Line]:
    """Not needed: terms by which many visitors choose. Of an entry that is listed only, nothing more is asked."""
    if not hasattr(page, "terms") or getattr(page, "is_listed_only", False):
        return []
    carried = {term.vocabulary for term in page.terms}
    wanted = [slot for slot in page.term_slots if slot.sought and slot.vocabulary not in carried]
    return [Line(slot.label, slot.field) for slot in wanted]


def _begun_on_the_way(form: PageForm) -> tuple[list[Line], list[Line]]:
    """Drafts such as a new series: those that keep the page back, and those of which it is good to know."""
    page, user = form.instance, form.for_user
    if user is None or (page.pk and page.live):
        return [], []
    first, along = [], []
    for draft in begun_for(page, form.parent_page):
        is_above = form.parent_page is not None and form.parent_page.path.startswith(draft.path)
        if is_in_review(draft):
            along.append(_of_draft(draft, _("“%(title)s” goes live first. A moderator has it to read.")))
        elif goes_along(draft, user) and not may_publish(page, form.parent_page, user):
            along.append(_of_draft(draft, _("“%(title)s” is a draft. It goes to review with this page.")))
        elif is_above:
            first.append(_of_draft(draft, _("“%(title)s” has to go live first.")))
        else:
            along.append(_of_draft(draft, _("“%(title)s” is a draft: visitors do not see it yet.")))
    return first, along


def _of_draft(draft: Page, words: str) -> Line:
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    return Line(words % {"title": draft.get_admin_display_title()}, "", address=address)


def take_as_typed(form: PageForm) -> None:
    """Put the values of the form on its page, in memory, as saving a draft would; what is refused stays as it was."""
    form.defer_required_fields()
    form.is_valid()
    for formset in form.formsets.values():
        if formset.is_valid():
            formset.save(commit=False)


def _refusals(form: PageForm) -> Iterator[Problem]:
    """Values that make no sense, and what even a draft must have."""
    if not form.is_bound:
        return
    for name, errors in form.errors.items():
        label = str(form.fields[name].label) if name in form.fields else ""
        field = name if name in form.fields else ""
        yield from (one._replace(field=field, label=label) for one in problems_in(ValidationError(errors.as_data())))


def _lines(problems: list[Problem]) -> list[Line]:
    return [_line(one) for one in problems]


def _line(one: Problem) -> Line:
    beside = one.message if one.check else ""
    return Line(_plain(one), one.field, one.place, beside=beside, why=one.why, mend=one.mend)


def _follows(line: Line, page: Page) -> bool:
    """The address comes with the title."""
    return line.field == "slug" and not page.slug


def _plain(problem: Problem) -> str:
    """Of a field that is merely empty its name says all."""
    for empty in _said_of_empty_fields():
        if problem.in_words != empty and problem.in_words.endswith(empty):
            return problem.in_words.removesuffix(empty).rstrip(" :\u00a0\u202f")
    return problem.in_words


def _said_of_empty_fields() -> list[str]:
    said = [forms.Field.default_error_messages["required"]]
    said += [models.Field.default_error_messages[code] for code in ("blank", "null")]
    return [str(one) for one in said]


def _in_one_sentence(count: int, page: Page, form: PageForm) -> str:
    if count:
        words = ngettext("%(count)d thing is still needed", "%(count)d things are still needed", count)
        return words % {"count": count}
    if page.pk and page.workflow_in_progress:
        return _("Nothing is missing. A moderator has it to read.")
    if form.for_user and may_publish(page, form.parent_page, form.for_user):
        return _("Nothing is missing. It can go live.")
    return _("Nothing is missing. You can submit it for review.")


def may_publish(page: Page, parent: Page | None, user: AnyUser) -> bool:
    if page.pk:
        return bool(page.permissions_for_user(user).can_publish())
    return parent is not None and bool(parent.permissions_for_user(user).can_publish_subpage())


def sent_back(page: Page) -> SentBack | None:
    """Until it is sent again. Remarks at a field are Wagtail's comments."""
    state = page.current_workflow_state if page.pk else None
    last = state.current_task_state if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES else None
    if last is None:
        return None
    return SentBack(str(last.finished_by or _("somebody")), last.finished_at, last.comment)
