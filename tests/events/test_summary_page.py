"""What the page of a summary shows."""

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


def html(page):
    return " ".join(Client().get(page.url).text.split())


def test_a_voice_from_the_session_stands_in_the_head():
    quotation = [("quote", {"quote": "I was asked.", "source": "A family member"})]
    page = factories.summary(quotation=quotation, outcomes=[("outcome", {"title": "Ask"})])
    text = html(page)
    assert text.index("I was asked.") < text.index("A family member") < text.index('</header> <div class="beside')
    assert "I was asked." in page.search_text


def test_the_parts_beside_it_and_the_next_event_stand_in_one_place():
    series, event = factories.series(), factories.event(title="To come")
    _first, second, _third = (
        factories.summary(series, title=f"Part {number}", number=number, next_event=event) for number in (1, 2, 3)
    )
    text = html(second)
    assert text.count('class="neighbours"') == 1
    before, after, to_come = (
        text.index(words, text.index('class="neighbours"')) for words in ("Part 1", "Part 3", "To come")
    )
    assert before < after < to_come < text.index("</nav>", before)


def test_an_event_that_is_the_next_part_is_named_once():
    series = factories.series()
    event = factories.event(title="To come", series=series, series_position=2)
    text = html(factories.summary(series, number=1, next_event=event))
    assert text.count("To come</a>") == 1


def test_no_list_of_facts_is_empty():
    bare = factories.event(is_free=None, terms=[factories.term("region", "BC")])
    assert '<dl class="facts"> </dl>' not in html(bare)
    assert "Places" in html(factories.event(is_free=None, terms=[factories.term("region", "BC")], capacity=30))
