"""Names of authors: who is a person, who a body, how many they are; and what is asked because a name does not tell."""

import json
import re

import bibtexparser
import pytest
import rispy
from pybtex.database import parse_string

from resources.citations.author_lists import authors_in, doubts_about, names_for_citation
from resources.citations.author_names import AuthorKind, family_first, reading_of
from resources.citations.csl import csl_item
from resources.citations.reference_formats import bibtex, csl_json, ris
from resources.citations.styles import citations
from resources.models import ResourcePage
from tests import factories
from tests.resources.names_of_authors import BODIES, HARD_NAMES
from tests.resources.spreadsheets.sheet_files import applied, checked, exported, only_row, text

pytestmark = pytest.mark.django_db

# What nobody can know is asked, with what it was taken for.
ASKED = {
    "Juliet Peers": "“Juliet Peers” looks like a person, family name “Peers”. Is it an organisation?",
    "AB Smith": "“AB Smith” looks like an organisation. Is it a person?",
    "Smith BC": "family name “Smith”. Is it an organisation?",
    "CBC Radio": "Is it an organisation?",
    "Rainy Weekend Self-Advocates": "looks like an organisation. Is it a person?",
    "JANE DOE": "Is it an organisation?",
    "Dockside Vancouver": "Is it a person?",
    "Cher": "Is it an organisation?",
    "Li Wei": "“Li Wei” looks like a person, family name “Wei”. Is that the family name?",
    "Nguyen An": "Is that the family name?",
    "Min-jun": "Is it an organisation?",
    "Park Min-jun": "Is that the family name?",
    "Van Morrison": "Is that the family name?",
    "Gabriel García Márquez": "Is that the family name?",
    "Иван Петров": "Is it an organisation?",
    "Министерство здравоохранения": "Is it an organisation?",
    "Smith J, Doe K, Roe L": "read as 3 authors: Smith J; Doe K; Roe L.",
    "Jane Doe, University of Victoria": "read as 2 authors: Jane Doe; University of Victoria.",
    "Health Canada, Statistics Canada": "read as one author. Put semicolons between several authors.",
    "Smith J et al.": "name all authors",
    "bell hooks": "Is it an organisation?",
}
SURE = [
    "Amara Diallo",
    "Jo Rivers",
    "Smith JA",
    "Adeyemi-Blythe, Sam",
    "Ministry of Health",
    "Smith, J. A.",
    "Ludwig van Beethoven",
    "Jane Doe [person]",
    "Juliet Peers [person]",
    "AB Smith [org]",
    "{Cher}",
]


def listed(cell):
    return [family_first(name) for author in authors_in(cell).authors for name in names_for_citation(author)]


def questions(cell):
    return " ".join([*authors_in(cell).doubts, *doubts_about(authors_in(cell).authors)])


@pytest.mark.parametrize("name", BODIES)
def test_bodies_stay_whole(name):
    assert len(authors_in(name).authors) == 1
    assert reading_of(name).parts == {"literal": name}


@pytest.mark.parametrize(("cell", "names"), HARD_NAMES.items())
def test_names_are_those_that_a_librarian_would_write(cell, names):
    assert listed(cell) == names


@pytest.mark.parametrize(("cell", "words"), ASKED.items())
def test_what_a_name_does_not_tell_is_asked(cell, words):
    assert words in questions(cell)


@pytest.mark.parametrize("cell", SURE)
def test_what_is_clear_is_not_asked(cell):
    assert questions(cell) == ""


def test_few_of_the_bodies_have_to_be_asked_about():
    assert len([name for name in BODIES if questions(name)]) <= 6


def test_what_somebody_says_counts_more_than_the_words():
    assert reading_of("Jane Doe", AuthorKind.BODY).parts == {"literal": "Jane Doe"}
    assert family_first(reading_of("BC Housing", AuthorKind.PERSON).parts) == "Housing, B. C."
    assert listed("Jane Doe [organisme]; {Doe, Roe and Co}") == ["Jane Doe", "Doe, Roe and Co"]


# In citations and in other programs


def resource(*names):
    return factories.resource(authors=[("author", {"name": name, "person": None}) for name in names])


def item_of(*names):
    return csl_item(resource(*names))


