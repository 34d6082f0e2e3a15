"""Findings one by one: their addresses, and the view that lists them across resources."""

import random

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode
from wagtail.models import PageViewRestriction

from core.models import PagePart, Term
from core.visibility import STRANGER, closed_paths
from resources.finding_counts import heading_key
from resources.models import ResourcePage
from resources.views.findings import FindingsListing
from search.indexing.entries import write_parts
from tests import factories

pytestmark = pytest.mark.django_db


def group(name, *lines, heading=""):
    term = factories.term("finding-group", name) if name else None
    return ("group", {"group": term, "heading": heading, "items": [f"<p>{line}</p>" for line in lines]})


def with_findings(*lines, name="Principles", **fields):
    return factories.resource(findings=[group(name, *lines)], **fields)


def close(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def anchor(page, text=""):
    return PagePart.objects.get(page=page, text__contains=text).block_id


def listing(query="", user=STRANGER, index=None):
    index = index or factories.resource_index()
    return FindingsListing(index, RequestFactory().get(f"/{query}"), user, index.locale)


def texts(found):
    return [one.part.text for one in found.page_obj.object_list]


# The permanent address


def test_the_permanent_address_leads_to_the_place_on_the_page(client):
    page = with_findings("Peers lead.")
    answer = client.get(f"/resources/finding/{anchor(page)}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/resources/{page.slug}/#{anchor(page)}")
    page.slug = "renamed"
    page.save_revision().publish()
    assert client.get(f"/resources/finding/{anchor(page)}/")["Location"] == f"/resources/renamed/#{anchor(page)}"


def test_it_leads_to_the_translation_that_has_the_finding(client):
    page = with_findings("Peers lead.")
    block = anchor(page)
    twin = factories.in_french(page)
    french = f"/fr/resources-fr/finding/{block}/"
    assert client.get(french)["Location"] == f"/fr/resources-fr/{twin.slug}/#{block}"
    assert client.get(f"/resources/finding/{block}/")["Location"] == f"/resources/{page.slug}/#{block}"
    twin.findings = []
    twin.save_revision().publish()
    assert client.get(french)["Location"] == f"/resources/{page.slug}/#{block}"


def test_it_leads_to_the_untranslated_page_in_the_readers_language(client):
    page = with_findings("Peers lead.")
    factories.in_french(factories.resource_index())
    found = client.get(f"/fr/resources-fr/finding/{anchor(page)}/")
    assert found["Location"] == f"/fr/resources-fr/{page.slug}/#{anchor(page)}"


def test_what_one_may_not_see_is_as_if_it_were_not(client):
    page = with_findings("Peers lead.", title="A secret")
    block = anchor(page)
    close(page)
    hidden, unknown = client.get(f"/resources/finding/{block}/"), client.get("/resources/finding/nothing/")
    assert hidden.status_code == unknown.status_code == 404
    assert page.slug not in hidden.content.decode() and "secret" not in hidden.content.decode()
    client.force_login(factories.user())
    assert client.get(f"/resources/finding/{block}/").status_code == 302
    page.unpublish()
    assert client.get(f"/resources/finding/{block}/").status_code == 404


@pytest.mark.parametrize("block", ["x" * 900, "%00", "a b", "..", "<script>", "é", "' OR 1=1"])
def test_a_nonsense_address_is_not_found(client, block):
    factories.resource_index()
    assert client.get(f"/resources/finding/{block}/").status_code == 404


def test_each_finding_on_the_page_has_a_link_with_a_name_of_its_own(client):
    page = factories.resource(findings=[group("Principles", "One.", "Two."), group("Practices", "Three.")])
    html = BeautifulSoup(client.get(f"/resources/{page.slug}/").content, "html.parser")
    links = html.select("a.permalink")
    names = [" ".join(link.get_text().split()) for link in links]
    assert [link["href"] for link in links] == [
        f"/resources/finding/{part.block_id}/" for part in page.page_parts.order_by("order")
    ]
    assert names == [f"Link to this finding: {where}" for where in ("Principles, 1", "Principles, 2", "Practices, 1")]


# The view


def test_findings_stand_one_by_one_with_their_resource(client):
    page = with_findings("Peers lead.", "Pay is the same.", title="A <study>", year=2019)
    html = client.get("/resources/findings/").content.decode()
    assert "2 findings" in html and "A &lt;study&gt;" in html and "2019" in html
    assert f'href="/resources/{page.slug}/#{anchor(page, "Peers")}"' in html
    assert f'href="/resources/finding/{anchor(page, "Peers")}/"' in html


def test_the_newest_resources_come_first_and_findings_in_their_order():
    with_findings("c", "d", year=2001)
    with_findings("a", "b", year=2020)
    assert texts(listing()) == ["a", "b", "c", "d"]


def test_findings_can_be_taken_one_by_one():
    with_findings("c", "d", year=2001)
    with_findings("a", "b", year=2020)
    found = listing().page_obj.paginator.object_list
    assert [one.part.text for one in found] == ["a", "b", "c", "d"]


def test_pages_of_the_view_meet_without_gap_or_repetition():
    for number in range(12):
        with_findings(*[f"{number}-{line}" for line in range(4)], year=2000 + number)
    views = [texts(listing(f"?page={number}")) for number in (1, 2, 3)]
    assert [len(keys) for keys in views] == [20, 20, 8]
    assert [*views[0], *views[1], *views[2]] == [
        f"{number}-{line}" for number in reversed(range(12)) for line in range(4)
    ]


def test_words_find_findings_not_resources():
    with_findings("Peers lead the night shift.", "Pay is the same.", title="A study")
    assert texts(listing("?q=night")) == ["Peers lead the night shift."]
    assert listing("?q=study").total == 0


def test_the_best_match_comes_first_and_the_newest_where_too_many_match(monkeypatch):
    with_findings("A long line about many things, among which a zebra has its place.", year=2020)
    with_findings("Zebra, zebra.", "Okapi.", year=2001)
    assert texts(listing("?q=zebra"))[0] == "Zebra, zebra."
    monkeypatch.setattr("resources.views.findings.MOST_WEIGHED", 1)
    assert [text[:5] for text in texts(listing("?q=zebra"))] == ["A lon", "Zebra"]


def test_headings_of_the_editors_own_are_groups_too():
    factories.resource(findings=[group(None, "One.", "Two.", heading="Costs"), group("Principles", "Three.")])
    factories.resource(findings=[group(None, "Four.", heading="costs")])
    found = listing("?" + urlencode({"group": "heading:COSTS"}))
    assert found.total == 3 and [chip.label for chip in found.chips] == ["Costs"]
    both = listing("?" + urlencode({"group": ["heading:costs", "principles"]}, doseq=True))
    assert both.total == 4


def test_a_merged_group_counts_for_what_it_became():
    with_findings("One.", name="Old group")
    new = factories.term("finding-group", "New group")
    Term.objects.get(slug="old-group").merge_into(new)
    assert listing("?group=new-group").total == listing("?group=old-group").total == 1


def test_drafts_and_closed_pages_leave_no_trace(client):
    close(with_findings("Okapi.", title="A closed one"))
    close(factories.resource(findings=[group(None, "Zebra.", heading="Secret heading")]))
    factories.resource(findings=[group(None, "Draft.", heading="Draft heading")], live=False)
    for query in ("", "?q=okapi", "?group=heading:secret+heading", "?group=principles"):
        html = client.get(f"/resources/findings/{query}").content.decode()
        assert not any(word in html for word in ("Okapi", "closed", "Secret", "Zebra", "Draft"))
        assert 'type="checkbox"' not in html or query.endswith("principles")
    assert listing().total == 0
    assert listing(user=factories.user()).total == 2


def test_in_french_an_untranslated_finding_stands_once(client):
    both, _only = with_findings("In both."), with_findings("Only in English.")
    factories.in_french(both)
    html = client.get("/fr/resources-fr/findings/").content.decode()
    assert html.count("In both.") == 1 and html.count("Only in English.") == 1
    assert 'lang="en-CA">Only in English.' in html


def test_a_thin_combination_is_not_indexed(client):
    with_findings("Peers lead.")
    assert "noindex" not in client.get("/resources/findings/").content.decode()
    assert "noindex" in client.get("/resources/findings/?region=bc").content.decode()


def test_what_is_chosen_stays_when_more_is_chosen(client):
    with_findings("Peers lead.")
    html = client.get("/resources/findings/?group=principles&year=2021&q=peers").content.decode()
    assert '<input type="hidden" name="year" value="2021">' in html
    chips = {chip.label: chip.query for chip in listing("?group=principles&year=2021&q=peers").chips}
    assert chips["Principles"] == "year=2021&q=peers" and chips["2021"] == "group=principles&q=peers"


def test_an_empty_view_says_what_would_give_something_back(client):
    with_findings("Peers lead.")
    factories.term("population", "Youth")
    ways = listing("?group=principles&population=youth").ways_out_list()
    assert [(way.label, way.total) for way in ways] == [("Youth", 1)]
    assert client.get("/resources/findings/?population=youth").status_code == 200


@pytest.mark.parametrize(
    "query",
    ["group=nothing", "group=heading:", "group=:", "page=abc", "page=-1", "page=99999999999999999999", "q=%22", "q=*",
     "q=" + "x" * 3000, "group=" + "y" * 3000, "population=%00", "sort=x", "&".join(["group=principles"] * 300)],
)  # fmt: skip
def test_any_address_is_answered(client, query):
    with_findings("Peers lead.")
    assert client.get(f"/resources/findings/?{query}").status_code == 200


def cost(client, query):
    client.get(f"/resources/findings/{query}")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/resources/findings/{query}").status_code == 200
    return len(queries)


@pytest.mark.parametrize("query", ["", "?group=principles&region=bc", "?q=peers"])
def test_costs_few_queries_whatever_the_number(client, query):
    client.force_login(factories.user())
    with_findings("Peers lead.")
    few = cost(client, query)
    for _number in range(25):
        with_findings("Peers lead.", "Peers are paid.")
    assert cost(client, query) <= few and few <= 12


# Counts against a plain recount


LINES = ["Zebra.", "Okapi.", "Zebra and okapi."]
GROUPS = [("Principles", ""), ("Practices", "Own words"), (None, "Costs"), (None, "costs"), (None, "Time")]


def random_findings(rolls, count):
    terms = {}
    for name in ("population", "region", "category"):
        mine = [factories.term(name, f"{name} {number}") for number in range(4)]
        Term.objects.filter(pk=mine[3].pk).update(parent=mine[0])
        terms[name] = mine
    for _number in range(count):
        carried = [term for mine in terms.values() for term in rolls.sample(mine, rolls.randrange(0, 3))]
        groups = [
            group(name, *rolls.choices(LINES, k=rolls.randrange(1, 5)), heading=heading)
            for name, heading in rolls.sample(GROUPS, rolls.randrange(0, 3))
        ]
        page = factories.resource(live=False, terms=carried, findings=groups)
        ResourcePage.objects.filter(pk=page.pk).update(live=rolls.random() < 0.8)
        PagePart.objects.bulk_create(page.parts())
        write_parts(page, "en")
        if rolls.random() < 0.2:
            close(page)
    return terms


def recounted(user, chosen, word):
    lineage = {term.pk: [one.slug for one in term.lineage()] for term in Term.objects.all()}
    vocabulary = dict(Term.objects.values_list("pk", "vocabulary"))
    found, total = {}, 0
    for part in PagePart.objects.select_related("page", "group_term"):
        page = part.page
        if not page.live or any(page.path.startswith(path) for path in closed_paths(user)):
            continue
        has = {"group": {part.group_term.slug if part.group_term else heading_key(part.group)}}
        has |= {name: set() for name in ("population", "region", "category")}
        for key in page.page_terms.values_list("term", flat=True):
            has[vocabulary[key]].update(lineage[key])
        if word and word not in part.text.lower():
            continue
        fits = {name: not wanted or bool(has[name] & set(wanted)) for name, wanted in chosen.items()}
        total += all(fits.values())
        for name, values in has.items():
            if all(fit for other, fit in fits.items() if other != name):
                for value in values:
                    found[name, value] = found.get((name, value), 0) + 1
    return found, total


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_count_equals_a_plain_recount(seed):
    rolls = random.Random(seed)
    terms = random_findings(rolls, 30)
    member = factories.user()
    for _number in range(12):
        chosen = {name: [one.slug for one in rolls.sample(mine, rolls.randrange(0, 3))] for name, mine in terms.items()}
        chosen["group"] = rolls.sample(["principles", "practices", "heading:costs"], rolls.randrange(0, 3))
        word = rolls.choice(["", "", "zebra"])
        for user in (STRANGER, member):
            found = listing("?" + urlencode({**chosen, "q": word}, doseq=True), user)
            counts = {(one.facet.name, v.value): v.count for one in found.groups for v in one.values if v.count}
            assert (counts, found.total) == recounted(user, chosen, word)
            assert len(texts(found)) == min(20, found.total)


def test_the_list_of_resources_leads_here(client):
    factories.resource()
    html = client.get("/resources/").content.decode()
    assert 'href="/resources/findings/"' in html and 'href="/resources/gap-map/"' in html
    html = client.get("/resources/findings/").content.decode()
    assert '<li><a href="/resources/">Resources</a></li>' in html


def test_the_site_map_has_both_views(client):
    factories.in_french(factories.resource_index())
    found = client.get("/sitemap.xml").content.decode()
    for path in ("/resources/findings/", "/resources/gap-map/", "/fr/resources-fr/findings/"):
        assert f"{path}</loc>" in found
    close(factories.resource_index())
    assert "findings/" not in client.get("/sitemap.xml").content.decode()
