"""How a resource is cited: in the words of APA and Vancouver, and as files for other programs."""

import json
from datetime import date

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc.source.json import CiteProcJSON
from django.utils.translation import override
from pybtex.database import parse_string
from pybtex.richtext import Text

from resources.citations.author_names import author, family_first
from resources.citations.csl import csl_item
from resources.citations.reference_formats import bibtex, citation_key, csl_json, latex, ris
from resources.citations.styles import citations
from tests import factories

pytestmark = pytest.mark.django_db

REPORT = {
    "id": "0001",
    "type": "report",
    "title": "Warm handovers",
    "author": [
        {"family": "Adeyemi-Blythe", "given": "Sam"},
        {"family": "Beek", "given": "Anna", "non-dropping-particle": "van der"},
    ],
    "publisher": "Alder Health",
    "issued": {"date-parts": [[2021]]},
    "URL": "https://example.org/resources/id/0001/",
}
PLAIN = """50% of costs & #1 "quotes" _under_ <b>bold</b> – Kelowna’s “été” 漢字"""
NASTY = PLAIN + r""" {un}}even ~tilde^ \back $5 two--dashes ''x''"""


def apa(item, language="en"):
    return citations(item, language)[0].html


def vancouver(item, language="en"):
    return citations(item, language)[1].html


def without(*names, **more):
    return {key: value for key, value in REPORT.items() if key not in names} | more


def terms_of(kind):
    names = {"category": "Principles", "region": "BC", "language": "English", "type": kind}
    return [factories.term(vocabulary, label) for vocabulary, label in names.items()]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("written", [apa, vancouver])
@pytest.mark.parametrize("ending", ["Inc.", "who decides?", "act now!", "and then…", "and then..."])
@pytest.mark.parametrize("place", ["title", "publisher", "author"])
def test_a_name_or_title_with_a_stop_of_its_own_gets_no_other(place, ending, written, language):
    name = f"Harbour {ending}"
    item = without(place, **{place: [{"literal": name}] if place == "author" else name})
    html = str(written(item, language)).replace("</i>", "").replace("<i>", "")
    assert name in html
    assert f"{name}." not in html


LINK = '<a href="https://example.org/resources/id/0001/">https://example.org/resources/id/0001/</a>'


def test_apa():
    assert apa(REPORT) == (
        f"Adeyemi-Blythe, S., &amp; van der Beek, A. (2021). <i>Warm handovers</i>. Alder Health. {LINK}"
    )


def test_vancouver():
    assert vancouver(REPORT) == (
        f"Adeyemi-Blythe S, van der Beek A. Warm handovers [Internet]. Alder Health; 2021. Available from: {LINK}"
    )


def test_the_citation_speaks_the_readers_language():
    assert "Disponible sur: " in vancouver(REPORT, "fr")
    assert "(s. d.)" in apa(without("issued"), "fr")


def test_without_a_year():
    assert "(n.d.). <i>Warm handovers</i>" in apa(without("issued"))
    assert "Alder Health; [date unknown]." in vancouver(without("issued"))


def test_without_anybody_the_title_comes_first_and_once():
    item = without("author", "publisher", edition="2nd ed.")
    assert apa(item) == f"<i>Warm handovers</i> (2nd ed.). (2021). {LINK}"
    assert vancouver(item).count("Warm handovers") == 1


def test_a_group_that_publishes_its_own_work_is_named_once_in_apa():
    item = without(author=[{"literal": "Alder Health"}])
    assert apa(item) == f"Alder Health. (2021). <i>Warm handovers</i>. {LINK}"


def test_a_doi_takes_the_place_of_the_address():
    for text in (apa(REPORT | {"DOI": "10.1234/ab"}), vancouver(REPORT | {"DOI": "10.1234/ab"})):
        assert 'href="https://doi.org/10.1234/ab"' in text
        assert "/id/0001/" not in text


