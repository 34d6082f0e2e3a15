"""One message a day, for those who prefer it: the letters that were written since, in one mail."""

import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page

from core.i18n.instants import zone_of
from core.site_state import network_name
from core.visibility import in_bin
from jobs.heartbeat import still_working
from moderation.models import WaitingLetter
from moderation.notifications import in_plain_text, wants_mail
from moderation.permissions import may_be_named_to, may_moderate
from users.models import User

# On the clocks of the person.
HOUR = 7


def send_daily_letters(now: datetime.datetime) -> None:
    for pk in WaitingLetter.objects.order_by("person").values_list("person", flat=True).distinct():
        _send(pk, now)
        still_working()


@transaction.atomic
def _send(pk: int, now: datetime.datetime) -> None:
    """The mail, the note of its day and the end of the letters together: a second worker finds them done."""
    person = User.objects.select_for_update().get(pk=pk)
    here = now.astimezone(zone_of(person))
    is_at_once = person.moderation_mail == User.Mail.AT_ONCE
    if not is_at_once and (here.hour < HOUR or (person.mailed_on and person.mailed_on >= here.date())):
        return
    # Whoever changed their mind gets what waits at once.
    letters = list(person.waiting_letters.select_related("page"))
    told = [one for one in letters if wants_mail(person) and may_be_told(person, one.page)]
    if told:
        _message(person, told).send()
        person.mailed_on = here.date()
        person.save(update_fields=["mailed_on"])
    WaitingLetter.objects.filter(pk__in=[one.pk for one in letters]).delete()


def may_be_told(person: User, page: Page | None) -> bool:
    """Whether this person still works in the admin, and on the page that a letter is about."""
    if not person.is_active or not person.has_perm("wagtailadmin.access_admin"):
        return False
    if page is None:
        return True
    if in_bin(page):
        return False
    is_reader = may_moderate(person, page) and may_be_named_to(person, page)
    return is_reader or page.permissions_for_user(person).can_edit()


def _message(person: User, letters: list[WaitingLetter]) -> EmailMessage:
    with translation.override(person.language), timezone.override(zone_of(person)):
        account = settings.WAGTAILADMIN_BASE_URL + reverse("account")
        context = {"letters": letters, "network": network_name(), "account": account}
        return EmailMessage(
            subject=" ".join(in_plain_text("moderation/mail/daily_subject.txt", context).split()),
            body=in_plain_text("moderation/mail/daily.txt", context).strip() + "\n",
            to=[person.email],
        )
