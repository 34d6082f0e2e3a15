"""A piece that found no field becomes items of a list of the form; what is done with each piece is remembered."""

import pytest
from django.urls import reverse
from wagtail.hooks import search_for_hooks

from events.models import EventPage, WebinarSummaryPage
from intake.confirming import confirm
from intake.in_form.piece_items import items_of_piece, lists_of
from intake.models import Intake
from networks.models import NetworkPage
from resources.models import ResourcePage
from tests import factories

PERSON = "Amara Oduya, MSW, Director of Programs, Harbour Youth Society"


@pytest.fixture
def values(db):
    """What the items of a list say, of a piece that is put into it."""
    # They make the choosers of the forms known.
    search_for_hooks()

    def made(page_class, field, html):
        return [item["value"] for item in items_of_piece(page_class(), field, html).items]

    return made


def test_a_line_becomes_a_person_of_the_panel(values):
    [person] = values(WebinarSummaryPage, "people", f"<p>{PERSON}</p>")
    said = (person["name"], person["credentials"], person["role"], person["organisation_name"])
    assert said == ("Amara Oduya", "MSW", "Director of Programs", "Harbour Youth Society")


def test_whom_the_directory_knows_is_chosen(values):
    known = factories.person(name="Amara Oduya")
    made = items_of_piece(WebinarSummaryPage(), "people", f"<p>{PERSON}</p>")
    assert made.items[0]["value"]["person"]["id"] == known.pk
    assert made.is_whole


def test_nobody_is_chosen_who_is_not_approved(values):
    factories.person(name="Amara Oduya", live=False)
    [person] = values(WebinarSummaryPage, "people", f"<p>{PERSON}</p>")
    assert person["person"] is None


def test_a_table_of_people_becomes_a_person_a_row(values):
    rows = "<tr><td>Amara Oduya</td><td>Director</td></tr><tr><td>Kofi Mensah</td><td>Nurse</td></tr>"
    people = values(EventPage, "people", f"<table>{rows}</table>")
    assert [(one["name"], one["role"]) for one in people] == [("Amara Oduya", "Director"), ("Kofi Mensah", "Nurse")]


def test_a_line_that_names_nobody_comes_into_the_name(values):
    assert values(EventPage, "people", "<p>somebody from the harbour</p>")[0]["name"] == "somebody from the harbour"


def test_a_question_takes_its_answer_along(values):
    [pair] = values(EventPage, "questions", "<p><b>Is lunch free?</b> Yes, for all who come.</p>")
    assert pair["question"] == "Is lunch free?"
    assert "Yes, for all who come." in pair["answer"]


def test_a_line_with_hours_becomes_an_item_of_the_agenda(values):
    [item] = values(EventPage, "agenda", "<p>9:00 – 9:30 Welcome</p>")
    assert item["title"] == "Welcome"
    assert "9" in str(item["start"])


def test_a_link_becomes_a_document_to_read(values):
    html = '<p><a href="https://harbour.example/guide">The guide</a>, for families</p>'
    [link] = values(EventPage, "downloads", html)
    assert (link["title"], link["url"], link["note"]) == ("The guide", "https://harbour.example/guide", "for families")
    [where] = values(ResourcePage, "links", html)
    assert (where["label"], where["url"]) == ("The guide", "https://harbour.example/guide")


def test_the_address_of_a_film_becomes_a_recording(values):
    [film] = values(WebinarSummaryPage, "recordings", "<p>Watch it: https://vimeo.com/123456789</p>")
    assert (film["host"], film["video_id"]) == (["vimeo"], "123456789")


def test_an_address_that_finds_no_field_is_no_whole_piece(values):
    html = '<p><a href="https://harbour.example/guide">The guide</a></p>'
    assert items_of_piece(EventPage(), "objectives", html).is_whole
    assert not items_of_piece(WebinarSummaryPage(), "contact", html).is_whole


def test_a_list_becomes_items_with_their_formats(values):
    html = "<ul><li>Name <b>three</b> lamps</li></ul>"
    [line] = items_of_piece(EventPage(), "objectives", html).items
    assert "BOLD" in line["value"]


