"""“Does the site work?”: each check is red where something is wrong, and green where it is not."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale, Page, PageViewRestriction

from care.models import BackupNote
from care.site_checks import site_answers
from core.models import SiteSettings
from jobs.heartbeat import Role
from jobs.models import HeldPublication, OutgoingMail, WorkerBeat
from linkcheck.models import ExternalLink
from tests import factories
from users.models import User

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def server(settings):
    settings.DELIVERY = {"EMAIL_HOST": "mail.example.org"}


def letter(state, hours=0, **fields):
    at = timezone.now() - hours * HOUR
    return OutgoingMail.objects.create(
        recipient="a@example.org", subject="x", text="x", state=state, created_at=at, **fields
    )


def test_without_a_mail_server_mail_is_red(administrator, settings):
    settings.DELIVERY = None
    answer = site_answers.mail(administrator)
    assert answer.is_good is False
    assert "EMAIL_URL" in answer.cure


def test_mail_that_was_given_up_is_red_and_counted(administrator, server):
    letter("failed")
    letter("failed")
    answer = site_answers.mail(administrator)
    assert (answer.is_good, answer.words) == (False, "2 messages were given up.")


def test_mail_that_waits_long_says_why(administrator, server):
    letter("waiting", hours=2, last_error="Connection refused")
    answer = site_answers.mail(administrator)
    assert answer.is_good is False
    assert "Connection refused" in answer.words


def test_mail_that_has_just_been_written_is_no_alarm(administrator, server):
    letter("waiting")
    assert site_answers.mail(administrator).is_good is None
    letter("sent", sent_at=timezone.now())
    assert site_answers.mail(administrator).is_good is True


def test_a_worker_that_never_ran_is_red(administrator):
    answer = site_answers.worker(administrator)
    assert (answer.is_good, answer.words) == (False, "The worker has never run.")


def test_a_queue_that_is_missed_is_red_and_both_at_work_are_green(administrator):
    WorkerBeat.objects.create(worker_id="w", role=Role.WORKER, host="here", pid=1)
    assert site_answers.worker(administrator).is_good is False
    WorkerBeat.objects.create(worker_id="q", role=Role.QUEUE, host="here", pid=2)
    assert site_answers.worker(administrator).is_good is True


def test_a_page_that_missed_its_time_is_red(administrator):
    assert site_answers.publications(administrator).is_good is True
    revision = factories.standard_page().save_revision()
    HeldPublication.objects.create(revision=revision, reason="Something is missing.")
    assert site_answers.publications(administrator).words == "1 page missed its time."


def test_a_step_without_people_is_red(administrator, moderator):
    assert site_answers.reviewers(administrator).is_good is True
    User.objects.filter(groups__name="Moderators").update(is_active=False)
    assert "“Review”" in site_answers.reviewers(administrator).words


def link(**fields):
    return ExternalLink.objects.create(key=str(ExternalLink.objects.count()), address="https://a.example/", **fields)


def test_links_that_nobody_could_ask_are_red(administrator, settings):
    settings.LINK_CHECKS = True
    assert site_answers.links(administrator).is_good is None
    link()
    assert "cannot be reached" in site_answers.links(administrator).words


def test_broken_links_are_red_and_those_somebody_vouches_for_are_not(administrator, settings):
    settings.LINK_CHECKS = True
    link(state="good", checked_at=timezone.now())
    assert site_answers.links(administrator).is_good is True
    broken = link(state="broken", checked_at=timezone.now())
    assert site_answers.links(administrator).words == "1 link leads nowhere."
    ExternalLink.objects.filter(pk=broken.pk).update(is_accepted=True)
    assert site_answers.links(administrator).is_good is True


def test_links_that_are_not_checked_are_not_called_good(administrator, settings):
    settings.LINK_CHECKS = False
    assert site_answers.links(administrator).is_good is None


@pytest.mark.parametrize(
    ("address", "is_good"),
    [("http://127.0.0.1:8000", False), ("http://www.example.org", False), ("https://www.example.org", True)],
)
def test_the_address_is_one_that_visitors_can_open(address, is_good, administrator, settings):
    settings.PUBLIC_URL, settings.IS_HTTPS = address, address.startswith("https:")
    answer = site_answers.address(administrator)
    assert answer.is_good is is_good
    assert address in answer.words


def test_a_site_without_name_and_logo_is_told_so(administrator):
    SiteSettings.objects.all().delete()
    assert site_answers.look(administrator).words == "Missing: the name of the network, the logo"


def test_translations_are_counted_and_private_pages_are_not(administrator):
    Locale.objects.get_or_create(language_code="fr")
    before = site_answers.translations(administrator).words
    page = factories.standard_page()
    assert site_answers.translations(administrator).words != before
    PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type=PageViewRestriction.LOGIN)
    assert site_answers.translations(administrator).words == before


def test_a_backup_says_that_it_was_made(administrator):
    assert site_answers.backup(administrator).is_good is False
    call_command("note_backup", verbosity=0)
    call_command("note_backup", verbosity=0)
    assert BackupNote.objects.count() == 1
    assert site_answers.backup(administrator).is_good is True
    BackupNote.objects.update(made_at=timezone.now() - 27 * HOUR)
    assert site_answers.backup(administrator).is_good is False


def test_what_needs_somebody_stands_first_and_is_counted(administrator, sign_in, settings):
    settings.DELIVERY = None
    client = sign_in(administrator)
    answer = client.get(reverse("site_checks"))
    states = [one.answer.is_good for one in answer.context["checks"]]
    assert states == sorted(states, key=lambda state: state is not False)
    assert answer.context["to_do"] == states.count(False)
    assert "No mail server is set" in answer.content.decode()


def test_it_is_said_in_french(administrator, sign_in):
    User.objects.filter(pk=administrator.pk).update(language="fr")
    with translation.override("fr"):
        assert site_answers.backup(administrator).words == "Aucune sauvegarde n’a été signalée."


@pytest.mark.parametrize("name", ["editor", "moderator"])
def test_it_is_for_who_changes_the_settings(name, request, sign_in):
    client = sign_in(request.getfixturevalue(name))
    assert client.get(reverse("site_checks")).status_code != 200
    assert reverse("site_checks") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_looking_changes_nothing(administrator, sign_in, django_assert_max_num_queries):
    client = sign_in(administrator)
    client.get(reverse("site_checks"))
    with django_assert_max_num_queries(90) as asked:
        client.get(reverse("site_checks"))
    written = [one["sql"] for one in asked if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == []
