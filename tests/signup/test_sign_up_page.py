"""The page on which one signs up: who gets in, what is asked, and what it says to whom."""

import datetime
import re

import pytest
from django.test import Client
from wagtail.models import Locale

from core.i18n.dates import full_day
from home.demo.translated_pages import translate
from signup.models import SignUp
from signup.own_questions import choices_of
from signup.places import Given, sign_up
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_visitor_signs_up(event, send, client):
    answer = send(event)
    assert (answer.status_code, answer["Location"]) == (302, f"{event.url}sign-up/done/")
    made = SignUp.objects.get()
    assert (made.name, made.email, made.state, made.time_zone) == ("Kit", "kit@example.org", "place", "America/Halifax")
    done = client.get(answer["Location"]).content.decode()
    assert "You have a place" in done and "kit@example.org" in done


def test_the_mailbox_is_shown_once(event, send, client):
    done = send(event)["Location"]
    client.get(done)
    assert "kit@example.org" not in client.get(done).content.decode()


def test_a_person_finds_their_sign_up(event, send, client):
    send(event)
    address = f"{event.url}sign-up/{SignUp.objects.get().key}/"
    page = client.get(address)
    assert page.status_code == 200
    assert "You have a place" in page.content.decode()
    assert client.post(address, {"action": "cancel"}).status_code == 302
    assert "You have given your place back" in client.get(address).content.decode()


def question(text, key, **value):
    usual = {"question": text, "help": "", "kind": "line", "choices": [], "is_required": False}
    return {"type": "question", "id": key, "value": usual | value}


def choice(text, key):
    return {"type": "item", "id": key, "value": f"<p>{text}</p>"}


FOOD = question(
    "What do you eat?", "q-food", kind="one", choices=[choice("Fish", "c-fish"), choice("Beans", "c-beans")]
)
DAYS = question(
    "Which days?", "q-days", kind="several", choices=[choice("Monday", "c-mon"), choice("Tuesday", "c-tue")]
)
WHY = question("Why do you come?", "q-why", kind="text", is_required=True)
HONORARIUM = {"type": "support", "id": "s-honorarium", "value": {"kind": "honorarium", "amount": "$75", "text": ""}}
TRAVEL = {"type": "support", "id": "s-travel", "value": {"kind": "travel", "amount": "", "text": ""}}
PRIVACY = {"type": "support", "id": "s-privacy", "value": {"kind": "privacy", "amount": "", "text": ""}}


def asking(*questions, **fields):
    return factories.event(sign_up_here=True, sign_up_questions=list(questions), **fields)


def test_answers_are_kept_by_the_ids_of_blocks(send, db):
    event = asking(FOOD, DAYS, WHY)
    send(event, **{"question-q-food": "c-beans", "question-q-days": ["c-mon", "c-tue"], "question-q-why": "To learn."})
    assert SignUp.objects.get().answers == {"q-food": "c-beans", "q-days": ["c-mon", "c-tue"], "q-why": "To learn."}


def test_a_needed_answer_is_asked_for_and_nothing_is_lost(send):
    answer = send(asking(FOOD, WHY), **{"question-q-food": "c-fish", "access_needs": "A ramp"})
    page = answer.content.decode()
    assert answer.status_code == 200 and not SignUp.objects.exists()
    assert 'href="#id_question-q-why"' in page
    assert "A ramp" in page and 'value="kit@example.org"' in page
    assert re.search(r'value="c-fish"[^>]*checked', page)


def test_an_error_leads_to_the_first_of_several_choices(send):
    needed = FOOD | {"value": FOOD["value"] | {"is_required": True}}
    page = send(asking(needed)).content.decode()
    assert 'href="#id_question-q-food_0"' in page and 'id="id_question-q-food_0"' in page


@pytest.mark.parametrize("value", ["c-other", "\0", "c-mon", ["c-fish", "x"]])
def test_an_answer_that_is_none_is_refused(send, value):
    assert send(asking(FOOD), **{"question-q-food": value}).status_code in {200, 302}
    assert not SignUp.objects.exclude(answers={"q-food": ""}).exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "kit.example.org"), ("email", "a\0@b.ca"), ("name", ""), ("language", "xx"), ("time_zone", "Mars/Base")],
)
def test_what_cannot_be_is_said_and_not_stored(event, send, field, value):
    answer = send(event, **{field: value})
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {field}
    assert not SignUp.objects.exists()


def test_who_asks_for_the_honorarium_stands_apart(send):
    event = asking(supports=[HONORARIUM, TRAVEL, PRIVACY])
    send(event, supports=["s-honorarium", "s-travel"])
    made = SignUp.objects.get()
    assert (made.wants_honorarium, made.supports) == (True, ["s-travel"])


def test_what_is_there_for_all_need_not_be_asked_for(client):
    page = client.get(f"{asking(supports=[TRAVEL, PRIVACY]).url}sign-up/").content.decode()
    assert "s-travel" in page and "s-privacy" not in page


@pytest.fixture
def in_french(french, home):
    """Below translated parents, as on the site."""

    def translate(event):
        french(home)
        french(factories.event_index(), slug="evenements")
        return french(event, slug="table", title="Table ronde")

    return translate


def test_the_answers_of_a_translated_event_are_those_of_the_first(in_french, send):
    event = asking(FOOD, WHY, capacity=1)
    translated = in_french(event)
    given = {"question-q-food": "c-fish", "question-q-why": "Pour apprendre."}
    assert send(translated, language="fr", **given)["Location"] == "/fr/evenements/table/sign-up/done/"
    assert send(event, "ada@example.org", **given)["Location"] == f"{event.url}sign-up/waiting/"
    assert [made.answers["q-food"] for made in SignUp.objects.all()] == ["c-fish", "c-fish"]


def test_the_french_form_is_french(in_french, client):
    page = client.get(f"{in_french(asking()).url}sign-up/").content.decode()
    assert 'lang="fr-CA"' in page and "Le nom que vous voulez." in page


def test_an_event_without_translation_is_signed_up_to_in_french(in_french, send, client):
    in_french(asking())
    other = asking(FOOD)
    answer = send(other, address=f"/fr/evenements/{other.slug}/sign-up/", language="fr")
    assert answer["Location"] == f"/fr/evenements/{other.slug}/sign-up/done/"
    assert SignUp.objects.get().language == "fr"


# Who gets in


def test_an_event_that_one_does_not_sign_up_to_here_has_no_such_page(client):
    other = factories.event()
    for rest in ("", "done/", "waiting/"):
        assert client.get(f"{other.url}sign-up/{rest}").status_code == 404


def test_a_draft_has_no_such_page(client):
    draft = factories.event(live=False, sign_up_here=True)
    address = f"/events/{draft.slug}/sign-up/"
    assert client.get(address).status_code == client.post(address).status_code == 404


def test_a_closed_event_is_kept_from_strangers(event, close, client, send):
    close(event)
    address = f"{event.url}sign-up/"
    for answer in (client.get(address), client.post(address, {}), client.get(f"{address}done/")):
        assert answer.status_code == 302 and answer["Location"].startswith("/sign-in/")
    assert not SignUp.objects.exists()
    client.force_login(factories.user())
    assert send(event).status_code == 302
    assert SignUp.objects.exists()


def test_a_change_that_is_not_live_is_not_asked(client):
    event = asking()
    event.sign_up_questions = [("question", {"question": "Zyxsecret?", "kind": "line", "choices": []})]
    event.save_revision()
    assert "Zyxsecret" not in client.get(f"{event.url}sign-up/").content.decode()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(event, client, method):
    for rest in ("sign-up/", "sign-up/done/"):
        assert getattr(client, method)(f"{event.url}{rest}").status_code == 405
    assert client.post(f"{event.url}sign-up/done/").status_code == 405


def test_nothing_keeps_these_pages_and_no_search_engine_finds_them(event, client):
    for rest in ("sign-up/", "sign-up/done/"):
        answer = client.get(f"{event.url}{rest}")
        assert {"no-store", "private"} <= {word.strip() for word in answer["Cache-Control"].split(",")}
        assert '<meta name="robots" content="noindex">' in answer.content.decode()
        assert "canonical" not in answer.content.decode()
    assert "sign-up" not in client.get("/sitemap.xml").content.decode()


def test_the_page_of_the_event_sets_no_cookie(event, client):
    assert client.get(f"{event.url}sign-up/").cookies
    assert not client.get(event.url).cookies


# When one cannot


def today(days):
    return datetime.date.today() + datetime.timedelta(days=days)


STATES = {
    "full": ({"capacity": 1, "has_waiting_list": False}, "This session is full"),
    "closed": ({"registration_deadline": today(-1)}, "Sign-up is closed"),
    "cancelled": ({"condition": "cancelled", "condition_reason": "Snow."}, "nobody needs a place"),
    "postponed": ({"condition": "postponed", "condition_reason": "Snow."}, "When the new date is known"),
    "over": ({"start_date": today(-3)}, "This session is over"),
}


