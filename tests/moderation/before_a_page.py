"""One person before one page, and a door of it: what its rule may ask, and where its address leads."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from wagtail_localize.models import Translation

from copies.models import WorkingCopy
from guests.models import GuestLink
from moderation.permissions import may_moderate
from users.models import AnyUser

# What a door does: nothing at all, something that visitors do not see, or something that is decided or seen.
NOTHING, NOTED, SEEN = "nothing", "noted", "seen"


@dataclass
class Case:
    """One person (by an account, or by a link) before one page that stays as it is."""

    page: Any
    user: AnyUser
    link: GuestLink | None = None
    token: str = ""

    @cached_property
    def edits(self) -> bool:
        return self.user.is_active and self.page.permissions_for_user(self.user).can_edit()

    @cached_property
    def writes(self) -> bool:
        """Edits, and nobody else has it now."""
        lock = self.page.get_lock()
        return self.edits and not (lock and lock.for_user(self.user))

    @cached_property
    def publishes(self) -> bool:
        return self.user.is_active and self.page.permissions_for_user(self.user).can_publish()

    @cached_property
    def reviews(self) -> bool:
        return may_moderate(self.user, self.page)

    @cached_property
    def decides(self) -> bool:
        """A step of the review is open, and it is this person's."""
        state = self.step
        return bool(state and state.task.specific.get_actions(self.page, self.user))

    # Where the page stands

    @cached_property
    def step(self) -> Any:
        return self.page.current_workflow_task_state

    @cached_property
    def item(self) -> Any:
        return self.page.bundle_items.filter(is_open=True).first()

    @cached_property
    def is_copy(self) -> bool:
        return WorkingCopy.objects.filter(copy=self.page).exists()

    @cached_property
    def is_behind(self) -> bool:
        """A working copy whose page went on: the changes are brought in first."""
        row = WorkingCopy.objects.filter(copy=self.page).select_related("page").first()
        return bool(row and row.page.last_published_at > row.based_at)

    @cached_property
    def is_private(self) -> bool:
        return self.page.get_view_restrictions().exists()

    @cached_property
    def has_news(self) -> bool:
        return not self.page.live or self.page.has_unpublished_changes

    @cached_property
    def is_ready(self) -> bool:
        """For its bundle: what is newest was approved."""
        return self.item.approved_id == self.page.latest_revision_id

    @cached_property
    def goes_live_alone(self) -> bool:
        return not self.item and not self.is_copy

    @cached_property
    def segment(self) -> int | None:
        found = self.translation
        return found.source.stringsegment_set.get(context__path="lead").pk if found else None

    @cached_property
    def translation(self) -> Translation | None:
        return Translation.objects.filter(
            source__object_id=self.page.translation_key, target_locale=self.page.locale_id
        ).first()


class Door(NamedTuple):
    """`address` with the places that are not the page's in braces; None where the page has no such door."""

    address: str
    rule: Callable[[Case], str]
    fields: Callable[[Case], dict[str, Any]] = lambda case: {}
    method: str = "post"


def when(allowed: object, what: str = NOTED) -> str:
    return what if allowed else NOTHING


def filled(door: Door, case: Case) -> str | None:
    """None where it leads nowhere: the page is in no bundle, is no translation, is not in review."""
    address, translation, state = door.address, case.translation, case.step
    if address.startswith("bulk "):
        return f"/admin/bulk/wagtailcore/page/{address.removeprefix('bulk ')}/?id={case.page.pk}"
    address, _space, action = address.partition(" ")
    places = {
        "<int:page_id>": case.page.pk,
        "bundles/<int:pk>": f"bundles/{case.item.bundle_id}" if case.item else None,
        "<int:pk>": case.page.pk,
        "<str:action_name>": action,
        "<int:task_state_id>": state.pk if state else None,
        "<int:translation_id>": translation.pk if translation else None,
        "<int:translation_source_id>": translation.source_id if translation else None,
        "<int:string_segment_id>": case.segment,
        "<str:mode>": "x",
        "<str:token>": case.token,
        "<str:signature>": "x",
        "<path:name>": "a.png",
    }
    for place, value in places.items():
        if place in address and value is None:
            return None
        address = address.replace(place, str(value))
    return address
