import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_the_search_page_marks_words_and_is_not_indexed(made, client):
    made(factories.standard_page, title="Zebra <crossing>", lead="Where the zebra walks.")
    html = client.get("/search/", {"q": "zebra"}).content.decode()
    assert "<mark>Zebra</mark> &lt;crossing&gt;" in html and "noindex" in html and "1 result" in html


def test_the_way_into_search_is_indexed(db, client):
    html = client.get("/search/").content.decode()
    assert "noindex" not in html and '<meta name="description"' in html


def test_what_is_typed_is_escaped(made, client):
    html = client.get("/search/", {"q": "<script>alert(1)</script>", "kind": "<b>", "page": "<i>"}).content.decode()
    assert "<script>alert" not in html and "<b>" not in html.split("<h1>")[1].split("</header>")[0]


@pytest.mark.parametrize(
    "query", ["", "?q=", "?q=%00", '?q="', "?q=a&page=-1", "?q=a&page=9999999999", "?q=a&kind=x", "?q=%ff"]
)
def test_the_search_page_answers_anything(made, client, query):
    factories.home()
    assert client.get(f"/search/{query}").status_code == 200
    assert client.get(f"/fr/recherche/{query}").status_code == 200


def test_people_are_shown_only_when_they_took_part_in_something_visible(made, client, close):
    ada, eve = made(factories.person, "Ada Okapi"), made(factories.person, "Eve Okapi")
    block = {"name": "", "part": "panellist", "role": ""}
    made(factories.event, people=[("person", block | {"person": ada})])
    close(made(factories.event, people=[("person", block | {"person": eve})]))
    html = client.get("/search/", {"q": "okapi"}).content.decode()
    assert "Ada Okapi" in html and "Eve Okapi" not in html


def test_the_json_has_total_results_and_facets(made, client):
    made(factories.event, title="Zebra talk", slug="zebra-talk", lead="Come & see.")
    found = client.get("/api/search/", {"q": "zebra"}).json()
    assert found["total"] == 1 and found["facets"]["kind"] == {"event": 1}
    [result] = found["results"]
    assert (result["kind"], result["title"], result["url"]) == ("event", "Zebra talk", "/events/zebra-talk/")
    assert "Come & see." in result["excerpt"]


@pytest.mark.parametrize("query", [{"kind": "x"}, {"lang": "xx"}, {"page": "x"}, {"page": "0"}, {"page": "9" * 30}])
def test_the_json_refuses_what_it_does_not_know_with_a_reason(client, query):
    answer = client.get("/api/search/", {"q": "a"} | query)
    assert answer.status_code == 400 and answer.json()["error"]


def test_the_json_shows_a_closed_page_only_to_members_and_keeps_it_private(made, client, close):
    close(made(factories.standard_page, title="Closed zebra"))
    assert client.get("/api/search/", {"q": "zebra"}).json()["total"] == 0
    client.force_login(factories.user())
    answer = client.get("/api/search/", {"q": "zebra"})
    assert answer.json()["total"] == 1 and "no-store" in answer["Cache-Control"]


def test_the_json_in_french_finds_untranslated_pages_at_french_addresses(made, client, french):
    made(factories.event, title="Zebra talk", slug="zebra-talk")
    [result] = client.get("/api/search/", {"q": "zebra", "lang": "fr"}).json()["results"]
    assert result["url"].startswith("/fr/")
