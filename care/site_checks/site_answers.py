"""Each check asks the database or the settings, and answers in a sentence, with what to do about it."""

import datetime
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page

from care.models import BackupNote
from core.i18n.dates import moment
from core.site_state import site_settings
from core.visibility import STRANGER, visible_to
from jobs.admin import held_pages
from jobs.heartbeat import Role, is_missed, last_seen
from jobs.models import OutgoingMail
from jobs.task_queue import is_late
from linkcheck.models import ExternalLink
from moderation.reviewers.deciders import steps_in_use, why_nobody
from moderation.translating.unfinished import Standing, originals_for, target_locales
from users.models import AnyUser

# A mail that waits for longer is stuck.
MAIL_WAITS = datetime.timedelta(hours=1)
# The checker of links asks each every few days.
LINKS_ASKED = datetime.timedelta(days=14)
# A backup a day, and two hours for it to run.
BACKUP_AGE = datetime.timedelta(hours=26)
ONLY_HERE = {"127.0.0.1", "localhost", "::1"}


class Answer(NamedTuple):
    """What one check found: `is_good` is None where nothing can be said."""

    is_good: bool | None
    words: str
    # What to do, and where.
    cure: str = ""
    address: str = ""

    @property
    def has_cure(self) -> bool:
        return self.is_good is False and bool(self.cure or self.address)


class Checked(NamedTuple):
    name: str | Promise
    answer: Answer


def mail(user: AnyUser) -> Answer:
    outbox = reverse("outbox:index")
    if not settings.DELIVERY:
        words = _("No mail server is set: nothing leaves the outbox.")
        return Answer(False, words, _("Set EMAIL_URL, then start the site again."), outbox)
    counted = OutgoingMail.objects.filter(state=OutgoingMail.State.FAILED).count()
    if counted:
        words = ngettext("%(count)d message was given up.", "%(count)d messages were given up.", counted)
        return Answer(False, words % {"count": counted}, _("Read why, and send again."), outbox)
    waiting = OutgoingMail.objects.filter(
        state=OutgoingMail.State.WAITING, created_at__lt=timezone.now() - MAIL_WAITS
    ).order_by("created_at")
    if first := waiting.first():
        words = _("Mail has been waiting since %(when)s: %(error)s") % {
            "when": moment(first.created_at),
            "error": first.last_error or _("it was not tried yet"),
        }
        return Answer(False, words, _("See whether the mail server answers and the worker runs."), outbox)
    last = OutgoingMail.objects.exclude(sent_at=None).order_by("-sent_at").first()
    if last is None or last.sent_at is None:
        return Answer(None, _("A mail server is set. No message had to be sent yet."))
    return Answer(True, _("The last message was sent on %(when)s.") % {"when": moment(last.sent_at)})


def worker(user: AnyUser) -> Answer:
    work = reverse("work_report")
    seen = last_seen(Role.WORKER)
    if is_missed(Role.WORKER):
        words = _("The worker was last heard of on %(when)s.") % {"when": moment(seen)} if seen else ""
        words = words or _("The worker has never run.")
        return Answer(False, words, _("Without it nothing is published at its time and no mail is sent."), work)
    if is_late():
        return Answer(False, _("The task queue is late: search and links are not up to date."), "", work)
    return Answer(True, _("The worker and the task queue are at work."))


def publications(user: AnyUser) -> Answer:
    held = held_pages(user)
    if not held:
        return Answer(True, _("Every page went live at its time."))
    words = ngettext("%(count)d page missed its time.", "%(count)d pages missed their time.", len(held))
    return Answer(False, words % {"count": len(held)}, _("Read why."), reverse("work_report"))


def reviewers(user: AnyUser) -> Answer:
    reasons = [reason for step in steps_in_use() if (reason := why_nobody(step))]
    if reasons:
        return Answer(False, " ".join(reasons), _("Put somebody into a group of the step."), reverse("rights"))
    return Answer(True, _("Somebody decides at every step of review."))


