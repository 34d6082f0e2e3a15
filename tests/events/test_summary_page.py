"""What the page of a summary shows."""

import io

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image
from wagtail.blocks.struct_block import StructBlockValidationError

from events.blocks import SectionBlock
from files.models import SiteImage
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


TABLE = {
    "caption": "Beds by town",
    "table": {
        "columns": [{"type": "text", "heading": "Town"}, {"type": "text", "heading": "Beds"}],
        "rows": [{"values": ["Nanaimo", "Twelve lamps"]}],
        "caption": "",
    },
}


def _section(**more):
    return [("section", {"heading": "Beds", "body": "", "more": [("table", TABLE)]} | more)]


def test_a_section_shows_its_tables_and_pictures():
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(drawn, "PNG")
    image = SiteImage.objects.create(title="A room", description="A lit room", file=ImageFile(drawn, "room.png"))
    more = [("table", TABLE), ("text", "<p>After them.</p>"), ("picture", {"image": image})]
    text = html(factories.summary(sections=_section(body="<p>Before them.</p>", more=more)))
    places = [text.index(words) for words in ("Before them.", "<caption>Beds by town", "After them.", "<figure")]
    assert places == sorted(places)


def test_the_summary_shows_its_tables_below_its_text():
    text = html(factories.summary(summary="<p>In short.</p>", body=[("table", TABLE)]))
    assert text.index("In short.") < text.index("<caption>Beds by town")


def test_words_of_its_tables_are_searched():
    for fields in ({"sections": _section()}, {"body": [("table", TABLE)]}):
        words = factories.summary(**fields).search_text
        assert "Twelve lamps" in words
        assert "Beds by town" in words


def test_a_section_says_something_before_it_goes_live():
    block = SectionBlock()
    block.clean(block.to_python({"heading": "Beds", "body": "<p>Words.</p>", "more": []}))
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"heading": "Beds", "body": "", "more": []}))
    assert "body" in refused.value.block_errors


def test_a_section_from_before_is_read_as_it_was():
    value = SectionBlock().to_python({"heading": "Beds", "body": "<p>Words.</p>"})
    assert (str(value["body"].source), len(value["more"])) == ("<p>Words.</p>", 0)


def test_materials_stand_kind_by_kind_the_newest_first():
    guide, report = factories.term("material-type", "Guide"), factories.term("material-type", "Report")
    rows = [
        ("Old guide", guide, "2019"),
        ("Report", report, ""),
        ("New guide", guide, "2024-05"),
        ("Bare guide", guide, ""),
    ]
    page = factories.summary(
        materials=[
            ("material", {"title": title, "kind": kind, "date": date, "url": "https://example.org/"})
            for title, kind, date in rows
        ]
    )
    assert [block.value["title"] for block in page.materials_in_order] == [
        "New guide",
        "Old guide",
        "Bare guide",
        "Report",
    ]
    text = html(page)
    assert text.index("New guide") < text.index("Old guide") < text.index("Report")