def test_a_full_stop_is_not_doubled():
    for title in ("Why?", "Done.", "And so on…"):
        assert f"<i>{title}</i> Alder" in apa(REPORT | {"title": title})


def test_nothing_of_the_content_becomes_markup():
    title = '<script>x</script> & <span class="nocase">"a"</span> \ue000no emphasis\ue001 *x* <b>'
    for text in (apa(REPORT | {"title": title}), vancouver(REPORT | {"title": title})):
        assert "&lt;script&gt;x&lt;/script&gt; &amp; &lt;span class=&quot;nocase&quot;&gt;" in text
        assert text.count("<i>") <= 1
        assert "<b>" not in text


def test_a_style_that_fails_does_not_take_the_page_with_it(monkeypatch):
    monkeypatch.setattr("resources.citations.styles._written", lambda *args: 1 / 0)
    assert apa(REPORT | {"title": "A title <of> its own"}).startswith("A title &lt;of&gt; its own. ")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Dr. Anna van der Beek, MD, PhD", "van der Beek, Anna"),
        ("Marie-Claire O'Brien RN MPH", "O'Brien, Marie-Claire"),
        ("Smith, J. B.", "Smith, J. B."),
        ("Juan de la Cruz", "de la Cruz, Juan"),
        ("Thomas Kerr Jr.", "Kerr, Thomas, Jr."),
        ("Elder Mary Point", "Point, Mary"),
        ("Dre Julie Bruneau", "Bruneau, Julie"),
        ("Jane Doe (she/her)", "Doe, Jane"),
        ("BC Centre on Substance Use", "BC Centre on Substance Use"),
        ("Réseau de santé Vitalité", "Réseau de santé Vitalité"),
        ("Ministry of Health", "Ministry of Health"),
        ("Cher", "Cher"),
        ("Center, Anna", "Center, Anna"),
        ("Abt, Inc.", "Abt, Inc."),
        ("محمد علي", "علي, محمد"),
    ],
)
def test_names_of_people_are_parted_and_bodies_stay_whole(name, written):
    assert family_first(author(name)) == written


def test_an_organisation_of_the_directory_is_a_body_whatever_its_name():
    factories.organisation("Harbour Peers")
    assert author("harbour peers") == {"literal": "harbour peers"}


def test_a_page_becomes_a_reference():
    terms = terms_of("Handbook")
    page = factories.resource(
        title="How to",
        date=date(2021, 3, 4),
        year=2021,
        edition="2nd ed.",
        keywords="peers; wards, long",
        terms=terms,
        authors=[("author", {"name": "Ann Lee", "person": None})],
        summary="What it\nis.",
        organisations=[("organisation", {"role": "publisher", "name": "Alder", "organisation": None})],
    )
    item = csl_item(page)
    address = f"http://127.0.0.1:8000/resources/id/{page.identifier}/"
    assert (item["type"], item["URL"], item["abstract"]) == ("book", address, "What it is.")
    assert (item["author"], item["publisher"]) == ([{"family": "Lee", "given": "Ann"}], "Alder")
    assert (item["issued"], item["language"]) == ({"date-parts": [[2021, 3, 4]]}, "english")
    assert item["keyword"] == "Principles, BC, peers, wards – long"


def test_who_published_it_is_the_author_where_nobody_else_is():
    publisher = {"role": "publisher", "name": "Alder", "organisation": None}
    page = factories.resource(organisations=[("organisation", publisher)])
    assert csl_item(page)["author"] == [{"literal": "Alder"}]


def test_the_journal_of_an_article_stands_among_its_publishers():
    names = ("Tidewater Institute", "Pacific Journal of Care")
    chosen = [("organisation", {"role": "publisher", "name": name, "organisation": None}) for name in names]
    page = factories.resource(organisations=chosen, terms=terms_of("Journal article"))
    item = csl_item(page)
    assert (item["container-title"], item["publisher"]) == (names[1], names[0])


