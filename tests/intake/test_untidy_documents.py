"""What people write without thinking of fields: headings in capitals, sentences before facts, links in passing."""

import pytest

from events.models import EventPage, WebinarSummaryPage
from intake.models import Intake
from resources.models import ResourcePage
from tests import factories

REPORT = "https://example.org/reports/kitchens.pdf"


@pytest.fixture
def summary_of(bring):
    def made(html, **more):
        bring(text="x", html=html, **more)
        return WebinarSummaryPage.objects.get()

    return made


@pytest.fixture
def resource_of(bring):
    def made(html):
        bring(text="x", html=html, page_class=ResourcePage, parent=factories.resource_index())
        return ResourcePage.objects.get()

    return made


@pytest.fixture
def event_of(bring):
    def made(html):
        bring(text="x", html=html, page_class=EventPage, parent=factories.event_index())
        return EventPage.objects.get()

    return made


PANEL = "<p><b>PANEL</b></p><ul><li>Ines Novak, Nurse, Harbour Clinic</li></ul>"


def test_a_heading_in_capitals_after_the_panel_is_nobody(summary_of):
    page = summary_of(f"<h1>Handover</h1>{PANEL}<p><b>THE BLUE FOLDER</b></p><p>It holds three pages.</p>")
    assert [one.value["name"] for one in page.people] == ["Ines Novak"]
    assert [one.value["heading"] for one in page.sections] == ["THE BLUE FOLDER"]
    assert Intake.objects.get().leftovers == []


def test_names_in_bold_without_more_are_people(summary_of):
    page = summary_of("<h1>Handover</h1><p><b>PANEL</b></p><p><b>Ines Novak</b></p><p><b>Kofi Mensah</b></p>")
    assert [one.value["name"] for one in page.people] == ["Ines Novak", "Kofi Mensah"]


def test_the_outcomes_end_where_the_film_is_named(summary_of):
    film = '<p>The recording <a href="https://www.youtube.com/watch?v=hAnd0verTbl">is available here</a>.</p>'
    page = summary_of(
        f"<h1>Handover</h1><h2>Outcomes</h2><ul><li>A promise has a date</li></ul>{film}<p>We meet in April.</p>"
    )
    assert [(one.value["title"], str(one.value["text"])) for one in page.outcomes] == [("A promise has a date", "")]
    assert [one.value["video_id"] for one in page.recordings] == ["hAnd0verTbl"]
    assert page.what_comes_next == "<p>We meet in April.</p>"


@pytest.mark.parametrize("is_chosen", [True, False], ids=["chosen", "named"])
def test_the_name_of_the_series_is_told_and_not_left_over(is_chosen, summary_of, webinars):
    series = factories.series(title="Care at night", parent=webinars)
    summary_of(
        "<h1>Handover</h1><p><b>Care at night</b></p><h2>Summary</h2><p>We spoke of sleep.</p>",
        parent=series if is_chosen else webinars,
    )
    assert Intake.objects.get().leftovers == []
    assert "“Care at night”" in Intake.objects.get().report[0]


def test_a_line_that_is_a_link_says_where_to_read_it(resource_of):
    page = resource_of(
        f'<h1>Kitchens</h1><h2>Summary</h2><p>What it took.</p><p><a href="{REPORT}">Read the report</a></p>'
    )
    assert page.summary == "What it took."
    assert [one.value["url"] for one in page.links] == [REPORT]


def test_a_link_that_no_field_holds_is_left_over(resource_of):
    words = f'Twelve kitchens gave meals, as <a href="{REPORT}">the city</a> counted in two winters, and more.'
    page = resource_of(f"<h1>Kitchens</h1><h2>Summary</h2><p>{words}</p>")
    assert "as the city counted" in page.summary
    assert REPORT in "".join(Intake.objects.get().leftovers)


def test_a_sentence_may_stand_before_the_table_of_facts(event_of):
    lead = "Walk one route of the team, from the quay to the loop, and hear what the night is like."
    facts = "<tr><td><b>When</b></td><td>May 21, 2027, 8:30 pm</td></tr><tr><td><b>Host</b></td><td>Quay Team</td></tr>"
    page = event_of(f"<h1>Night walk</h1><p>{lead}</p><table>{facts}</table>")
    assert page.lead == lead
    assert page.start_date.isoformat() == "2027-05-21"
    assert [one.value["name"] for one in page.organisations] == ["Quay Team"]


def test_a_name_above_role_and_organisation_is_one_person(event_of):
    page = event_of("<h1>Night walk</h1><h2>Speakers</h2><p>Ines Novak<br>Team Lead<br>Harbour Clinic</p>")
    assert [(one.value["name"], one.value["role"]) for one in page.people] == [("Ines Novak", "Team Lead")]


def test_people_in_lines_of_one_paragraph_are_several(event_of):
    lines = "Ines Novak – Team Lead, Harbour Clinic<br>Kofi Mensah – Peer Guide, Harbour Clinic"
    page = event_of(f"<h1>Night walk</h1><h2>Speakers</h2><p>{lines}</p>")
    assert [one.value["name"] for one in page.people] == ["Ines Novak", "Kofi Mensah"]


def test_the_name_of_a_series_above_the_day_ends_no_head(summary_of):
    page = summary_of(
        "<h1>Gathering</h1><h2>Agenda-building webinars</h2><p>Webinar 5: November 4, 2021, 11 am to 12:30 pm</p>"
        "<h2>Summary</h2><p>We spoke of doors that stay open.</p>"
    )
    assert (page.number, str(page.date), str(page.start_time)) == (5, "2021-11-04", "11:00:00")
    assert not page.sections


def test_lines_with_a_colon_before_lists_part_the_findings(resource_of):
    factories.term("group", "Practices")
    page = resource_of(
        "<h1>Open doors</h1><h2>Key findings</h2><p>Principles of the door:</p><ul><li>It has no lock.</li></ul>"
        "<p>Practices of the door:</p><ul><li>It is oiled.</li><li>It is blue.</li></ul>"
    )
    groups = [(one.value["heading"], len(one.value["items"])) for one in page.findings]
    assert groups == [("Principles of the door", 1), ("Practices of the door", 2)]


def test_who_signs_people_up_by_mail_is_read(event_of):
    page = event_of(
        "<h1>Evening of doors</h1><p>Date: March 3, 2031</p><p>Registration: sessions@lantern.example.</p>"
        "<h2>Objectives</h2><ul><li>Find the hinge.</li></ul>"
    )
    assert (page.registration_url, page.registration_needed) == ("mailto:sessions@lantern.example", True)
    assert Intake.objects.get().leftovers == []