@pytest.mark.parametrize(
    ("names", "apa", "vancouver"),
    [
        (["Smith JA", "Doe KL"], "Smith, J. A., &amp; Doe, K. L. (", "Smith JA, Doe KL. "),
        (["Smith J, Doe K, Roe L"], "Smith, J., Doe, K., &amp; Roe, L. (", "Smith J, Doe K, Roe L. "),
        (["BC Housing"], "BC Housing. (", "BC Housing. "),
        (["van der Berg"], "van der Berg. (", "van der Berg. "),
        (["Elder Alex"], "Alex. (", "Alex. "),
        (["山田 太郎"], "山田太郎. (", "山田太郎. "),
        (["Anna van der Berg"], "van der Berg, A. (", "van der Berg A. "),
    ],
)
def test_citations_in_words(names, apa, vancouver):
    found = [str(one.html) for one in citations(item_of(*names), "en")]
    assert found[0].startswith(apa)
    assert found[1].startswith(vancouver)


def test_every_reader_finds_the_authors_that_a_librarian_would_write():
    cells = {**HARD_NAMES, **{name: [name] for name in BODIES}}
    items = [
        {"id": str(number), "type": "report", "title": "T", "URL": "https://example.org/", "author": names}
        for number, names in enumerate(
            [name for one in authors_in(cell).authors for name in names_for_citation(one)] for cell in cells
        )
    ]
    wanted = list(cells.values())
    assert [[name.removesuffix(",") for name in one["authors"]] for one in rispy.loads("".join(ris(items)))] == wanted
    assert [[family_first(name) for name in one["author"]] for one in json.loads("".join(csl_json(items)))] == wanted
    written = "".join(bibtex(items))
    assert not bibtexparser.parse_string(written).failed_blocks
    read = parse_string(written, "bibtex").entries
    for number, names in enumerate(wanted):
        people = [shown(person) for person in read[f"resource-{number}"].persons["author"]]
        assert people == [re.sub(r"^(.*), (.*), (Jr\.?)$", r"\1, \3, \2", name) for name in names]
    for one in items:
        assert "T" in str(citations(one, "en")[0].html)


def test_a_body_ends_in_a_comma_for_reference_managers():
    written = "".join(ris([item_of("BC Housing", "Anna van der Berg", "Cher [person]", "Abt, Inc.")]))
    assert re.findall("AU  - (.*)\r", written) == ["BC Housing,", "van der Berg, Anna", "Cher", "Abt, Inc."]


def shown(person):
    """A person as pybtex writes it: without the braces that keep a body whole."""
    return str(person).strip("{}").replace(r"\&", "&")


def test_linked_data_tells_bodies_from_people():
    data = resource("BC Housing", "Amara Diallo").structured_data()
    assert [one["@type"] for one in data["author"]] == ["Organization", "Person"]


def test_the_form_warns_and_is_content_when_it_is_said():
    page = resource("Juliet Peers")
    assert any("Is it an organisation?" in one.message for one in page.go_live_warnings() if one.field == "authors")
    page.authors = [("author", {"name": "Juliet Peers", "person": None, "kind": "person"})]
    assert not [one for one in page.go_live_warnings() if one.field == "authors"]


def test_somebody_in_the_directory_is_a_person():
    person = factories.person("Juliet Peers")
    page = factories.resource(authors=[("author", {"name": "", "person": person})])
    assert not [one for one in page.go_live_warnings() if one.field == "authors"]
    assert csl_item(page)["author"] == [{"family": "Peers", "given": "Juliet"}]


# In sheets


def test_the_dry_run_asks_at_the_row():
    row = only_row(checked(text([["title", "authors"], ["T", "Smith J, Doe K, Roe L; Juliet Peers"]])))
    assert row.outcome == "new"
    assert "read as 3 authors" in row.doubts[0]
    assert "“Juliet Peers” looks like a person" in row.doubts[1]


def test_three_authors_between_commas_become_three():
    applied(text([["title", "authors"], ["T", "Smith J, Doe K, Roe L"]]))
    page = ResourcePage.objects.get(title="T").get_latest_revision_as_object()
    assert page.author_names == ["Smith J", "Doe K", "Roe L"]


def test_what_is_said_of_an_author_survives_the_sheet():
    page = factories.resource(
        authors=[
            ("author", {"name": "Jane Doe", "person": None, "kind": "organisation"}),
            ("author", {"name": "BC Housing", "person": None, "kind": "person"}),
            ("author", {"name": "Ann Lee", "person": None}),
        ]
    )
    file = exported(page)
    assert only_row(checked(file)).outcome == "unchanged"
    page.delete()
    cell = "Jane Doe [org]; BC Housing [person]; Ann Lee"
    applied(text([["title", "authors"], ["Anew", cell]]))
    draft = ResourcePage.objects.get(title="Anew").get_latest_revision_as_object()
    assert [author.kind for author in draft.credited] == ["organisation", "person", ""]
    assert [author.in_cell for author in draft.credited] == cell.split("; ")
