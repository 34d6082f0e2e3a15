"""The page where a document comes in: who may, what becomes of it, what is said when it cannot be read."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from events.models import EventPage, WebinarSummaryPage
from home.models import StandardPage
from intake.models import Intake
from networks.models import NetworkPage
from resources.models import ResourcePage
from tests import factories
from tests.intake.conftest import door

SUMMARY = "The title of it\n\nWebinar 4: March 5, 2026, 10 am to 11:30 am PT\n\nSUMMARY\n\nWe spoke of sleep at length."


def test_a_word_file_becomes_a_draft_of_the_person(draft, editor, made):
    assert draft.title == made.title
    assert draft.owner == editor
    assert not draft.live
    assert draft.date == datetime.date(2026, 3, 5)


def test_the_draft_has_its_first_version(draft, editor):
    assert draft.get_latest_revision().user == editor
    assert draft.get_latest_revision_as_object().title == draft.title


def test_one_is_led_to_the_form_of_the_draft(bring):
    answer = bring(text=SUMMARY)
    page = WebinarSummaryPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.parametrize(
    ("page_class", "parent"),
    [
        (EventPage, factories.event_index),
        (WebinarSummaryPage, factories.webinar_index),
        (ResourcePage, factories.resource_index),
        (NetworkPage, factories.network_index),
    ],
)
def test_every_kind_can_begin_with_a_document(page_class, parent, bring):
    bring(text="A title of one line\n\nSummary\n\nWords about sleep.", page_class=page_class, parent=parent())
    assert page_class.objects.get().title == "A title of one line"


def test_the_form_of_a_new_page_leads_to_the_door(sign_in, editor, webinars):
    answer = sign_in(editor).get(reverse("wagtailadmin_pages:add", args=["events", "webinarsummarypage", webinars.pk]))
    assert door(WebinarSummaryPage, webinars) in answer.content.decode()


def test_the_door_can_be_opened(sign_in, editor, webinars):
    answer = sign_in(editor).get(door(WebinarSummaryPage, webinars))
    assert answer.status_code == 200
    assert 'type="file"' in answer.content.decode()


def test_what_was_pasted_stays_when_the_file_cannot_be_read(bring):
    answer = bring("old.doc", b"\xd0\xcf\x11\xe0", text="Words that I pasted.")
    said = answer.content.decode()
    assert "Words that I pasted." in said
    assert "Save it as a Word file" in said
    assert not Intake.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"\x00\x01\x02"])
def test_a_broken_file_is_told(content, bring):
    answer = bring("broken.docx", content)
    assert answer.status_code == 200
    assert "could not be read" in answer.content.decode()


def test_nothing_at_all_is_told(bring):
    assert "Choose a document, or paste its text." in bring().content.decode()


def test_pasted_html_counts_before_the_plain_words(bring):
    bring(text="Title Words", html="<h1>Title</h1><h2>Summary</h2><p>Words <b>and</b> more.</p>")
    assert WebinarSummaryPage.objects.get().summary == "<p>Words <b>and</b> more.</p>"


def test_a_summary_stands_in_the_series_that_it_names(bring, webinars):
    series = factories.series(title="Care at night", parent=webinars)
    bring(text=f"Care at night\n\n{SUMMARY.replace('The title of it', '“The title of it”')}")
    assert WebinarSummaryPage.objects.get().get_parent().pk == series.pk


def test_two_drafts_of_one_title_have_addresses_of_their_own(bring):
    bring(text=SUMMARY)
    bring(text=SUMMARY)
    assert WebinarSummaryPage.objects.values("slug").distinct().count() == 2


# Who may


def test_who_may_not_write_there_finds_the_door_shut(sign_in, groups, webinars):
    member = factories.user()
    answer = sign_in(member).post(door(WebinarSummaryPage, webinars), {"text": SUMMARY})
    assert answer.status_code in {302, 403}
    assert not WebinarSummaryPage.objects.exists()


def test_who_writes_in_one_section_cannot_bring_a_document_to_another(bring, groups):
    person = _writer_of(factories.event_index())
    answer = bring(text=SUMMARY, person=person)
    assert answer.status_code in {302, 403}
    assert not WebinarSummaryPage.objects.exists()


def test_a_series_where_one_may_not_write_is_not_chosen(bring, webinars):
    person = _writer_of(webinars)
    series = factories.series(title="Care at night", parent=webinars)
    GroupPagePermission.objects.filter(page=series).delete()
    bring(text=f"Care at night\n\n{SUMMARY}", person=person)
    assert WebinarSummaryPage.objects.get().is_descendant_of(webinars)


def _writer_of(page):
    """Somebody who may add pages below this one alone."""
    group = Group.objects.create(name="One section")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    add = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    GroupPagePermission.objects.create(group=group, page=page, permission=add)
    person = factories.user()
    person.groups.add(group)
    return person


@pytest.mark.parametrize("kind", [StandardPage, Page])
def test_kinds_without_a_recipe_have_no_door(kind, sign_in, editor, home):
    assert sign_in(editor).get(door(kind, home)).status_code in {403, 404}


@pytest.mark.parametrize("names", [("events", "nothing"), ("no", "app"), ("users", "user"), ("core", "term")])
def test_what_is_no_kind_of_page_has_no_door(names, sign_in, editor, home):
    client = sign_in(editor)
    for send in (client.get, client.post):
        assert send(reverse("intake_start", args=[*names, home.pk])).status_code in {302, 404}


def test_a_kind_that_cannot_stand_there_is_refused(bring):
    answer = bring(text=SUMMARY, parent=factories.event_index())
    assert answer.status_code in {302, 403}
    assert not WebinarSummaryPage.objects.exists()


def test_a_document_that_is_too_long_is_told(bring, monkeypatch):
    monkeypatch.setattr("intake.forms.FILE_SIZE", 10)
    answer = bring("long.txt", b"Words " * 10)
    assert "too large" in answer.content.decode()


def test_scripts_in_a_document_are_left_out(bring):
    html = b"<h1>T</h1><p>Words</p><script>alert(1)</script><p onclick='x()'><a href='javascript:x()'>go</a></p>"
    bring("page.html", html)
    stored = Intake.objects.get()
    text = WebinarSummaryPage.objects.get().summary + "".join(stored.leftovers)
    assert "script" not in text
    assert "onclick" not in text


def test_facts_and_a_programme_in_tables_find_their_fields(bring):
    rows = [("Date", "June 3, 2027"), ("Time", "1 – 3:30 pm PT"), ("Host", "Harbour Youth Society"), ("Cost", "Free")]
    facts = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows)
    agenda = "<tr><td>1:00</td><td>Welcome</td></tr><tr><td>1:15 – 2:00</td><td>What we heard</td></tr>"
    html = f"<h1>Forum</h1><table>{facts}</table><h2>Agenda</h2><table>{agenda}</table>"
    bring(text="Forum", html=html, page_class=EventPage, parent=factories.event_index())
    event = EventPage.objects.get()
    assert (event.start_date, event.start_time) == (datetime.date(2027, 6, 3), datetime.time(13))
    assert [item.value["start"] for item in event.agenda] == [datetime.time(13), datetime.time(13, 15)]
    assert Intake.objects.get().leftovers == []
