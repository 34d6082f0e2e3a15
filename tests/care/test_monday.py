"""The Monday page and its mail: what waits, for whoever may act on it."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from care.models import MondayLetter
from care.monday.monday_lists import FORGOTTEN, lists_for
from care.monday.monday_mail import write_letters
from jobs.models import OutgoingMail
from linkcheck.models import ExternalLink
from moderation.submission import submit
from networks.models import Committee, CommitteeText, Seat
from tests import factories

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("America/Vancouver")
MONDAY = datetime.datetime(2027, 3, 1, 8, tzinfo=ZONE)
DAY = datetime.timedelta(days=1)


def titles(person, name):
    return [row.title for one in lists_for(person) if one.name == name for row in one.found.rows]


def page(client):
    answer = client.get(reverse("monday_page"))
    assert answer.status_code == 200
    return answer.content.decode()


# The lists


def held(days=3, **fields):
    return factories.event(start_date=timezone.localdate() - days * DAY, **fields)


def test_events_without_a_summary(editor):
    held(title="A talk")
    held(title="Cancelled", condition="cancelled", condition_reason="Snow.")
    held(title="Postponed", condition="postponed", condition_reason="Snow.")
    held(300, title="Long ago")
    factories.event(title="To come")
    factories.summary(event=held(title="Summed up"))
    assert titles(editor, "events") == ["A talk"]


def test_pages_to_look_at(editor, comes_up):
    comes_up(title="How we meet")
    factories.standard_page(title="Quite new")
    assert titles(editor, "reviews") == ["How we meet"]


def test_broken_links(editor):
    links = [("link", {"label": "The report", "url": "https://example.org/gone"})]
    factories.resource(title="The old study", links=links)
    ExternalLink.objects.update(state="broken", problem="not_found")
    assert titles(editor, "links") == ["The old study"]
    ExternalLink.objects.update(is_accepted=True)
    assert titles(editor, "links") == []


def test_translations_that_are_behind(editor):
    original = factories.standard_page(title="How we meet")
    factories.in_french(original)
    assert titles(editor, "translations") == []
    original.save_revision().publish()
    assert titles(editor, "translations") == ["How we meet"]


def committee(*seats, **fields):
    made = Committee(slug="council", **fields)
    made.texts = [CommitteeText(language="en", name="The council")]
    made.seats = list(seats)
    made.save()
    return made


def test_seats_that_fall_vacant(editor, second_editor):
    today = timezone.localdate()
    far, near = today + 100 * DAY, today + 30 * DAY
    committee(
        Seat(),
        Seat(person=factories.person("Ann"), held_until=near),
        Seat(person=factories.person("Ben"), held_until=far),
        Seat(person=factories.person("Cy")),
    )
    assert len(titles(editor, "seats")) == 2
    Committee.objects.update(status="closed")
    assert titles(editor, "seats") == []


def test_seats_are_for_those_who_fill_them(editor_below):
    committee(Seat())
    assert titles(editor_below(factories.standard_page()), "seats") == []


def test_pages_that_were_sent_back_and_forgotten(editor, moderator):
    draft = factories.resource(live=False, owner=editor, title="What peers say")
    draft.save_revision(user=editor)
    state = submit(draft, editor).current_task_state
    state.reject(user=moderator, comment="No.")
    assert titles(editor, "sent-back") == []
    TaskState.objects.update(finished_at=timezone.now() - FORGOTTEN - DAY)
    assert titles(editor, "sent-back") == ["What peers say"]


# Who sees what


@pytest.fixture
def everything(editor, moderator, comes_up):
    """Something in each list, all of it outside of one section."""
    held(title="Secret: a talk")
    comes_up(title="Secret: a page")
    original = factories.standard_page(title="Secret: behind")
    factories.in_french(original)
    original.save_revision().publish()
    links = [("link", {"label": "The report", "url": "https://example.org/secret"})]
    factories.resource(title="Secret: a study", links=links)
    ExternalLink.objects.update(state="broken", problem="not_found")
    draft = factories.resource(live=False, owner=editor, title="Secret: a draft")
    draft.save_revision(user=editor)
    submit(draft, editor).current_task_state.reject(user=moderator, comment="No.")
    TaskState.objects.update(finished_at=timezone.now() - FORGOTTEN - DAY)
    committee(Seat())


def test_all_six_are_on_the_page(everything, editor, sign_in):
    words = page(sign_in(editor))
    assert all(one.total for one in lists_for(editor))
    assert words.count("Secret: ") >= 5 and "The council" in words


def test_who_works_in_one_section_learns_of_no_other(everything, editor_below, sign_in):
    person = editor_below(factories.standard_page(title="Their section"))
    assert "Secret" not in page(sign_in(person))
    person.monday_mail = True
    person.save()
    mail.outbox.clear()
    write_letters(MONDAY)
    assert not [one for one in mail.outbox if "ecret" in one.body]


def test_a_translator_of_one_section_learns_of_no_other(everything, editor_below):
    person = editor_below(factories.standard_page())
    assert [one.name for one in lists_for(person) if one.total] == []


def test_members_see_no_page(sign_in, member):
    assert sign_in(member).get(reverse("monday_page")).status_code in {302, 403}


def test_the_page_costs_the_same_for_many_rows(everything, editor, comes_up, sign_in, django_assert_max_num_queries):
    client = sign_in(editor)
    for number in range(8):
        held(title=f"Talk {number}")
        comes_up()
    page(client)
    with django_assert_max_num_queries(75):
        page(client)


def test_each_button_does_what_it_says(comes_up, editor, sign_in):
    found = comes_up(title="How we meet")
    client = sign_in(editor)
    address = reverse("monday_page")
    assert client.post(reverse("care_answer", args=[found.pk]), {"answer": "right", "next": address}).url == address
    assert titles(editor, "reviews") == []


def test_the_page_changes_nothing(sign_in, editor):
    assert sign_in(editor).post(reverse("monday_page")).status_code == 405


# The mail


@pytest.fixture
def reader(editor, comes_up):
    editor.monday_mail = True
    editor.save()
    comes_up(title="How we meet")
    return editor


def test_it_is_written_once_a_week_to_those_who_asked(reader, second_editor):
    for now in (MONDAY, MONDAY + datetime.timedelta(hours=5), MONDAY + DAY, MONDAY + 3 * DAY):
        write_letters(now)
    assert [one.to for one in mail.outbox] == [[reader.email]]
    assert "Pages to look at (1)\n- How we meet" in mail.outbox[0].body
    write_letters(MONDAY + 7 * DAY)
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("later", [-3, 48, 72, 144])
def test_it_is_written_on_mondays(reader, later):
    write_letters(MONDAY + datetime.timedelta(hours=later))
    assert not mail.outbox


def test_after_a_time_without_a_worker_it_comes_on_tuesday(reader):
    write_letters(MONDAY + DAY)
    assert len(mail.outbox) == 1


def test_nothing_to_say_is_no_mail(editor):
    editor.monday_mail = True
    editor.save()
    write_letters(MONDAY)
    assert not mail.outbox


def test_a_worker_that_is_killed_writes_it_later(reader, monkeypatch, outbox_for_mail):
    def killed(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("care.care_mails.write", killed)
        with pytest.raises(KeyboardInterrupt):
            write_letters(MONDAY)
    assert not MondayLetter.objects.exists()
    write_letters(MONDAY)
    write_letters(MONDAY)
    assert OutgoingMail.objects.count() == 1


def test_it_is_in_the_language_of_the_reader(reader):
    reader.language = "fr"
    reader.save()
    write_letters(MONDAY)
    assert mail.outbox[0].subject == "Ce qui attend cette semaine"
    assert "Pages à revoir (1)" in mail.outbox[0].body


def test_whoever_left_gets_none(reader):
    reader.is_active = False
    reader.save()
    write_letters(MONDAY)
    assert not mail.outbox


def test_one_asks_for_it_in_the_account(client, editor):
    client.force_login(editor)
    assert "monday_mail" in client.get("/account/").text
    client.post("/account/", {"language": "en", "moderation_mail": "never", "monday_mail": "on"})
    editor.refresh_from_db()
    assert editor.monday_mail