@pytest.mark.parametrize("state", STATES)
def test_why_one_cannot_sign_up_is_said(state, client):
    fields, words = STATES[state]
    contact = [
        {"type": "contact", "value": {"name": "Desk", "mailbox": "desk@example.org", "subject": "", "phone": ""}}
    ]
    event = factories.event(sign_up_here=True, contact=contact, **fields)
    if state == "full":
        sign_up(event, Given("Ada", "ada@example.org", "en", "UTC"))
    for answer in (client.get(f"{event.url}sign-up/"), client.post(f"{event.url}sign-up/", {})):
        page = answer.content.decode()
        assert answer.status_code == 200 and words in page
        assert "<textarea" not in page
        assert ("desk@example.org" in page) == (state != "over")


def test_who_was_too_late_is_told_so(send):
    event = factories.event(sign_up_here=True, capacity=1, has_waiting_list=False)
    late = send(event, "ada@example.org", address=f"{event.url}sign-up/")
    assert late.status_code == 302
    assert "This session is full" in event_answer(event, send)


def event_answer(event, send):
    other = factories.event(sign_up_here=True)
    # The form was opened while there was a place.
    token = send(other, "x@example.org").wsgi_request.POST["opened"]
    given = {"name": "Ben", "email": "ben@example.org", "language": "en", "time_zone": "UTC", "opened": token}
    return Client().post(f"{event.url}sign-up/", given).content.decode()


# An event that repeats


def repeating(**fields):
    usual = {"start_date": today(7), "repeats": "weekly", "repeats_until": today(28), "sign_up_here": True}
    return factories.event(**usual | fields)


def test_an_event_that_repeats_lists_its_dates(client):
    event = repeating(capacity=1, dates_apart=[("cancelled", {"day": str(today(14)), "reason": "Snow."})])
    sign_up(event.on(today(7)), Given("Ada", "ada@example.org", "en", "UTC"))
    page = client.get(f"{event.url}sign-up/").content.decode()
    assert f'href="{event.url}{today(21)}/sign-up/"' in page
    assert f'href="{event.url}{today(14)}/sign-up/"' not in page
    assert page.count("Full: waiting list") == 1
    assert client.post(f"{event.url}sign-up/").status_code == 405


def test_one_signs_up_to_one_of_its_dates(send, client):
    event = repeating()
    answer = send(event, address=f"{event.url}{today(14)}/sign-up/")
    assert answer["Location"] == f"{event.url}{today(14)}/sign-up/done/"
    assert full_day(today(14)) in client.get(answer["Location"]).content.decode()
    assert SignUp.objects.get().places.day == today(14)


def test_a_day_that_is_none_of_its_dates_is_not_found(client):
    event = repeating()
    for day in (today(8), "2027-13-45", "1999-01-01"):
        assert client.get(f"{event.url}{day}/sign-up/").status_code == 404


def test_who_cannot_come_to_a_full_date_is_shown_the_others(client):
    event = repeating(capacity=1, has_waiting_list=False)
    sign_up(event.on(today(7)), Given("Ada", "ada@example.org", "en", "UTC"))
    page = client.get(f"{event.url}{today(7)}/sign-up/").content.decode()
    assert f'href="{event.url}{today(14)}/sign-up/"' in page and f'href="{event.url}{today(7)}/sign-up/"' not in page


def test_a_postponed_event_is_signed_up_to_at_its_new_day(client):
    fields = {"condition": "postponed", "condition_reason": "Snow.", "start_date": today(3), "new_date": today(30)}
    page = client.get(f"{factories.event(sign_up_here=True, **fields).url}sign-up/").content.decode()
    assert full_day(today(30)) in page and full_day(today(3)) not in page


def test_translators_keep_the_ids_of_questions(home, db):
    event = asking(FOOD)
    french, _made = Locale.objects.get_or_create(language_code="fr")
    for above in (home, factories.event_index()):
        translate(above, {"title": f"{above.title} (fr)"}, french, factories.user(), publish=True)
    translated = translate(event, {"title": "Table ronde"}, french, factories.user(), publish=True)
    [question_there] = translated.specific.sign_up_questions
    assert question_there.id == "q-food"
    assert choices_of(question_there.value) == [("c-fish", "Fish"), ("c-beans", "Beans")]


def test_what_is_missing_is_said_in_plain_words(send):
    needed = FOOD | {"value": FOOD["value"] | {"is_required": True}}
    page = " ".join(send(asking(needed), name="").content.decode().split())
    assert "What do you eat? Please choose an answer." in page and "Name: Please fill this in." in page
    assert "Français" in page
