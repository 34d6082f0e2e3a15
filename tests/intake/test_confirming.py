"""What was read out of a document: shown above the form, confirmed, and no page goes live before."""

import datetime

import pytest
from django.urls import reverse

from core.going_live import problems_of
from intake.confirming import confirm
from intake.models import Intake
from tests import factories


@pytest.fixture
def intake(draft):
    return Intake.objects.get(page=draft)


def reasons(page):
    return [problem.field for problem in problems_of(page) if problem.message.startswith("Confirm")]


def test_a_guess_keeps_the_page_from_going_live(draft):
    assert {"date", "start_time", "people"} <= set(reasons(draft))


def test_what_was_confirmed_keeps_it_no_longer(draft, intake):
    confirm(intake, {"date"})
    assert "date" not in reasons(draft)
    assert "start_time" in reasons(draft)


def test_what_a_person_corrected_needs_no_confirmation(draft):
    draft.date = datetime.date(2026, 3, 6)
    assert "date" not in reasons(draft)


def test_what_a_person_corrected_inside_of_a_stream_is_asked_about_no_longer(draft):
    asked = next(problem for problem in problems_of(draft) if problem.field == "people")
    for person in draft.people:
        assert asked.place == f"people.{draft.people[0].id}"
        person.value["role"] = f"Another role of {person.value['name']}"
    assert "people" not in reasons(draft)


def test_the_others_of_the_stream_are_asked_about(draft):
    first, second = draft.people[0], draft.people[1]
    first.value["name"] = "Somebody Else"
    asked = next(problem for problem in problems_of(draft) if problem.field == "people")
    assert asked.place == f"people.{second.id}"


def test_what_the_form_writes_by_itself_is_no_correction(draft):
    """Keys of paragraphs, empty values that were left out, blanks."""
    raw = [dict(one) for one in draft.people.raw_data]
    for one in raw:
        one["value"] = {name: value for name, value in one["value"].items() if value} | {"link": "", "person": None}
        if biography := one["value"].get("biography"):
            one["value"]["biography"] = biography.replace("<p>", '<p data-block-key="abc">')
    draft.people = raw
    assert "people" in reasons(draft)


def test_what_was_taken_out_of_a_stream_is_asked_about_no_longer(draft):
    draft.people = []
    assert "people" not in reasons(draft)


def test_a_draft_from_before_is_confirmed_as_a_whole(draft, intake):
    guess = next(one for one in intake.guesses if one["field"] == "people")
    del guess["items"]
    intake.save()
    assert "people" in reasons(draft)


def test_a_page_without_a_document_has_nothing_to_confirm(db):
    assert reasons(factories.summary()) == []


def test_the_form_shows_what_was_read(draft, sign_in, editor):
    said = sign_in(editor).get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "Is this right?" in said
    assert "Thursday, March 5, 2026" in said


def test_a_press_confirms(draft, intake, sign_in, editor):
    answer = sign_in(editor).post(reverse("intake_confirm", args=[intake.pk]), {"field": ["date", "people"]})
    assert "date" not in answer.json()["open"]
    assert reasons(draft).count("date") == 0


def test_done_waits_for_what_is_not_confirmed(intake, sign_in, editor):
    answer = sign_in(editor).post(reverse("intake_done", args=[intake.pk]))
    assert answer.status_code == 409
    assert Intake.objects.open().exists()


def test_done_puts_the_document_away(draft, intake, sign_in, editor):
    confirm(intake, {guess["field"] for guess in intake.guesses})
    sign_in(editor).post(reverse("intake_done", args=[intake.pk]))
    said = sign_in(editor).get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "From your document" not in said


# Who may


@pytest.mark.parametrize("name", ["intake_source", "intake_confirm", "intake_done"])
def test_who_may_not_edit_the_page_has_nothing_of_its_document(name, intake, sign_in, groups):
    stranger = factories.user()
    client = sign_in(stranger)
    answer = (client.get if name == "intake_source" else client.post)(reverse(name, args=[intake.pk]))
    assert answer.status_code in {302, 403, 404}
    assert not Intake.objects.get().guesses[0]["confirmed"]


def test_nobody_signed_in_has_nothing_of_it(client, intake):
    client.logout()
    assert client.get(reverse("intake_source", args=[intake.pk])).status_code == 302


def test_no_public_address_leads_to_the_file(client, intake):
    client.logout()
    for folder in ("/media/", "/media/images/", "/documents/1/"):
        assert client.get(f"{folder}{intake.source.name}/").status_code in {302, 404}


def test_who_may_edit_gets_the_file_to_keep(intake, sign_in, editor, made):
    answer = sign_in(editor).get(reverse("intake_source", args=[intake.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert b"".join(answer.streaming_content).startswith(b"PK")


def test_a_file_that_is_gone_is_not_found(intake, sign_in, editor):
    intake.source.storage.delete(intake.source.name)
    assert sign_in(editor).get(reverse("intake_source", args=[intake.pk])).status_code == 404


def test_confirming_takes_a_post(intake, sign_in, editor):
    assert sign_in(editor).get(reverse("intake_confirm", args=[intake.pk])).status_code == 405


def test_the_file_goes_with_its_page(draft, intake, django_capture_on_commit_callbacks):
    storage, name = intake.source.storage, intake.source.name
    with django_capture_on_commit_callbacks(execute=True):
        draft.delete()
    assert not storage.exists(name)
