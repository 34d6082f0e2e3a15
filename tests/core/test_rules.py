"""Each rule: a page that breaks it, a page that keeps it, and one that only looks as if it broke it."""

import datetime

import pytest
from wagtail.rich_text import RichText

from core.going_live import may_go_live, problems_of
from core.text.checks import is_bare_address, is_vague, personal_mailboxes, phone_numbers, repeated_sentences
from tests import factories

pytestmark = pytest.mark.django_db


def words_of(problems):
    return " ".join(problem.in_words for problem in problems)


def plain(html):
    return factories.standard_page(live=False, body=[("text", RichText(html))])


def link(text, target='href="https://example.org/report"'):
    return f"<p>See <a {target}>{text}</a>.</p>"


@pytest.mark.parametrize(
    "text",
    [
        "here",
        "Click here",
        "read more …",
        "View Resource",
        "is available here",
        "ici",
        "Cliquez ici !",
        "En savoir plus",
        "https://example.org/report",
        "www.example.org",
        "example.org/report.pdf",
        " ",
    ],
)
def test_a_link_text_that_says_nothing_blocks(text):
    assert problems_of(plain(link(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Here to Help",
        "heretohelp.bc.ca",
        "The here and now of peer work",
        "Read more Cree stories",
        "Lien social",
        "Report of 2021",
        "info@example.org",
        "Ici Radio-Canada",
        "and/or",
    ],
)
def test_a_link_text_that_names_its_goal_passes(text):
    assert not problems_of(plain(link(text)))


@pytest.mark.parametrize("target", ['href=""', 'href="#"', "", 'href="https://"', 'linktype="page" id="99999"'])
def test_a_link_that_leads_nowhere_blocks(target):
    assert "leads nowhere" in words_of(problems_of(plain(link("The report", target))))


def test_a_link_to_a_page_of_the_site_passes():
    goal = factories.standard_page()
    assert not problems_of(plain(link("The report", f'linktype="page" id="{goal.pk}"')))


def test_a_link_within_the_page_passes():
    assert not problems_of(plain(link("Questions", 'href="#questions"')))


def test_a_link_block_needs_a_target_and_words():
    block = {"heading": "Join", "text": "", "label": "Click here", "url": "https://example.org"}
    page = factories.standard_page(live=False, body=[("call_to_action", block)])
    assert "where it leads" in words_of(problems_of(page))
    page = factories.standard_page(live=False, body=[("call_to_action", block | {"label": "Join us", "url": ""})])
    assert "leads nowhere" in words_of(problems_of(page))
    page = factories.standard_page(live=False, body=[("call_to_action", block | {"label": "Join us"})])
    assert not problems_of(page)


def test_a_title_of_a_document_without_target_passes():
    download = {"title": "Poster, on paper only", "kind": None}
    assert not problems_of(factories.standard_page(live=False, body=[("download", download)]))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"start_date": None}, "Give the date"),
        ({"start_time": None}, "Give the time"),
        ({"mode": "in-person"}, "where people meet"),
        ({"registration_needed": True}, "how to sign up"),
        ({"registration_url": "https://example.org/sign-up"}, "sign-up button says"),
        ({"registration_url": "https://example.org/sign-up", "registration_label": "Click here"}, "where it leads"),
        ({"condition": "cancelled"}, "Say why"),
        ({"organisations": []}, "at least one host"),
    ],
)
def test_an_event_without_time_place_or_sign_up_blocks(fields, words):
    assert words in words_of(problems_of(factories.event(live=False, **fields)))


@pytest.mark.parametrize(
    "fields",
    [
        {"start_date": None, "precision": "none"},
        {"start_time": None, "end_time": None, "precision": "day"},
        {"start_time": None, "end_time": None, "all_day": True},
        {"start_date": datetime.date(2026, 5, 1), "start_time": None, "end_time": None, "precision": "month"},
        {"mode": "in-person", "venue_city": "Quesnel"},
        {"registration_needed": True, "registration_other_ways": "<p>At the desk.</p>"},
        {"registration_needed": True, "registration_url": "https://example.org/s", "registration_label": "Sign up"},
        {"condition": "postponed", "condition_reason": "The road is closed."},
    ],
)
def test_an_event_that_says_what_is_open_passes(fields):
    assert not problems_of(factories.event(live=False, **fields))


