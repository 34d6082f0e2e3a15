"""What still keeps each page of a bundle from going live, in words, each with the one place where it is mended."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from bundles.models import BundleItem
from bundles.readiness.files_of_pages import FileLine, files_of
from core.admin.page_places import address_of_place
from core.going_live import may_go_live
from core.i18n.instants import in_words
from core.new_rows import names_version
from core.text.sentences import one_stop
from moderation.permissions import may_moderate
from users.models import AnyUser


class Blocker(NamedTuple):
    words: str
    address: str = ""
    why: str = ""
    mend: str = ""


class Standing(NamedTuple):
    """A page of a bundle, as one person sees it. `no_right`: why this person cannot publish it; others may."""

    item: BundleItem
    page: Page
    draft: Page
    no_right: str
    blockers: list[Blocker]
    notes: list[str]
    files: list[FileLine]

    @property
    def title(self) -> str:
        return self.draft.get_admin_display_title()

    @property
    def is_ready(self) -> bool:
        return not self.blockers


def nothing_new(page: Page) -> bool:
    return bool(page.live and not page.has_unpublished_changes)


def standings(items: Sequence[BundleItem], user: AnyUser | None, at: datetime.datetime | None = None) -> list[Standing]:
    """In the order in which the pages go live. Without a person nothing is said of rights. `at`: when they would go
    live; at the hour of the bundle, if nothing is said.
    """
    drafts = {item.pk: item.page.specific.get_latest_revision_as_object() for item in items}
    together = {item.page_id for item in items}
    doubles = _addresses_taken_twice(drafts.values())
    return [_standing(item, drafts[item.pk], together, doubles, user, at) for item in items]


def _standing(
    item: BundleItem,
    draft: Page,
    together: set[int],
    doubles: set[tuple[str, str]],
    user: AnyUser | None,
    at: datetime.datetime | None,
) -> Standing:
    page = item.page.specific
    files = files_of(draft)
    no_right = _no_right(page, user)
    if nothing_new(page):
        words = _("It is live as it is: nothing about it changes with this bundle.")
        return Standing(item, page, draft, no_right, [], [words], files)
    found = [
        *_approval(item, page, user),
        *_rules(draft, together),
        *_above(page, together),
        *_own_day(draft, at or item.bundle.go_live_at or timezone.now(), user),
        *_address(draft, doubles),
        *(Blocker(one.blocks, one.address) for one in files if one.blocks),
    ]
    return Standing(item, page, draft, no_right, found, [], files)


def _edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _approval(item: BundleItem, page: Page, user: AnyUser | None) -> Iterator[Blocker]:
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        yield _in_review(state, page, user)
    elif state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        yield Blocker(_("It was sent back. Its author changes it and sends it again."), _edit(page))
    elif item.approved_id is None:
        yield Blocker(_("It has not been sent for review."), _edit(page))
    elif item.approved_id != page.latest_revision_id:
        yield Blocker(_("It was changed after it was approved. It has to be approved again."), _edit(page))
    elif not set(names_version(page.get_latest_revision_as_object()).split()) <= set(item.names.split()):
        words = _("A directory entry that goes live with it was changed after the approval. Send the page again.")
        yield Blocker(words, _edit(page))


def _in_review(state: WorkflowState, page: Page, user: AnyUser | None) -> Blocker:
    step = state.current_task_state
    reader = getattr(getattr(state, "reader", None), "person", None)
    words = _("It is in review, at the step “%(step)s”.") % {"step": step.task.name}
    if reader:
        words = one_stop(_("It is in review: %(name)s reads it.") % {"name": reader})
    decides = user is not None and step.task.specific.get_actions(page, user)
    return Blocker(words, reverse("review", args=[step.pk]) if decides else _edit(page))


def _rules(draft: Page, together: set[int]) -> Iterator[Blocker]:
    revision = draft.get_latest_revision()
    for one in may_go_live(revision) if revision else []:
        if one.page is None:
            yield Blocker(one.in_words, address_of_place(draft, one.place or one.field), one.why, one.mend)
        elif one.page.pk not in together:
            yield Blocker(one.in_words, _edit(one.page))


def _above(page: Page, together: set[int]) -> Iterator[Blocker]:
    above = page.get_ancestors().filter(depth__gt=1, live=False).exclude(pk__in=together).order_by("depth").first()
    if above:
        words = _("It stands under “%(title)s”, which is not live and not in this bundle.")
        yield Blocker(words % {"title": above.get_admin_display_title()}, _edit(above))


def _own_day(draft: Page, at: datetime.datetime, user: AnyUser | None) -> Iterator[Blocker]:
    address = _edit(draft)
    if draft.go_live_at and draft.go_live_at > at:
        words = _("It has an hour of its own, which is later: %(when)s. Remove it in the form.")
        yield Blocker(one_stop(words % {"when": in_words(draft.go_live_at, user)}), address)
    if draft.expire_at and draft.expire_at <= at:
        words = _("It would go off the site before: %(when)s. Change that in the form.")
        yield Blocker(one_stop(words % {"when": in_words(draft.expire_at, user)}), address)


def _key(draft: Page) -> tuple[str, str]:
    return draft.path[: -Page.steplen], draft.slug


def _addresses_taken_twice(drafts: Iterable[Page]) -> set[tuple[str, str]]:
    counted = Counter(_key(draft) for draft in drafts)
    return {key for key, count in counted.items() if count > 1}


def _address(draft: Page, doubles: set[tuple[str, str]]) -> Iterator[Blocker]:
    if _key(draft) in doubles:
        words = _("Another page of this bundle would have the same address. Change one of the two.")
        yield Blocker(words, address_of_place(draft, "slug"))


def _no_right(page: Page, user: AnyUser | None) -> str:
    if user is None or may_moderate(user, page):
        return ""
    return _("You may not publish this page yourself. Somebody who reviews it can publish the bundle.")
