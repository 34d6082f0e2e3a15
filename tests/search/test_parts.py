"""Findings, questions and sections found on their own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import PagePart
from search import parts
from search.engine import search
from search.models import PartEntry
from search.results import SearchQuery
from search.words.query_parser import parse
from tests import factories

pytestmark = pytest.mark.django_db


def with_findings(*lines, group="Principles", **fields):
    term = factories.term("finding-group", group)
    value = {"group": term, "heading": "", "items": [f"<p>{line}</p>" for line in lines]}
    return factories.resource(findings=[("group", value)], **fields)


def part_of(page, text):
    return PagePart.objects.get(page=page, text__contains=text)


def hit(words, **question):
    [found] = search(SearchQuery(words, **question)).items
    return found


def test_a_search_that_one_finding_answers_leads_to_it(made, client):
    page = made(with_findings, "Peers lead the night shift.", "Pay is the same for all.", title="A study")
    html = client.get("/search/?q=night+shift").content.decode()
    assert f'href="/resources/{page.slug}/#{part_of(page, "night").block_id}"' in html
    assert "Finding, Principles:" in html and "<mark>night</mark> <mark>shift</mark>" in html


def test_json_names_the_part(made, client):
    page = made(with_findings, "Peers lead the night shift.", "Pay is the same for all.", title="A study")
    made(factories.standard_page, title="Night shift")
    by_title = {one["title"]: one for one in client.get("/api/search/?q=night+shift").json()["results"]}
    anchor = part_of(page, "night").block_id
    assert by_title["A study"]["url"].endswith(f"/{page.slug}/#{anchor}")
    assert by_title["A study"]["part"] == {"kind": "finding", "group": "Principles", "id": anchor}
    assert by_title["A study"]["excerpt"] == "Peers lead the night shift."
    assert by_title["Night shift"]["part"] is None


@pytest.mark.parametrize("words", ["NIGHT shift", "nigh", "cafe-night", "shift peers", "principles night"])
def test_words_match_a_part_as_the_engine_matches_a_page(made, words):
    page = made(with_findings, "Peers lead the Café-night shift.", "Nothing else.", title="A study")
    assert hit(words).part.anchor == part_of(page, "night").block_id


@pytest.mark.parametrize("words", ["principles", "night same", "study"])
def test_words_that_no_one_part_has_lead_to_the_page(made, words):
    made(with_findings, "Peers lead the night shift.", "Pay is the same for all.", title="A study")
    assert hit(words).part is None and hit(words).parts == ()


def test_where_several_parts_have_the_words_the_page_comes_first(made, client):
    page = made(with_findings, "Peers lead.", "Peers are paid.", title="A study")
    html = client.get("/search/?q=peers").content.decode()
    assert hit("peers").part is None and len(hit("peers").parts) == 2
    assert f'href="/resources/{page.slug}/"' in html and html.count(f"/{page.slug}/#") == 2


def test_a_title_with_all_the_words_is_enough(made):
    made(with_findings, "Peers lead the night shift.", title="The night shift")
    assert hit("night shift").part is None


def test_questions_and_agenda_items_are_parts_too(made):
    questions = [("question", {"question": "Can a family be present?", "answer": "<p>Yes.</p>"})]
    page = made(factories.summary, title="A session", questions=questions)
    assert hit("family present").part.kind == "question"
    assert hit("family present").part.anchor == page.questions[0].id


def test_a_draft_of_a_finding_leaves_no_trace(made):
    page = made(with_findings, "Peers lead.", title="A study")
    page.findings = [("group", {"group": None, "heading": "Secret", "items": ["<p>Okapi.</p>"]})]
    made(page.save_revision)
    assert search(SearchQuery("okapi")).total == 0
    assert not parts.matching(parse("okapi"))


def test_a_closed_finding_is_found_only_by_those_who_may_see_it(made, close, client):
    close(made(with_findings, "Okapi in the night.", title="A study"))
    assert search(SearchQuery("okapi")).items == []
    assert "kapi in" not in client.get("/search/?q=okapi").content.decode()
    assert hit("okapi", user=factories.user()).part is not None


def test_markup_in_a_finding_stays_text(made, client):
    made(with_findings, "Write &lt;b&gt;zebra&lt;/b&gt; out.", title="A study")
    assert "<b><mark>" not in client.get("/search/?q=zebra").content.decode()


def test_the_list_of_resources_names_the_finding(made, client):
    page = made(with_findings, "Peers lead the night shift.", "Nothing else.", title="A study")
    html = client.get("/resources/?q=night").content.decode()
    assert f'/resources/{page.slug}/#{part_of(page, "night").block_id}"' in html and "Finding, Principles:" in html


def test_parts_cost_one_query_whatever_the_number_of_results(made):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            search(SearchQuery("zebra"))
        return sum('FROM "core_pagepart"' in query["sql"] for query in queries)

    made(with_findings, "A zebra.", title="One")
    assert cost() == 1
    for number in range(5):
        made(with_findings, "A zebra.", title=f"More {number}")
    assert cost() == 1


def test_the_index_of_parts_follows_every_change(made):
    """Fails when a migration makes the table anew and leaves the triggers out."""
    page = made(with_findings, "Zebra.", title="A study")
    assert len(parts.matching(parse("zebra"))) == 1
    PartEntry.objects.filter(part__page=page).update(words="okapi")
    assert not parts.matching(parse("zebra")) and parts.matching(parse("okapi"))
    page.unpublish()
    assert not parts.matching(parse("okapi"))


def test_the_best_part_comes_first():
    with_findings("A long line about many things, among which a zebra has its place.", "Zebra, zebra.")
    first, _second = parts.best(parse("zebra"))
    assert PagePart.objects.get(pk=first).text.startswith("Zebra")


def test_rows_of_parts_that_say_the_same_stay():
    page = with_findings("One.", "Two.")
    before = list(page.page_parts.values_list("pk", flat=True))
    page.title = "Another title"
    page.save_revision().publish()
    assert list(page.page_parts.values_list("pk", flat=True)) == before
    page.findings = [*page.findings.raw_data[:0]]
    page.save_revision().publish()
    assert not page.page_parts.exists()


@pytest.mark.parametrize("words", ['"', "a" * 5000, "' OR 1=1", "NEAR(", "*", "\0", "日本", "%s %d", "{text}:x"])
def test_any_words_are_answered(made, client, words):
    made(with_findings, "Zebra.", title="A study")
    for address in ("/search/", "/api/search/", "/resources/"):
        assert client.get(address, {"q": words}).status_code == 200