def test_a_table_becomes_a_table_of_the_text(values):
    html = "<table><tr><th>Town</th><th>Beds</th></tr><tr><td>Terrace</td><td>4</td></tr></table>"
    [table] = items_of_piece(EventPage(), "description", html).items
    assert table["type"] == "table"


def test_what_is_too_long_for_an_item_is_put_nowhere(values):
    made = items_of_piece(EventPage(), "people", f"<p>{'harbour ' * 60}</p>")
    assert not made.items


def test_an_item_that_says_less_than_the_piece_tells_so(values):
    html = f"<p>{'Look here. ' * 30} The last of it: https://vimeo.com/123456789</p>"
    made = items_of_piece(EventPage(), "recordings", html)
    assert made.items
    assert not made.is_whole


@pytest.mark.parametrize("page_class", [EventPage, WebinarSummaryPage, ResourcePage, NetworkPage])
def test_every_list_takes_a_line(page_class, values):
    names = [one.name for one in lists_of(page_class())]
    assert "people" in names or "authors" in names
    for name in names:
        assert items_of_piece(page_class(), name, "<p>Two lamps at night</p>").items, name


def test_what_needs_a_picture_is_no_list_for_words(values):
    assert "photos" not in [one.name for one in lists_of(EventPage())]


# What is done with each


@pytest.fixture
def intake(draft):
    intake = Intake.objects.get(page=draft)
    intake.leftovers = [f"<p>{PERSON}</p>", "<p>Bring a lamp.</p>"]
    intake.save()
    confirm(intake, {guess["field"] for guess in intake.guesses})
    return intake


@pytest.fixture
def say(intake, sign_in, editor):
    """What the form sends about a piece."""

    def send(name, person=None, **given):
        return sign_in(person or editor).post(reverse(f"intake_{name}", args=[intake.pk]), given)

    return send


def test_the_form_gets_the_items_of_a_piece(say):
    answer = say("piece", piece="0", field="people").json()
    assert answer["items"][0]["value"]["name"] == "Amara Oduya"
    assert answer["whole"]


@pytest.mark.parametrize(
    "given", [{"piece": "7"}, {"piece": "x"}, {"piece": "-1"}, {"field": "title"}, {"field": "no"}]
)
def test_what_is_not_there_is_not_found(given, say):
    assert say("piece", **({"piece": "0", "field": "people"} | given)).status_code == 404


def test_what_does_not_fit_says_so(say, intake):
    intake.leftovers[0] = f"<p>{'harbour ' * 60}</p>"
    intake.save()
    answer = say("piece", piece="0", field="people")
    assert answer.status_code == 409
    assert "does not fit" in answer.json()["problem"]


def test_done_asks_while_pieces_wait(say):
    assert "2 pieces of your document are not placed yet" in say("done").json()["ask"]
    assert Intake.objects.open().exists()


def test_a_no_changes_nothing(say, intake):
    say("done")
    assert Intake.objects.get().leftovers == intake.leftovers


def test_a_yes_puts_it_away_and_it_comes_back(say):
    assert say("done", sure="yes").json() == {"closed": True}
    assert not Intake.objects.open().exists()
    say("done", again="yes")
    assert Intake.objects.open().exists()


def test_what_was_placed_waits_no_longer(say):
    say("settle", piece="0", settled="yes")
    assert "1 piece of your document" in say("done").json()["ask"]
    say("settle", piece="1", settled="yes")
    assert say("done").json() == {"closed": True}


def test_what_was_taken_back_waits_again(say):
    say("settle", piece="0", settled="yes")
    assert say("settle", piece="0", settled="").json()["open"] == [0, 1]


@pytest.mark.parametrize("name", ["piece", "settle"])
def test_who_may_not_edit_the_page_has_nothing_of_its_pieces(name, say):
    answer = say(name, person=factories.user(), piece="0", field="people", settled="yes")
    assert answer.status_code in {302, 403, 404}
    assert Intake.objects.get().settled == []
