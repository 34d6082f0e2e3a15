"""The changes of a page come into its working copy: what both changed is decided by a person, under locks."""

import hashlib
import json
from collections.abc import Mapping
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from copies.merging import Conflict, Merged, Side, merge
from copies.models import WorkingCopy
from copies.page_tree import closed, opened
from copies.page_words import Content, newest_words, plain, say_the_same, with_words
from core.locking import lock_to_decide
from core.visibility import in_bin
from users.models import AnyUser

BROUGHT = "copies.bring"


class NotBrought(Exception):
    """Nothing has changed. In words for the person who asked."""


class ThreeVersions(NamedTuple):
    """What both come from, what the page says now, what the copy says now."""

    base: Content
    page: Content
    copy: Content

    @property
    def token(self) -> str:
        """Names what was shown: decisions are about that."""
        return _short(self)


def _short(value: object) -> str:
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def versions_of(row: WorkingCopy) -> ThreeVersions:
    model = row.page.specific_class
    said = (row.base, newest_words(row.page), newest_words(row.copy))
    return ThreeVersions(*(opened(one, model) for one in said))


def name_of(conflict: Conflict) -> str:
    """By its place and by what both sides say: a choice that was made counts as long as these are the same."""
    return _short([conflict.way, repr(plain_side(conflict.page)), repr(plain_side(conflict.copy))])


def plain_side(value: object) -> object:
    return plain(value) if isinstance(value, str | list | dict) else value


def merged(versions: ThreeVersions, choices: Mapping[str, str]) -> Merged:
    def choose(conflict: Conflict) -> Side | None:
        chosen = choices.get(name_of(conflict))
        return "page" if chosen == "page" else "copy" if chosen == "copy" else None

    return merge(*versions, choose=choose, same=say_the_same)


def open_conflicts(found: Merged, choices: Mapping[str, str]) -> list[Conflict]:
    return [one for one in found.conflicts if choices.get(name_of(one)) not in ("page", "copy")]


def why_not_bring(row: WorkingCopy, user: AnyUser) -> str:
    """Empty where this person may."""
    if row.ended_at or in_bin(row.copy):
        return _("This working copy is done with.")
    lock = row.copy.specific.get_lock()
    if lock and lock.for_user(user):
        return _("The working copy is in review or locked: somebody else has it now. Ask for it to be sent back.")
    return ""


@transaction.atomic
def bring(row: WorkingCopy, user: AnyUser, token: str, choices: Mapping[str, str]) -> None:
    """The copy gets a version with both, and comes from what the page says now. Raises `NotBrought`.

    An approval names the version that was read: those that were given before count no more.
    """
    if lock_to_decide(row.copy_id) is None:
        raise NotBrought(_("The page no longer exists."))
    row = WorkingCopy.objects.select_for_update(of=["self"]).select_related("page", "copy").get(pk=row.pk)
    if words := why_not_bring(row, user):
        raise NotBrought(words)
    versions = versions_of(row)
    if token != versions.token:
        raise NotBrought(_("Something was changed meanwhile. Look at it again: what you chose still stands."))
    found = merged(versions, choices)
    if open_conflicts(found, choices):
        raise NotBrought(_("Decide about each place that was changed on both sides."))
    model = row.page.specific_class
    _save(row.copy, closed(found.value, model), user)
    row.base, row.based_at = newest_words(row.page), timezone.now()
    row.save(update_fields=["base", "based_at"])
    log(instance=row.copy.specific, action=BROUGHT, user=user, data={"page": row.page_id})


def _save(copy: Page, said: Content, user: AnyUser) -> None:
    if not say_the_same(newest_words(copy), said):
        with_words(copy, said).save_revision(user=user, log_action=True, clean=False)
