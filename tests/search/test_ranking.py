"""What stands first of what holds the words."""

from dataclasses import replace

import pytest
from django.utils import timezone

from search.engine import search
from search.ranking import TITLE, WHOLE_TITLE, EntryWords, score_of, stretch
from search.results import SearchQuery
from search.words.question import read_query
from tests import factories

pytestmark = pytest.mark.django_db


def titles(words):
    """Of what holds them, the best first."""
    return [hit.page.title for hit in search(SearchQuery(words)).items]


def test_words_near_each_other_stand_above_scattered_ones():
    filling = "Something else is said at length in between, of which nobody asked. " * 3
    made = {
        "Far": f"A zebra. {filling} An okapi.",
        "Side by side": f"{filling} A zebra okapi.",
        "None of it far": f"{filling} An okapi and then a zebra.",
        "Farther": f"A zebra. {filling * 2} An okapi.",
    }
    for title, text in made.items():
        factories.resource(title=title, summary=text)
    assert titles("zebra okapi")[:2] == ["Side by side", "None of it far"]


@pytest.mark.parametrize(
    "title",
    ["Coming home from care", "What we do", "Drop-in centres", "Webinars", "D+A & COVID-19", "L’été à Lions Bay"],
)
def test_the_page_whose_title_was_asked_for_stands_first(made, title):
    made(factories.standard_page, title=title)
    for number in range(3):
        made(
            factories.standard_page,
            title=f"{title}, part {number}",
            body=[("text", f"<p>{title}. </p>" * 9)],
        )
    assert titles(title)[0] == titles(title.lower())[0] == titles(" ".join(reversed(title.split())))[0] == title
    assert titles(f"{title} part")[0] != title


def test_a_word_that_stands_nowhere_on_a_page_adds_nothing():
    words = read_query("zebra okapi")
    entry = EntryWords(object_id=1, title="zebra", names="", body="", ends_at=None)
    score = score_of(entry, words, [1.0, 5.0], timezone.now())
    assert (score.terms, score.total) == (1, TITLE + WHOLE_TITLE)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("zebra okapi", len("zebra okapi")),
        ("okapi and one zebra", len("okapi and one zebra")),
        ("zebra far from it all okapi zebra", len("okapi zebra")),
        ("zebra zebra okapi okapi", len("zebra okapi")),
        ("zebra alone", None),
        ("zebras okapis", None),
        ("", None),
    ],
)
def test_all_words_stand_in_the_shortest_stretch_of_a_text(text, letters):
    terms = [replace(term, phrases=((term.typed,),), beginnings=()) for term in read_query("zebra okapi").terms]
    found = stretch(text, terms)
    # The blank before the first word belongs to it.
    assert found == (letters and letters + 1) and stretch(text, []) == 0
