"""Bundles go live at their hour; one that cannot stays whole, and the people concerned are told once."""

import datetime
import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Min
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from bundles.models import Bundle
from bundles.publishing import open_items, publish_at_its_hour
from bundles.readiness.blockers import Standing, standings
from bundles.seen_by import bundles_for
from bundles.standing import Refused, hold_bundle
from core.i18n.instants import in_words
from core.visibility import shown_in_admin
from jobs.heartbeat import still_working
from jobs.scheduling import DATABASE_TROUBLE
from moderation.notifications import in_plain_text, post, wants_mail
from moderation.reviewers.deciders import deciders, steps_of
from users.models import User

logger = logging.getLogger(__name__)


def publish_due(now: datetime.datetime | None = None) -> None:
    now = now or timezone.now()
    due = Bundle.objects.filter(go_live_at__lte=now).order_by("go_live_at", "pk")
    for pk in list(due.values_list("pk", flat=True)):
        try:
            publish_at_its_hour(pk, now)
        except DATABASE_TROUBLE:
            raise
        except Refused as refusal:
            _miss(pk, now, "")
            logger.info("Bundle %s did not go live at its hour: %s", pk, refusal)
        except Exception as error:
            logger.exception("Bundle %s could not go live at its hour", pk)
            _miss(pk, now, type(error).__name__)
        still_working()


def next_instant() -> datetime.datetime | None:
    return Bundle.objects.filter(go_live_at__gt=timezone.now()).aggregate(at=Min("go_live_at"))["at"]


@transaction.atomic
def _miss(pk: int, now: datetime.datetime, trouble: str) -> None:
    """Off the schedule, with the hour that it missed; a second worker finds nothing to tell."""
    bundle = hold_bundle(pk)
    if bundle is None or bundle.go_live_at is None or bundle.go_live_at > now:
        return
    people = concerned(bundle)
    bundle.missed_at, bundle.go_live_at, bundle.trouble = bundle.go_live_at, None, trouble
    bundle.save(update_fields=["missed_at", "go_live_at", "trouble"])
    for person in people:
        if wants_mail(person):
            with translation.override(person.language):
                _tell(bundle, person)


def concerned(bundle: Bundle) -> list[User]:
    """Who gave it its hour, who made it, and of those who review its pages the ones who may see it."""
    named = [one for one in (bundle.scheduled_by, bundle.made_by) if one]
    reviewers = [one for one in _reviewers(bundle) if bundles_for(one).filter(pk=bundle.pk).exists()]
    people = {one.pk: one for one in [*named, *reviewers] if one.is_active}
    return list(people.values())


def _reviewers(bundle: Bundle) -> list[User]:
    workflows = {one.pk: one for item in open_items(bundle.pk) if (one := item.page.get_workflow())}
    steps = {step.pk: step for one in workflows.values() for step in steps_of(one)}
    return list({person.pk: person for step in steps.values() for person in deciders(step)}.values())


def _tell(bundle: Bundle, person: User) -> None:
    context = {
        "bundle": bundle,
        "when": in_words(bundle.missed_at, person) if bundle.missed_at else "",
        "blocked": [one for one in shown_standings(bundle, person) if one.blockers],
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("bundle", args=[bundle.pk]),
    }
    words = in_plain_text("bundles/mail/missed.txt", context)
    subject = _("“%(title)s” did not go live at its hour") % {"title": bundle.title}
    post(EmailMessage(subject=subject, body=words.strip() + "\n", to=[person.email]), person)


def shown_standings(bundle: Bundle, person: User) -> list[Standing]:
    """Of the pages that this person may be shown."""
    items = open_items(bundle.pk)
    pages = Page.objects.filter(pk__in=[one.page_id for one in items])
    shown = set(shown_in_admin(pages, person).values_list("pk", flat=True))
    return [one for one in standings(items, None) if one.page.pk in shown]
