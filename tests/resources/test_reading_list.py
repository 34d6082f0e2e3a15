"""The reading list as a page: what the server makes of the identifiers in its address."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db

MISSING = "Some entries are no longer available"


def query(*pages, more=""):
    return "&".join(f"id={getattr(page, 'identifier', page)}" for page in pages) + more


def shown(client, *pages, more=""):
    answer = client.get(f"/resources/reading-list/?{query(*pages, more=more)}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").find("main")


def titles(main):
    return [heading.get_text(strip=True) for heading in main.select("article h2")]


def step(main, place, name):
    """Where a link of an entry leads."""
    found = main.select("article")[place].select_one(f"[data-step={name}]")
    return found and found["href"].removeprefix("/resources/reading-list/").removeprefix("?")


def close(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


@pytest.fixture
def three(db):
    return [factories.resource(title=title) for title in ("One", "Two", "Three")]


def test_shows_what_the_address_names_in_its_order(client, three):
    assert titles(shown(client, three[2], three[0], three[2])) == ["Three", "One"]


def test_an_entry_has_citation_summary_findings_and_permanent_address(client):
    term = factories.term("finding-group", "Principles")
    groups = [("group", {"group": term, "heading": "", "items": ["<p>Ask first</p>"]})]
    page = factories.resource(
        title="Tea", summary="About tea.", findings=groups, authors=[("author", {"name": "A. Leaf"})]
    )
    entry = shown(client, page).article
    assert "Principles" in [heading.get_text(strip=True) for heading in entry.find_all("h3")]
    assert "Ask first" in [item.get_text(strip=True) for item in entry.find_all("li")]
    assert "Leaf, A." in entry.select_one(".cited").get_text() and "About tea." in entry.get_text()
    assert entry.get_text().count(f"/resources/id/{page.identifier}/") == 1


def test_beside_a_doi_the_permanent_address_has_its_own_line(client):
    page = factories.resource(doi="10.1234/abcd")
    entry = shown(client, page).article
    assert "https://doi.org/10.1234/abcd" in entry.select_one(".cited").get_text()
    assert entry.select_one(".address a").get_text().endswith(f"/resources/id/{page.identifier}/")


def test_headings_go_down_step_by_step(client, three):
    main = shown(client, *three)
    assert len(main.find_all("h1")) == 1 and len(main.select("article > h2")) == 3


def test_entries_move_and_go_by_links(client, three):
    main = shown(client, *three)
    assert step(main, 0, "up") is None and step(main, 2, "down") is None
    assert step(main, 1, "up") == query(three[1], three[0], three[2])
    assert step(main, 1, "down") == query(three[0], three[2], three[1])
    assert step(main, 1, "without") == query(three[0], three[2])
    assert step(shown(client, three[0]), 0, "without") == ""


def test_moving_passes_what_is_not_shown_and_keeps_it(client, three):
    unknown = uuid.uuid4()
    main = shown(client, three[0], unknown, three[1])
    assert step(main, 1, "up") == query(three[1], unknown, three[0])
    assert main.select_one("[data-step=tidy]")["href"].endswith(query(three[0], three[1]))


def test_without_identifiers_it_explains(client):
    factories.resource_index()
    text = shown(client).get_text()
    assert "There is nothing on this list yet" in text and "JavaScript" in text and MISSING not in text


def test_entries_are_ticked_for_comparing_in_a_plain_form(client, three):
    main = shown(client, *three)
    assert main.select_one("form#to-compare[method=get]")["action"] == "/resources/compare/"
    boxes = main.select("input[type=checkbox][name=id][form=to-compare]")
    assert [box["value"] for box in boxes] == [str(page.identifier) for page in three]


def test_the_link_to_the_list_is_whole(client, three, settings):
    field = shown(client, *three).select_one("#brief-address")
    assert field["value"] == f"{settings.PUBLIC_URL}/resources/reading-list/?{query(*three)}"


def test_what_is_private_a_draft_or_unknown_looks_the_same(client, three):
    secrets = [close(factories.resource(title="Secret")).identifier, factories.resource(live=False).identifier]
    pages = [shown(client, *three, more=f"&id={key}") for key in [*secrets, uuid.uuid4()]]
    texts = {page.get_text() for page in pages}
    assert len(texts) == 1 and MISSING in texts.pop()
    client.force_login(factories.user())
    main = shown(client, *three, more=f"&id={secrets[0]}")
    assert titles(main)[-1] == "Secret" and MISSING not in main.get_text()


def test_a_member_leaves_nothing_behind_for_strangers(client, three):
    secret = close(factories.resource(title="Secret"))
    client.force_login(factories.user())
    assert "Secret" in shown(client, three[0], secret).get_text()
    client.logout()
    assert "Secret" not in shown(client, three[0], secret).get_text()


def test_of_very_many_fifty_are_shown_and_the_rest_named(client, monkeypatch):
    monkeypatch.setattr("resources.views.reading_list.MOST", 2)
    pages = [factories.resource(title=f"Number {number}") for number in range(4)]
    main = shown(client, *pages)
    assert titles(main) == ["Number 0", "Number 1"]
    assert [link.get_text() for link in main.select("#also ~ ul a")] == ["Number 2", "Number 3"]


@pytest.mark.parametrize("odd", ["%00", "%ff", "x" * 3000, "'\"><script>", "None", "1", "{}", "%F0%9F%92%A9"])
def test_nonsense_is_no_error(client, odd, three):
    assert titles(shown(client, three[0], more=f"&id={odd}&id=")) == ["One"]
    assert titles(shown(client, more=f"id={odd}")) == []


def test_a_hundred_unknown_are_no_error(client, three):
    main = shown(client, *three, more="".join(f"&id={uuid.uuid4()}" for _number in range(300)))
    assert len(titles(main)) == 3 and MISSING in main.get_text()


def test_the_readers_language_is_found_by_the_identifier(client):
    one, other = factories.resource(title="In English"), factories.resource(title="English alone")
    factories.in_french(one, title="En français")
    answer = client.get(f"/fr/resources-fr/reading-list/?{query(one, other)}")
    main = BeautifulSoup(answer.content, "html.parser").main
    assert titles(main) == ["En français", "English alone"]
    assert [heading.get("lang") for heading in main.select("article h2")] == [None, "en-CA"]
    assert BeautifulSoup(answer.content, "html.parser").html["lang"] == "fr-CA"
    assert f"/resources/reading-list/?{query(one, other)}".replace("&", "&amp;") in answer.content.decode()


def test_search_engines_leave_it_out_and_nobody_is_told_apart(client, three):
    answer = client.get(f"/resources/reading-list/?{query(*three)}")
    assert 'content="noindex"' in answer.content.decode() and not answer.cookies


def test_cards_and_pages_carry_the_button_hidden_until_a_script_shows_it(client, three):
    for path in ("/resources/", three[0].url):
        main = BeautifulSoup(client.get(path).content, "html.parser").main
        button = main.select_one(f"button[data-keep='{three[0].identifier}']")
        assert button.has_attr("hidden") and button["aria-pressed"] == "false" and "One" in button.get_text()
        assert main.select_one("[data-reading-link]")["href"] == "/resources/reading-list/"


def test_many_cost_no_more_queries_than_few(client):
    made = [
        factories.resource(authors=[("author", {"name": "", "person": factories.person()})]) for _number in range(8)
    ]
    client.force_login(factories.user())
    shown(client, *made)
    costs = []
    for some in (made[:2], made):
        with CaptureQueriesContext(connection) as queries:
            shown(client, *some)
        costs.append(len(queries))
    assert costs[1] <= costs[0] and costs[1] <= 14


def test_a_list_of_nothing_but_unknown_entries_can_be_emptied(client):
    factories.resource_index()
    main = shown(client, uuid.uuid4())
    assert MISSING in main.get_text() and main.select_one("[data-step=tidy]")["href"] == "/resources/reading-list/"


def test_where_the_list_of_findings_is_not_translated_the_page_is_in_the_readers_language(client):
    page = factories.resource(title="English alone")
    factories.in_french(factories.home(), slug="accueil")
    answer = client.get(f"/fr/resources/reading-list/?{query(page)}")
    parsed = BeautifulSoup(answer.content, "html.parser")
    assert parsed.html["lang"] == "fr-CA" and parsed.select_one("article h2")["lang"] == "en-CA"


@pytest.mark.parametrize("place", ["reading-list", "compare"])
def test_what_is_new_is_offered_to_an_empty_list_and_never_what_is_private(client, close, place):
    factories.resource(title="Open to all")
    close(factories.resource(title="Zyxleak for members"))
    factories.resource(title="Zyxleak of a draft", live=False)
    answer = client.get(f"/resources/{place}/").text
    assert "Open to all" in answer and "Zyxleak" not in answer
