"""Lists pasted into streams of lines, and addresses that are not known yet."""

import pytest

from core.blocks import LineBlock, RecordingBlock
from core.blocks.links import AddressBlock
from core.going_live import problems_of
from core.models import PagePart
from core.text.pasted_lists import lines_of, with_all_lines, without_list_end
from resources.blocks import FindingsBlock
from resources.models import ResourcePage
from tests import factories


def test_the_items_of_a_list_become_lines():
    source = '<ol><li data-block-key="a">Walk <b>slowly</b></li><li>Look &amp; listen</li></ol>'
    assert lines_of(source) == ["<p>Walk <b>slowly</b></p>", "<p>Look &amp; listen</p>"]


def test_an_item_keeps_the_list_below_it():
    source = "<ul><li>Lamps<ul><li>red</li><li>blue</li></ul></li><li>Doors</li></ul>"
    assert lines_of(source) == ["<p>Lamps</p><ul><li>red</li><li>blue</li></ul>", "<p>Doors</p>"]


@pytest.mark.parametrize("marks", [("1. ", "2. "), ("• ", "• "), ("- ", "- "), ("a) ", "b) ")])
def test_paragraphs_with_the_marks_of_items_become_lines(marks):
    source = "".join(f"<p>{mark}{word}</p>" for mark, word in zip(marks, ("Maps", "Lamps"), strict=True))
    assert lines_of(source) == ["<p>Maps</p>", "<p>Lamps</p>"]


@pytest.mark.parametrize(
    "source",
    [
        "<p>One line</p>",
        "<p>A line</p><p>and what it means</p>",
        "<p>A line with parts</p><ul><li>one</li><li>two</li></ul>",
        "<p>1. Alone</p>",
        "",
    ],
)
def test_a_line_with_its_explanation_stays_whole(source):
    assert lines_of(source) == [source]


@pytest.mark.parametrize(
    ("item", "kept"),
    [
        ("Draw a map;", "Draw a map"),
        ("Draw a map; and", "Draw a map"),
        ("Draw a map, or", "Draw a map"),
        ("Draw a map; and,", "Draw a map"),
        ("Dessiner une carte\u202f; et", "Dessiner une carte"),
        ("Dessiner une carte\u00a0;", "Dessiner une carte"),
        ("<b>Draw</b> a map; and/or", "<b>Draw</b> a map"),
        ('Draw a <a href="https://maps.example/">map;</a> ', 'Draw a <a href="https://maps.example/">map</a> '),
        ("Draw a map<b>; and</b>", "Draw a map"),
        # What says something stays.
        ("Walk slowly.", "Walk slowly."),
        ("Whom do we ask?", "Whom do we ask?"),
        ("Lamps &amp; maps &amp;", "Lamps &amp; maps &amp;"),
        ("This and", "This and"),
        ("Lamps; and maps", "Lamps; and maps"),
        ("and more, band", "and more, band"),
        (";", ";"),
    ],
)
def test_what_only_ends_an_item_in_running_text_goes(item, kept):
    assert without_list_end(item) == kept


def test_items_that_are_pasted_have_no_end_of_a_list():
    assert lines_of("<ul><li>Walk; and</li><li>Look &amp; listen.</li></ul>") == [
        "<p>Walk</p>",
        "<p>Look &amp; listen.</p>",
    ]
    assert lines_of("<p>- Walk;</p><p>- Look.</p>") == ["<p>Walk</p>", "<p>Look.</p>"]


@pytest.mark.django_db
def test_lists_inside_blocks_are_taken_apart_and_the_first_keeps_its_address():
    field = ResourcePage._meta.get_field("findings")
    items = [{"type": "item", "value": "<ul><li>Maps</li><li>Lamps</li></ul>", "id": "known"}]
    value = field.to_python([{"type": "group", "value": {"heading": "What helped", "items": items}}])
    found = with_all_lines(value)[0].value["items"].bound_blocks
    assert [item.value.source for item in found] == ["<p>Maps</p>", "<p>Lamps</p>"]
    assert found[0].id == "known"
    assert found[1].id not in {"known", None}


def test_a_placeholder_is_kept_in_a_draft():
    assert AddressBlock(required=False).clean(" # ") == "#"
    block = RecordingBlock()
    value = block.to_python({"label": "Evening", "host": "vimeo", "video_id": "#", "language": "en"})
    assert block.clean(value)["video_id"] == "#"


def test_the_host_of_a_film_is_known_by_its_address():
    block = RecordingBlock()
    value = block.to_python({"label": "Evening", "video_id": "https://vimeo.com/123456789", "language": "en"})
    assert block.clean(value)["host"] == "vimeo"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("people", ("person", {"name": "Wren Castellan", "link": "#"})),
        ("earlier_sessions", ("session", {"title": "Wren Castellan", "url": "#"})),
        ("recordings", ("recording", {"label": "Wren Castellan", "host": "vimeo", "video_id": "#", "language": "en"})),
    ],
)
def test_a_placeholder_keeps_the_page_from_going_live(field, value):
    found = problems_of(factories.summary(live=False, **{field: [value]}))
    assert [problem.field for problem in found] == [field]
    assert "“Wren Castellan” leads nowhere" in found[0].message


def test_lines_may_have_parts():
    assert {"ul", "ol"} <= set(LineBlock().features)
    assert {"ul", "ol"} <= set(FindingsBlock().child_blocks["items"].child_block.features)


@pytest.mark.django_db
def test_what_a_block_lacks_is_named():
    found = problems_of(factories.summary(live=False, earlier_sessions=[("session", {"title": ""})]))
    assert [problem.in_words for problem in found] == ["Earlier sessions: Theme: This field is required."]


@pytest.mark.django_db
def test_a_link_pasted_without_target_keeps_the_page_from_going_live():
    html = '<p>See the <a href="https://address-missing.invalid/">map of the island</a>.</p>'
    found = problems_of(factories.summary(live=False, summary=html))
    assert ["“map of the island” leads nowhere" in problem.message for problem in found] == [True]


@pytest.mark.django_db
def test_items_that_the_form_gave_one_identifier_go_live_with_their_own():
    items = [{"type": "item", "value": "<p>Maps</p>", "id": "the-same"}]
    groups = [{"type": "group", "value": {"heading": name, "items": items}} for name in ("What helped", "What did not")]
    page = factories.resource(findings=ResourcePage._meta.get_field("findings").to_python(groups))
    known = {part.block_id for part in PagePart.objects.filter(page=page)}
    assert page.live
    assert len(known) == 2
    assert "the-same" in known
