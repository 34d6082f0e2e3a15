"""Resources side by side."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db

MISSING = "Some entries are no longer available"


def address(*pages, more=""):
    return "/resources/compare/?" + "&".join(f"id={page.identifier}" for page in pages) + more


def shown(client, *pages, more=""):
    answer = client.get(address(*pages, more=more))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").find("main")


def group(term=None, heading="", *items):
    return ("group", {"group": term, "heading": heading, "items": [f"<p>{item}</p>" for item in items]})


def rows(main):
    """The label of each row, with the words of its cells."""
    found = {}
    for row in main.select("tbody tr:not(.section)"):
        cells = [" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")]
        found[row.th.get_text(strip=True)] = cells
    return found


def close(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


def test_groups_of_findings_stand_in_the_same_row(client):
    principles = factories.term("finding-group", "Principles")
    one = factories.resource(findings=[group(principles, "", "Ask first"), group(None, "Costs", "A bus fare")])
    other = factories.resource(findings=[group(None, "costs:", "A tent"), group(None, "principles", "Stay near")])
    found = rows(shown(client, one, other))
    assert found["Principles"] == ["Ask first", "Stay near"]
    assert found["Costs"] == ["A bus fare", "A tent"]


def test_a_heading_of_the_editors_stands_above_the_findings_of_its_group(client):
    practices = factories.term("finding-group", "Practices")
    one = factories.resource(
        findings=[group(practices, "What worked on the ward", "Tea"), group(practices, "", "Rest")]
    )
    found = rows(shown(client, one, factories.resource()))
    assert found["Practices"] == ["What worked on the ward Tea Rest", "none"]


def test_facts_and_words_are_rows_and_empty_rows_are_left_out(client):
    first = factories.resource(year=2001, summary="Of the first.", key_findings="<p>Warmth</p>", is_peer_reviewed=True)
    second = factories.resource(year=2002, summary="Of the second.", is_peer_reviewed=False)
    found = rows(shown(client, first, second))
    assert found["Year"] == ["2001", "2002"] and found["Region"] == ["BC", "BC"]
    assert found["Summary"] == ["Of the first.", "Of the second."] and found["Key findings"] == ["Warmth", "none"]
    assert found["Peer reviewed"] == ["Yes", "No"] and "Method" not in found


def test_it_is_a_table_with_named_rows_and_columns(client):
    one, other = factories.resource(title="One"), factories.resource(title="Other")
    main = shown(client, one, other)
    assert main.table.caption and main.select_one("[role=region][tabindex='0'][aria-labelledby=compared]")
    assert [cell.a.get_text() for cell in main.select("thead th[scope=col]")[1:]] == ["One", "Other"]
    assert all(row.th.get("scope") for row in main.select("tbody tr"))


def test_each_column_can_be_taken_away(client):
    pages = [factories.resource() for _number in range(3)]
    links = [link["href"] for link in shown(client, *pages).select("thead .without")]
    assert links[1] == address(pages[0], pages[2])


def test_of_five_the_first_four_are_shown_with_a_notice(client):
    pages = [factories.resource(title=f"Number {number}") for number in range(5)]
    main = shown(client, *pages)
    assert "These are the first four" in main.get_text() and "Number 4" not in main.get_text()
    assert MISSING not in main.get_text()


def test_none_asked_for_explains_without_blame(client):
    factories.resource_index()
    text = shown(client).get_text()
    assert "Choose two to four to compare" in text and MISSING not in text


def test_one_alone_offers_those_that_have_most_in_common(client):
    base = [factories.term("category", "Principles"), factories.term("region", "BC")]
    base.append(factories.term("language", "English"))
    near = factories.resource(title="Near", terms=[*base, factories.term("topic", "Stigma")])
    one = factories.resource(title="This", terms=[*base, factories.term("topic", "Stigma")])
    factories.resource(title="Far", terms=base)
    close(factories.resource(title="Closed", terms=[*base, factories.term("topic", "Stigma")]))
    main = shown(client, one)
    assert [label.get_text(strip=True) for label in main.select("label")] == ["Near", "Far"]
    assert main.select_one(f"input[type=hidden][value='{one.identifier}']")
    assert main.select_one(f"input[type=checkbox][value='{near.identifier}']")


def test_what_is_private_a_draft_or_unknown_looks_the_same(client):
    one, other = factories.resource(), factories.resource()
    secrets = [close(factories.resource(title="Secret")).identifier, factories.resource(live=False).identifier]
    pages = [shown(client, one, other, more=f"&id={key}") for key in [*secrets, uuid.uuid4()]]
    texts = {page.get_text() for page in pages}
    assert len(texts) == 1 and MISSING in texts.pop()
    client.force_login(factories.user())
    main = shown(client, one, other, more=f"&id={secrets[0]}")
    assert "Secret" in main.get_text() and MISSING not in main.get_text()


def test_the_words_of_a_draft_are_not_shown(client):
    one, other = factories.resource(summary="As it is."), factories.resource()
    one.summary = "As it may become."
    one.save_revision()
    assert "As it may become." not in shown(client, one, other).get_text()


def test_the_readers_language_is_found_by_the_identifier(client):
    one, other = factories.resource(title="In English"), factories.resource(title="English alone")
    factories.in_french(one, title="En français")
    query = address(one, other).partition("?")[2]
    answer = client.get(f"/fr/resources-fr/compare/?{query}")
    main = BeautifulSoup(answer.content, "html.parser").main
    english = main.find("a", string="English alone")
    assert main.find("a", string="En français").get("lang") is None and english["lang"] == "en-CA"
    assert main.find("a", string="In English") is None
    assert f'href="{address(one, other)}"'.replace("&", "&amp;") in answer.content.decode()


@pytest.mark.parametrize("odd", ["%00", "%ff", "x" * 3000, "'\"><script>", "None", "1", "{}", "%F0%9F%92%A9"])
def test_nonsense_is_no_error(client, odd):
    one, other = factories.resource(), factories.resource()
    main = shown(client, one, other, more=f"&id={odd}&id=")
    assert main.table and len(main.select("thead th")) == 3


def test_a_hundred_are_no_error(client):
    pages = [factories.resource(), factories.resource()]
    answer = client.get(address(*pages, more="".join(f"&id={uuid.uuid4()}" for _number in range(1_200))))
    assert answer.status_code in {200, 400}
    assert MISSING in shown(client, *pages, more="".join(f"&id={uuid.uuid4()}" for _number in range(300))).get_text()


def test_search_engines_leave_it_out_and_the_page_cache_tells_pages_apart(client):
    pages = [factories.resource(title=f"Number {number}") for number in range(4)]
    assert 'content="noindex"' in client.get(address(*pages)).content.decode()
    assert "Number 2" not in shown(client, *pages[:2]).get_text()
    order = [
        [link.get_text() for link in shown(client, *some).select("thead th > a:first-of-type")]
        for some in (pages[:2], pages[1::-1])
    ]
    assert order[0] == order[1][::-1]


def test_four_cost_no_more_queries_than_two(client):
    made = [
        factories.resource(authors=[("author", {"name": "", "person": factories.person()})]) for _number in range(4)
    ]
    client.force_login(factories.user())
    shown(client, *made)
    costs = []
    for some in (made[:2], made):
        with CaptureQueriesContext(connection) as queries:
            shown(client, *some)
        costs.append(len(queries))
    assert costs[1] <= costs[0] and costs[1] <= 14
