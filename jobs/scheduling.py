"""Pages that go live, and pages that expire, at their time. Each by itself: one that cannot does not keep others."""

import datetime
import logging
from collections.abc import Hashable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.mail import send_mail
from django.db import InterfaceError, OperationalError, models, transaction
from django.db.models import Min
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page, Revision

from core.going_live import CannotGoLive, may_go_live
from core.locking import lock_page
from jobs.heartbeat import still_working
from jobs.models import HeldPublication
from users.models import User

logger = logging.getLogger(__name__)

# The database itself failed: nothing is wrong with the page, and the next attempt may succeed.
DATABASE_TROUBLE = (OperationalError, InterfaceError)
# After an expiry that failed, the same page is tried again this much later.
PAUSE = datetime.timedelta(minutes=10)
_paused: dict[tuple[str, Hashable], datetime.datetime] = {}


def publish_due(now: datetime.datetime | None = None) -> None:
    """Publish every revision whose time has come; hold those that cannot go live, and tell their owners."""
    now = now or timezone.now()
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    for pk in list(due.values_list("pk", flat=True)):
        try:
            _publish(pk, now)
        except DATABASE_TROUBLE:
            raise
        except Exception as error:
            if not isinstance(error, CannotGoLive):
                logger.exception("Revision %s could not go live at its time", pk)
            _hold(pk, error, now)
        still_working()


def _publish(pk: int, now: datetime.datetime) -> None:
    """In one transaction: a worker killed in the middle leaves the revision due, and the next one publishes it."""
    due = Revision.objects.filter(pk=pk, approved_go_live_at__lte=now)
    with transaction.atomic():
        revision = due.first()
        if revision is None:
            return
        if _is_of_a_page(revision):
            lock_page(int(revision.object_id))
        # Whoever held the page may have published it, or a newer version.
        revision = due.select_for_update().first()
        if revision is not None:
            revision.publish(log_action="wagtail.publish.scheduled")


def _hold(pk: int, error: Exception, now: datetime.datetime) -> None:
    """Take the revision out of the schedule, say why, and tell the owner once."""
    with transaction.atomic():
        due = Revision.objects.filter(pk=pk, approved_go_live_at__lte=now)
        revision = due.select_related("user").first()
        # Whoever empties the date holds the page; a second worker finds nothing.
        if revision is None or not due.update(approved_go_live_at=None):
            return
        owner = _owner(revision)
        with translation.override(owner.language if owner else settings.LANGUAGE_CODE):
            reason = _reason(revision, error)
            HeldPublication.objects.update_or_create(
                revision=revision, defaults={"reason": reason, "held_at": now, "told": owner}
            )
            if owner:
                _tell(owner, revision, reason)


def _reason(revision: Revision, error: Exception) -> str:
    if isinstance(error, CannotGoLive):
        # Asked anew, for the words in the language of the person who reads them.
        return "\n".join(dict.fromkeys(problem.in_words for problem in may_go_live(revision) or error.problems))
    return _("A program error stopped it from going live (%(error)s). The error is in the site's log.") % {
        "error": type(error).__name__
    }


def _owner(revision: Revision) -> User | None:
    """Whom the page belongs to; failing that, who wrote this revision."""
    page = _page(revision)
    people = (page.owner if page else None, revision.user)
    return next((person for person in people if person is not None and person.is_active), None)


def _page(revision: Revision) -> Page | None:
    pages = Page.objects.select_related("owner")
    return pages.filter(pk=revision.object_id).first() if _is_of_a_page(revision) else None


def _is_of_a_page(revision: Revision) -> bool:
    return revision.base_content_type.model_class() is Page


def _tell(owner: User, revision: Revision, reason: str) -> None:
    title = revision.object_str or revision.content.get("title", "")
    context = {
        "title": title,
        "reasons": reason.splitlines(),
        "edit_url": settings.PUBLIC_URL + reverse("wagtailadmin_pages:edit", args=[revision.object_id]),
    }
    subject = _("“%(title)s” did not go live at its time") % {"title": title}
    send_mail(subject, render_to_string("jobs/mail/held_publication.txt", context), None, [owner.email])


def forget_held(page: Page) -> None:
    """What was published since is not held any more."""
    if page.live:
        HeldPublication.objects.filter(revision__in=page.revisions.all()).delete()


def _expiring() -> list[type[models.Model]]:
    others = (model for model in apps.get_models() if issubclass(model, DraftStateMixin))
    return [Page, *(model for model in others if not issubclass(model, Page))]


def expire_due(now: datetime.datetime | None = None) -> None:
    """Take off the site everything whose time is over."""
    now = now or timezone.now()
    for model in _expiring():
        due = model._default_manager.filter(live=True, expire_at__lte=now).order_by("expire_at")
        for pk in list(due.values_list("pk", flat=True)):
            if _paused.get((model._meta.label, pk), now) <= now:
                _expire_or_pause(model, pk, now)


def _expire_or_pause(model: type[models.Model], pk: Hashable, now: datetime.datetime) -> None:
    try:
        with transaction.atomic():
            found = model._default_manager.select_for_update(skip_locked=True)
            thing: Any = found.filter(pk=pk, live=True, expire_at__lte=now).first()
            if thing is not None:
                thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    except DATABASE_TROUBLE:
        raise
    except Exception:
        logger.exception("%s %s could not expire at its time", model._meta.label, pk)
        _paused[model._meta.label, pk] = now + PAUSE


def next_instant() -> datetime.datetime | None:
    """When the next page is to go live or to expire."""
    now = timezone.now()
    going_live = Revision.objects.filter(approved_go_live_at__gt=now).aggregate(at=Min("approved_go_live_at"))["at"]
    expiring = Page.objects.filter(live=True, expire_at__gt=now).aggregate(at=Min("expire_at"))["at"]
    return min((instant for instant in (going_live, expiring) if instant), default=None)