# What other programs read

ITEMS = [
    REPORT | {"title": NASTY, "abstract": NASTY, "keyword": "a & b, c_d", "DOI": "10.1/a_b(c)%20", "edition": "2nd"},
    REPORT | {"id": "0002", "author": [{"literal": "Ministry of Health and Care"}]},
    without("author", "publisher", "issued", id="0003"),
]


def test_rispy_reads_what_we_wrote():
    found = rispy.loads("".join(ris(ITEMS)))
    assert [one["title"] for one in found] == [item["title"] for item in ITEMS]
    assert found[0]["authors"] == ["Adeyemi-Blythe, Sam", "van der Beek, Anna"]
    assert (found[0]["doi"], found[0]["keywords"], found[0]["year"]) == ("10.1/a_b(c)%20", ["a & b", "c_d"], "2021")
    assert found[1]["authors"] == ["Ministry of Health and Care,"]
    assert found[2]["urls"] == [REPORT["URL"]]


def test_pybtex_reads_what_we_wrote():
    found = parse_string("".join(bibtex(ITEMS)), "bibtex").entries
    assert list(found) == [citation_key(item) for item in ITEMS]
    first = found["resource-0001"]
    assert str(Text.from_latex(first.fields["title"])).startswith(PLAIN)
    assert first.fields["abstract"] == latex(NASTY)
    assert (first.fields["doi"], first.fields["url"]) == ("10.1/a_b(c)%20", REPORT["URL"])
    assert [str(person) for person in first.persons["author"]] == ["Adeyemi-Blythe, Sam", "van der Beek, Anna"]
    assert [str(person) for person in found["resource-0002"].persons["author"]] == ["{Ministry of Health and Care}"]


def test_bibtexparser_reads_what_we_wrote():
    read = bibtexparser.parse_string("".join(bibtex(ITEMS)), append_middleware=[LatexDecodingMiddleware()])
    assert not read.failed_blocks
    assert [entry.key for entry in read.entries] == [citation_key(item) for item in ITEMS]
    # Its decoder takes the sign of the keyboard for an accent.
    assert read.entries[0]["title"].replace("ˆ", "^") == NASTY
    assert read.entries[0]["abstract"].replace("ˆ", "^") == NASTY


def test_citeproc_reads_what_we_wrote():
    items = json.loads("".join(csl_json(ITEMS)))
    assert items == ITEMS
    assert list(CiteProcJSON(items)) == ["0001", "0002", "0003"]


def test_an_empty_list_is_a_file_too():
    assert json.loads("".join(csl_json([]))) == []
    assert rispy.loads("".join(ris([]))) == []
    assert not parse_string("".join(bibtex([])), "bibtex").entries


def test_the_page_shows_both_styles_and_leads_to_the_files(client):
    page = factories.resource(title='Costs & <b>"benefits"</b>')
    text = client.get(page.url).content.decode()
    assert text.count("Costs &amp; &lt;b&gt;&quot;benefits&quot;&lt;/b&gt;") >= 3
    assert f'<a href="{page.url}cite/ris/"' in text
    assert f"/resources/id/{page.identifier}/" in text


@pytest.mark.parametrize(
    ("name", "status"), [("ris", 200), ("bibtex", 200), ("csl-json", 200), ("csv", 404), ("x", 404)]
)
def test_one_resource_as_a_file(client, name, status):
    page = factories.resource(slug="report")
    answer = client.get(f"{page.url}cite/{name}/")
    assert answer.status_code == status
    if status == 200:
        assert 'filename="report.' in answer["Content-Disposition"]


def test_the_language_of_the_address_is_that_of_the_citation(client, settings):
    page = factories.resource(year=None)
    factories.in_french(factories.resource_index())
    with override("fr"):
        assert "(s. d.)" in client.get(f"/fr/resources-fr/{page.slug}/").content.decode()
