"""What people without an account say is written down: under the page's lock, once, in its history, and told."""

import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from core.locking import lock_page
from guests import guest_mail
from guests.drafts import State, newest, state_of, version_in
from guests.inviting import nobody_behind
from guests.models import GuestLink, GuestWord
from users.models import AnyUser


class Closed(Exception):
    """The link was taken back, ran out or has nobody behind it, or its page is no draft, before the words came."""


class ChangedMeanwhile(Exception):
    """Another version was saved after the one that was read. Nothing is written."""


def make_link(
    page_id: int, user: AnyUser, lasts: datetime.timedelta, name: str, email: str, language: str, may_decide: bool
) -> GuestLink:
    with transaction.atomic():
        page = lock_page(page_id)
        now = timezone.now()
        link = GuestLink.objects.create(
            page=page,
            name=name,
            email=email,
            language=language,
            may_decide=may_decide,
            made_by_id=user.pk,
            made_at=now,
            expires_at=now + lasts,
        )
        log(instance=page, action="guests.link", user=user, data={"name": name})
        if email:
            guest_mail.send_link(link, user)
    return link


def take_back(link: GuestLink, user: AnyUser) -> None:
    """At once; a second time changes nothing."""
    with transaction.atomic():
        page = lock_page(link.page_id)
        done = GuestLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
        if done and page:
            log(instance=page, action="guests.revoke", user=user, data={"name": link.name})


def say(link: GuestLink, kind: str, version: str, words: str, place: str = "") -> GuestWord:
    """Raises `Closed` or `ChangedMeanwhile`; then nothing has changed."""
    with transaction.atomic():
        page = lock_page(link.page_id)
        held = GuestLink.objects.select_for_update().open_at(timezone.now()).filter(pk=link.pk).first()
        revision = newest(page) if page else None
        if page is None or held is None or revision is None or state_of(page) != State.DRAFT:
            raise Closed
        if nobody_behind(held.made_by, page):
            raise Closed
        if version_in(revision) != version:
            raise ChangedMeanwhile
        said = {"kind": kind, "version": version, "words": words, "place": place}
        last = held.words.last()
        if last and all(getattr(last, name) == value for name, value in said.items()):
            # The button was pressed twice.
            return last
        word = held.words.create(version_saved_at=revision.created_at, **said)
        data = {"name": held.name, "words": words, "place": place}
        log(instance=page, action=f"guests.{kind}", data=data, revision=revision)
        if kind != GuestWord.Kind.COMMENT:
            guest_mail.tell(held, page)
    return word