def links(user: AnyUser) -> Answer:
    report = reverse("links_report")
    if not settings.LINK_CHECKS:
        return Answer(None, _("Links to other sites are not checked (LINK_CHECKS)."))
    known = dict(ExternalLink.objects.values_list("state").annotate(Count("pk")).order_by())
    if not known:
        return Answer(None, _("No page links to another site."))
    last = ExternalLink.objects.aggregate(last=Max("checked_at"))["last"]
    if last is None or last < timezone.now() - LINKS_ASKED:
        words = _("No other site was asked lately: they cannot be reached from here.")
        return Answer(False, words, _("See whether the machine may open addresses of the web."), report)
    broken = ExternalLink.objects.filter(state=ExternalLink.State.BROKEN, is_accepted=False).count()
    if broken:
        words = ngettext("%(count)d link leads nowhere.", "%(count)d links lead nowhere.", broken)
        return Answer(False, words % {"count": broken}, _("Mend them."), report)
    return Answer(True, _("No broken link is known. The last check was on %(when)s.") % {"when": moment(last)})


def address(user: AnyUser) -> Answer:
    cure = _("Set PUBLIC_URL to the address that visitors know, then start the site again.")
    parts = urlsplit(settings.PUBLIC_URL)
    if parts.hostname in ONLY_HERE:
        words = _("Links in mail lead to %(address)s, which opens on this machine alone.")
        return Answer(False, words % {"address": settings.PUBLIC_URL}, cure)
    if not settings.IS_HTTPS:
        words = _("%(address)s is not encrypted: passwords could be read on the way.")
        return Answer(False, words % {"address": settings.PUBLIC_URL}, cure)
    return Answer(True, _("Visitors and mail use %(address)s") % {"address": settings.PUBLIC_URL})


def look(user: AnyUser) -> Answer:
    """The name and the logo; without a row of settings the frame of every page shows placeholders."""
    found = site_settings()
    place = reverse("wagtailsettings:edit", args=["core", "sitesettings"])
    missing = [] if found.pk and found.text else [_("the name of the network")]
    missing += [] if found.logo_id else [_("the logo")]
    if missing:
        words = _("Missing: %(what)s") % {"what": ", ".join(missing)}
        return Answer(False, words, _("Fill it in."), place)
    return Answer(True, _("The site has its name and its logo."))


def translations(user: AnyUser) -> Answer:
    """Of what visitors see in the first language."""
    told = list(_untranslated(user))
    if not told:
        return Answer(True, _("Every live page is translated, and up to date."))
    return Answer(False, " ".join(told), _("See which."), reverse("translations_report"))


def _untranslated(user: AnyUser) -> Iterator[str]:
    public = visible_to(Page.objects.all(), STRANGER).values("pk")
    for locale in target_locales():
        pages = originals_for(user, locale).filter(pk__in=public)
        counted = dict(pages.order_by().values_list("standing").annotate(Count("pk")))
        missing = counted.get(Standing.MISSING, 0)
        behind = counted.get(Standing.CHANGED, 0) + counted.get(Standing.PARTLY, 0)
        if missing or behind:
            words = _("%(language)s: %(missing)d pages are missing, %(behind)d are not up to date.")
            yield words % {"language": locale.get_display_name(), "missing": missing, "behind": behind}


def backup(user: AnyUser) -> Answer:
    cure = _("Let your backup end with: manage.py note_backup")
    last = BackupNote.objects.order_by("-made_at").first()
    if last is None:
        return Answer(False, _("No backup has said that it was made."), cure)
    words = _("The last backup was made on %(when)s.") % {"when": moment(last.made_at)}
    return Answer(last.made_at > timezone.now() - BACKUP_AGE, words, cure)


CHECKS: tuple[tuple[str | Promise, Callable[[AnyUser], Answer]], ...] = (
    (gettext_lazy("Mail"), mail),
    (gettext_lazy("Worker"), worker),
    (gettext_lazy("Pages on time"), publications),
    (gettext_lazy("Reviewers"), reviewers),
    (gettext_lazy("Links to other sites"), links),
    (gettext_lazy("Address of the site"), address),
    (gettext_lazy("Name and logo"), look),
    (gettext_lazy("Translations"), translations),
    (gettext_lazy("Backup"), backup),
)


def checked(user: AnyUser) -> list[Checked]:
    """All of them; what needs somebody first, in the order above."""
    answers = [Checked(name, check(user)) for name, check in CHECKS]
    return sorted(answers, key=lambda one: one.answer.is_good is not False)
