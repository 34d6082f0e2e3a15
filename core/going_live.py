"""Whether a page may go live. One place answers, for every door: editor, approval, schedule, bulk action, import."""

from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.texts import links_in, rich_texts


class Problem(NamedTuple):
    """One reason why a page cannot go live: the field to mend (or "" for the page as a whole), and the words."""

    field: str
    message: str


class CannotGoLive(ValidationError):
    """Raised by `publish` when the page breaks a rule. `problems` holds the reasons."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__([problem.message for problem in problems])


def may_go_live(revision: Any) -> list[Problem]:
    """The reasons why this revision may not go live; none means that it may."""
    return revision.as_object().go_live_problems()


def problems_of_any_page(page: Any) -> list[Problem]:
    """The rules that hold for all kinds."""
    return [*_missing_terms(page), *_empty_links(page)]


def _missing_terms(page: Any) -> list[Problem]:
    carried = {term.vocabulary for term in page.terms}
    return [
        Problem(slot.field, _("Choose at least one."))
        for slot in page.term_slots
        if slot.required and slot.vocabulary not in carried
    ]


def _empty_links(page: Any) -> list[Problem]:
    return [
        Problem(field, _("The link “%(text)s” leads nowhere. Give it a target or take it away.") % {"text": text})
        for field, html in rich_texts(page)
        for attributes, text in links_in(html)
        if not attributes.get("linktype")
        and (attributes.get("href") or "#").strip() in {"", "#", "http://", "https://"}
    ]
