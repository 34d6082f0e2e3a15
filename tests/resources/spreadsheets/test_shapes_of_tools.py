"""Sheets as reference managers and offices write them: names with abbreviations, codes, years, headings."""

import pytest

from core.models import Term
from resources.models import RememberedHeading
from resources.spreadsheets.columns import column_named
from resources.spreadsheets.columns.abstract_column import CellError
from resources.spreadsheets.headings import guess
from resources.spreadsheets.term_lookup import term_named
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def terms(db):
    factories.term("language", "English"), factories.term("language", "French"), factories.term("language", "Cree")
    for slug, label in {"en": "English", "fr": "French", "cr": "Cree"}.items():
        Term.objects.filter(vocabulary="language", labels__label=label).update(slug=slug)
    health = factories.term("region", "Fraser Health")
    health.labels.update(short="FH")
    factories.term("region", "BC")
    experience = factories.term("population", "People with lived and living experience")
    experience.labels.update(synonyms="PWLLE\nPeers")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("en-US", "English"),
        ("en_CA", "English"),
        ("eng", "English"),
        ("fre", "French"),
        ("fra", "French"),
        ("fr-CA", "French"),
        ("cre", "Cree"),
        ("français", None),
        ("xx", None),
        ("tlh", None),
    ],
)
def test_codes_of_languages(text, label, terms):
    found = term_named("language", text)
    assert (found.label if found else None) == label


@pytest.mark.parametrize(
    ("vocabulary", "text", "label"),
    [
        ("region", "Fraser Health (FH)", "Fraser Health"),
        ("region", "Fraser Health (the authority)", "Fraser Health"),
        ("population", "People with lived & living experience (PWLLE)", "People with lived and living experience"),
        ("population", "Peers", "People with lived and living experience"),
        ("region", "FH", "Fraser Health"),
        # A place with its province is another place.
        ("region", "Kamloops (BC)", None),
        # Two terms that are not the same.
        ("region", "Fraser Health (BC)", None),
    ],
)
def test_names_with_an_abbreviation(vocabulary, text, label, terms):
    found = term_named(vocabulary, text)
    assert (found.label if found else None) == label


@pytest.mark.parametrize(
    ("text", "year"),
    [("2021", 2021), ("2021.0", 2021), ("2021-03", 2021), ("2021/03", 2021), ("2021-03-04", 2021), ("c2021", 2021)],
)
def test_years(text, year):
    assert column_named("year").clean(factories.resource(), text) == year


@pytest.mark.parametrize("text", ["2021-22", "21", "20211", "ca. 2021", "2021?", "March"])
def test_what_is_no_year_is_refused(text):
    with pytest.raises(CellError):
        column_named("year").clean(factories.resource(), text)


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (
            ["Title", "Author", "Publication Year", "Abstract Note", "Manual Tags", "Language", "Url", "DOI"],
            ["title", "authors", "year", "summary", "keywords", "language", "url", "doi"],
        ),
        (
            ["Name of the document", "Published by", "Year of publication", "Abstract"],
            ["title", "publisher", "year", "summary"],
        ),
        (
            ["Titre du document", "Auteurs", "Publié par", "Année de publication", "Mots-clés", "Langue"],
            ["title", "authors", "publisher", "year", "keywords", "language"],
        ),
        (["Author", "Title", "Year", "Keywords", "Publisher"], ["authors", "title", "year", "keywords", "publisher"]),
    ],
    ids=["Zotero", "an office", "un bureau", "EndNote"],
)
def test_headings(headings, columns):
    assert guess(headings) == columns


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Name of the resource", "title"),
        ("Title of report", "title"),
        ("Report title:", "title"),
        ("The name of the publication", "title"),
        ("Nom du rapport", "title"),
        ("Intitulé de la ressource", "title"),
        ("Publishing organization", "publisher"),
        ("Organisme", "publisher"),
        ("Maison d'édition", "publisher"),
        ("Edite par", "publisher"),
        ("Date of publication", "year"),
        ("Year published", "year"),
        ("Annee de publication", "year"),
        ("Date de parution", "year"),
        ("Type of document", "type"),
        ("Langue du document", "language"),
        ("Link to the report", "url"),
        ("Lien vers la ressource", "url"),
        ("Written by", "authors"),
        ("Auteur du rapport", "authors"),
        # These say nothing, or something that no column is.
        ("Report", ""),
        ("Publication", ""),
        ("Date accessed", ""),
        ("Name of the reviewer", ""),
        ("Of the", ""),
    ],
)
def test_headings_are_read_by_the_words_that_count(heading, column):
    assert guess([heading]) == [column]


def test_a_heading_that_was_left_out_before_is_not_guessed():
    RememberedHeading.objects.create(heading="name of the report", column="")
    assert guess(["Name of the report"]) == [""]