@pytest.mark.parametrize("missing", ["category", "region", "language"])
def test_a_finding_without_a_required_term_blocks(missing):
    terms = [factories.term(name, "One") for name in ("category", "region", "language") if name != missing]
    assert "Choose at least one" in words_of(problems_of(factories.resource(live=False, terms=terms)))


def test_a_finding_that_is_listed_only_needs_one_term():
    terms = [factories.term("language", "English"), factories.term("topic", "Housing")]
    page = factories.resource(live=False, terms=terms, is_listed_only=True, summary="")
    assert not problems_of(page)


def test_required_parts_of_blocks_are_asked_for():
    page = factories.event(live=False, agenda=[("item", {"title": ""})])
    assert "Agenda: Title: This field is required." in words_of(may_go_live(page.get_latest_revision()))


def test_each_problem_names_its_field():
    page = factories.resource(live=False, terms=[])
    assert "Category: Choose at least one." in [problem.in_words for problem in problems_of(page)]


# Warnings


def warned(page):
    return words_of(page.go_live_warnings())


@pytest.mark.parametrize("mailbox", ["jane.doe@example.org", "jdoe@gmail.com", "j.doe@example.org"])
def test_a_persons_mailbox_is_noticed(mailbox):
    assert personal_mailboxes(f"Write to {mailbox}.") == [mailbox]
    assert "mailbox" in warned(plain(f"<p>Write to {mailbox}.</p>"))


@pytest.mark.parametrize(
    "mailbox", ["info@example.org", "peer.network@example.org", "events.bc@gmail.com", "forum@x.ca"]
)
def test_a_desks_mailbox_passes(mailbox):
    assert not personal_mailboxes(mailbox)


@pytest.mark.parametrize("number", ["250-555-0142", "(604) 555-0199", "604.555.0100", "+1 778 555 0123"])
def test_a_telephone_number_is_noticed(number):
    assert phone_numbers(f"Call {number} today") == [number]


@pytest.mark.parametrize(
    "text", ["1-800-784-2433", "(866) 555-0100", "2020-2021", "9-8-8", "10.1186/s12954-020-00407-5"]
)
def test_a_number_for_everybody_passes(text):
    assert not phone_numbers(text)


def test_the_telephone_of_a_contact_passes():
    contact = [("contact", {"name": "The desk", "mailbox": "info@example.org", "phone": "250-555-0142"})]
    assert "0142" not in warned(factories.event(live=False, contact=contact))


SENTENCE = "Peer workers who are paid fairly stay in their jobs for longer."


def test_a_summary_that_repeats_the_findings_is_noticed():
    page = factories.resource(live=False, summary=f"A report. {SENTENCE}", key_findings=f"<p>{SENTENCE}</p>")
    assert "is in the findings too" in warned(page)
    assert not problems_of(page)


def test_a_summary_about_the_same_thing_passes():
    assert not repeated_sentences("A report on what keeps peer workers in their jobs: fair pay, above all.", SENTENCE)
    assert not repeated_sentences("Fair pay matters.", f"Fair pay matters. {SENTENCE}")


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "The same"},
        {"doi": "10.1186/s12954-020-00407-5"},
        {"links": [("link", {"label": "The study", "url": "https://example.org/same.pdf"})]},
    ],
)
def test_the_same_resource_is_noticed(fields):
    factories.resource(**fields)
    page = factories.resource(live=False, **fields)
    assert any(words in warned(page) for words in ("has this title", "same DOI", "same address"))


def test_a_page_is_no_duplicate_of_itself_or_of_an_address_that_only_begins_alike():
    factories.resource(links=[("link", {"label": "The study", "url": "https://example.org/same.pdf?page=2"})])
    page = factories.resource(links=[("link", {"label": "The study", "url": "https://example.org/same.pdf"})])
    assert not page.go_live_warnings()


def test_words_are_judged_whole():
    assert is_vague("« ici »") and not is_vague("icing")
    assert is_bare_address("HTTP://example.org") and not is_bare_address("http is a protocol")
