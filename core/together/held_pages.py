"""Pages that wait for others. Wagtail imports this with its models (`moderation.workflow_finish`): import none of them.

An app says which pages wait, and keeps the versions of them that were approved.
"""

from typing import TYPE_CHECKING, Protocol

from users.models import AnyUser

if TYPE_CHECKING:
    from wagtail.models import Page, Revision

    from core.going_live import Problem


class Holder(Protocol):
    def holds(self, page: "Page") -> bool: ...

    def why_not_alone(self, page: "Page") -> "Problem": ...

    def keep(self, revision: "Revision", user: AnyUser | None) -> None:
        """What was approved. Raises `CannotGoLive` where it breaks a rule, as going live at once would."""

    def goes_live_with(self, page: "Page", person: AnyUser | None) -> str:
        """With what it goes live, and when, if that is known: a name with what kind of thing it is."""


_holders: list[Holder] = []


def hold_pages(holder: Holder) -> None:
    _holders.append(holder)


def holder_of(page: "Page") -> Holder | None:
    return next((one for one in _holders if one.holds(page)), None)


def not_alone(page: "Page") -> "list[Problem]":
    """Asked where a page goes live, and nowhere before: it may be edited, reviewed and approved like any other."""
    holder = holder_of(page)
    return [holder.why_not_alone(page)] if holder else []


def goes_live_with(page: "Page", person: AnyUser | None = None) -> str:
    """Empty when it goes live by itself."""
    holder = holder_of(page)
    return holder.goes_live_with(page, person) if holder else ""
