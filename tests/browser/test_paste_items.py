"""Lists of items in the form: a pasted list becomes as many items, and keys work as in a word processor."""

import json
import re
from typing import NamedTuple

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import RULES, complaints

pytestmark = pytest.mark.browser


class Copied(NamedTuple):
    """What another program puts on the clipboard."""

    text: str
    html: str = ""


def _word(level: int, mark: str, words: str) -> str:
    ignored = f"<![if !supportLists]><span style='mso-list:Ignore'>{mark}<span>&nbsp;&nbsp; </span></span><![endif]>"
    return f"<p class=MsoListParagraph style='margin-left:36pt;mso-list:l0 level{level} lfo1'>{ignored}{words}</p>"


WORD = Copied(
    "•\tName three lamps\r\no\tred\r\no\tblue\r\n•\tDraw a map\r\n•\tWalk slowly\r\n",
    "<html><body><!--StartFragment-->"
    + _word(1, "·", "Name <b>three</b> lamps")
    + _word(2, "o", "red")
    + _word(2, "o", "blue")
    + _word(1, "·", 'Draw a <a href="https://maps.example/">map</a>')
    + _word(1, "·", "Walk <i>slowly</i>")
    + "<!--EndFragment--></body></html>",
)
GOOGLE = Copied(
    "Name three lamps\nred\nblue\nDraw a map\nWalk slowly",
    '<b style="font-weight:normal;" id="docs-internal-guid-1"><ul><li dir="ltr" aria-level="1"><p dir="ltr">'
    '<span style="font-weight:400">Name </span><span style="font-weight:700">three</span><span> lamps</span></p></li>'
    '<ul><li dir="ltr" aria-level="2"><p><span>red</span></p></li><li aria-level="2"><p><span>blue</span></p></li></ul>'
    '<li dir="ltr" aria-level="1"><p><span>Draw a </span><a href="https://maps.example/"><span>map</span></a></p></li>'
    '<li dir="ltr" aria-level="1"><p><span>Walk </span><span style="font-style:italic">slowly</span></p></li></ul></b>',
)
WEB = Copied(
    "Name three lamps\n    red\n    blue\nDraw a map\nWalk slowly",
    "<ol><li>Name <strong>three</strong> lamps<ul><li>red</li><li>blue</li></ul></li>"
    '<li>Draw a <a href="https://maps.example/">map</a></li><li>Walk <em>slowly</em></li></ol>',
)
MAIL = Copied(
    "• Name three lamps\n• Draw a map\n• Walk slowly",
    '<div dir="ltr">• Name <b>three</b> lamps<br>• Draw a <a href="https://maps.example/">map</a><br>'
    "• Walk <i>slowly</i></div>",
)
LINES = ["Name three lamps", "Draw a map", "Walk slowly"]
PLAIN = {
    "dots": Copied("• Name three lamps\n• Draw a map\n• Walk slowly\n"),
    "dashes": Copied("– Name three lamps\r\n– Draw a map\r\n– Walk slowly"),
    "numbers": Copied("1. Name three lamps\n2. Draw a map\n3. Walk slowly"),
    "letters": Copied("a) Name three lamps\nb) Draw a map\nc) Walk slowly"),
    "ends": Copied("• Name three lamps;\n• Draw a map; and\n• Walk slowly"),
    "lines": Copied("Name three lamps\nDraw a map\n\nWalk slowly\n"),
    "broken lines": Copied("- Name three\n  lamps\n- Draw a map\n- Walk\n  slowly"),
}


class Items:
    """A stream or a list of one kind of item in the form."""

    def __init__(self, desk, name: str) -> None:
        self.desk, self.tab, self.name = desk, desk.tab, name
        self.root = desk.named(f"{name}-count").locator("xpath=..")
        self.items = self.root.locator("> div > [data-streamfield-child]:not([aria-hidden='true'])")

    def add(self) -> "Items":
        self.desk.add(self.name)
        expect(self.box(-1)).to_be_visible()
        self.box(-1).click()
        return self

    def box(self, place: int):
        child = self.items.last if place == -1 else self.items.nth(place)
        return child.locator("[role='textbox'], input[type='text']").first

    @property
    def words(self) -> list[str]:
        """What stands in each item, once nothing changes any more."""
        before, now = None, self._read()
        while now != before:
            self.tab.wait_for_timeout(500)
            before, now = now, self._read()
        return now

    def _read(self) -> list[str]:
        read = "element => element.value ?? element.innerText.replace(/\\s*\\n\\s*/g, ' | ').trim()"
        return [self.box(place).evaluate(read) for place in range(self.items.count())]

    def stored(self, place: int) -> dict:
        """What the form would send of rich text."""
        return json.loads(self.items.nth(place).locator("input[name$='-value']").input_value())

    def paste(self, copied: Copied) -> None:
        _copy(self.tab, copied)
        self.tab.keyboard.press("Control+v")


def _copy(tab, copied: Copied) -> None:
    """As another program would: the browser's own clipboard is filled, nothing of the page is asked."""
    script = """([text, html]) => window.addEventListener("copy", (event) => {
      event.clipboardData.setData("text/plain", text);
      if (html) event.clipboardData.setData("text/html", html);
      event.preventDefault();
      event.stopImmediatePropagation();
    }, { capture: true, once: true })"""
    tab.evaluate(script, list(copied))
    tab.keyboard.press("Control+c")


@pytest.fixture
def desk(desk_of, site):
    """The form of a new event."""
    desk = desk_of("editor")
    desk.tab.goto(f"{site.url}/admin/event_list/")
    desk.tab.get_by_role("link", name="Add", exact=False).first.click()
    expect(desk.named("title")).to_be_visible()
    return desk


@pytest.fixture
def objectives(desk):
    return Items(desk, "objectives").add()


def _styles(raw: dict) -> dict[str, str]:
    """Words in each style or link of the first block."""
    block = raw["blocks"][0]

    def part(one: dict) -> str:
        return block["text"][one["offset"] : one["offset"] + one["length"]]

    links = {raw["entityMap"][str(one["key"])]["data"]["url"]: part(one) for one in block["entityRanges"]}
    return {one["style"]: part(one) for one in block["inlineStyleRanges"]} | links


@pytest.mark.parametrize("copied", [WORD, GOOGLE, WEB], ids=["Word", "Google", "web page"])
def test_each_line_of_a_list_becomes_an_item_with_what_hangs_below_it(objectives, copied):
    objectives.paste(copied)
    assert objectives.words == ["Name three lamps | red | blue", "Draw a map", "Walk slowly"]
    first, second, third = (objectives.stored(place) for place in range(3))
    assert [block["type"] for block in first["blocks"]] == ["unstyled", *["unordered-list-item"] * 2]
    assert [_styles(one) for one in (first, second, third)] == [
        {"BOLD": "three"},
        {"https://maps.example/": "map"},
        {"ITALIC": "slowly"},
    ]
    expect(objectives.tab.get_by_role("status").filter(has_text="Pasted as 3 items.")).to_be_visible()
    # One goes on where the list ends.
    objectives.tab.keyboard.type(" home")
    assert objectives.words[2] == "Walk slowly home"


def test_lines_of_a_mail_with_marks_become_items(objectives):
    objectives.paste(MAIL)
    assert objectives.words == LINES
    assert _styles(objectives.stored(0)) == {"BOLD": "three"}


@pytest.mark.parametrize("copied", PLAIN.values(), ids=PLAIN)
def test_lines_of_plain_text_become_items(objectives, copied):
    objectives.paste(copied)
    assert objectives.words == LINES


def test_the_first_line_joins_the_item_with_the_cursor_and_the_rest_comes_after_it(objectives):
    objectives.tab.keyboard.type("First: ")
    objectives.add()
    objectives.tab.keyboard.type("Last")
    objectives.box(0).click()
    objectives.tab.keyboard.press("End")
    objectives.paste(PLAIN["dots"])
    assert objectives.words == ["First: Name three lamps", "Draw a map", "Walk slowly", "Last"]


def test_paragraphs_without_a_list_stay_one_item(objectives):
    objectives.paste(Copied("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"))
    assert objectives.words == ["One. | Two."]


def test_a_single_line_of_a_list_is_no_list(objectives):
    objectives.paste(Copied("Alone", "<ul><li>Alone</li></ul>"))
    assert objectives.words == ["Alone"]
    assert [block["type"] for block in objectives.stored(0)["blocks"]] == ["unstyled"]


@pytest.mark.parametrize("way", ["keyboard", "button"])
def test_one_undo_takes_the_whole_paste_back(objectives, way):
    objectives.tab.keyboard.type("Before ")
    objectives.paste(WORD)
    assert len(objectives.words) == 3
    if way == "keyboard":
        objectives.tab.keyboard.press("Control+z")
    else:
        objectives.tab.get_by_role("button", name="Undo", exact=True).click()
    assert objectives.words == ["Before"]
    expect(objectives.tab.get_by_role("status").filter(has_text="The paste is undone.")).to_be_visible()


def test_undo_takes_no_words_that_were_written_after_the_paste(objectives):
    objectives.paste(PLAIN["dots"])
    expect(objectives.tab.get_by_role("button", name="Undo", exact=True)).to_be_visible()
    expect(objectives.box(-1)).to_be_focused()
    objectives.tab.keyboard.type("!")
    expect(objectives.tab.get_by_role("button", name="Undo", exact=True)).to_be_hidden()
    objectives.tab.keyboard.press("Control+z")
    assert objectives.words == LINES


def test_enter_makes_the_next_item_and_nothing_typed_is_lost(objectives):
    objectives.tab.keyboard.type("Name three lamps")
    objectives.tab.keyboard.press("Enter")
    # As fast as nobody types.
    objectives.tab.keyboard.type("Draw a map")
    assert objectives.words == ["Name three lamps", "Draw a map"]


def test_enter_within_an_item_divides_it_and_backspace_joins_it_again(objectives):
    objectives.paste(Copied("x", '<p>Draw a <a href="https://maps.example/">map</a> of <b>lamps</b></p>'))
    assert objectives.words == ["Draw a map of lamps"]
    for _letter in " of lamps":
        objectives.tab.keyboard.press("ArrowLeft")
    # The editor learns where the cursor is a moment after the browser.
    objectives.tab.wait_for_timeout(600)
    objectives.tab.keyboard.press("Enter")
    assert objectives.words == ["Draw a map", "of lamps"]
    assert _styles(objectives.stored(1)) == {"BOLD": "lamps"}
    objectives.tab.keyboard.press("Backspace")
    assert objectives.words == ["Draw a map of lamps"]
    assert _styles(objectives.stored(0)) == {"https://maps.example/": "map", "BOLD": "lamps"}
    # The cursor is where the two were joined.
    objectives.tab.keyboard.type(",")
    assert objectives.words == ["Draw a map, of lamps"]


def test_backspace_in_an_empty_item_removes_it(objectives):
    objectives.tab.keyboard.type("Name three lamp")
    objectives.tab.keyboard.press("Enter")
    expect(objectives.items).to_have_count(2)
    objectives.tab.wait_for_timeout(400)
    objectives.tab.keyboard.press("Backspace")
    expect(objectives.items).to_have_count(1)
    objectives.tab.wait_for_timeout(400)
    objectives.tab.keyboard.type("s")
    assert objectives.words == ["Name three lamps"]


def test_alt_with_an_arrow_moves_an_item(objectives):
    objectives.paste(PLAIN["dots"])
    assert objectives.words == LINES
    objectives.tab.keyboard.press("Alt+ArrowUp")
    assert objectives.words == ["Name three lamps", "Walk slowly", "Draw a map"]
    objectives.tab.keyboard.type("!")
    assert objectives.words[1] == "Walk slowly!"
    objectives.tab.keyboard.press("Alt+ArrowDown")
    assert objectives.words == ["Name three lamps", "Draw a map", "Walk slowly!"]


def test_items_are_saved_in_their_order(objectives):
    objectives.paste(WORD)
    assert len(objectives.words) == 3
    objectives.desk.fill("title", "Lamps and maps")
    objectives.desk.save_draft()
    again = Items(objectives.desk, "objectives")
    expect(again.items).to_have_count(3)
    assert again.words == ["Name three lamps | red | blue", "Draw a map", "Walk slowly"]


def test_lines_pasted_into_the_title_of_a_block_become_blocks(desk):
    desk.unfold("More about the programme")
    agenda = Items(desk, "agenda").add()
    desk.named("agenda-0-value-title").click()
    agenda.paste(WORD)
    for place, words in enumerate(LINES):
        expect(desk.named(f"agenda-{place}-value-title")).to_have_value(words)
    expect(desk.named("agenda-0-value-text")).to_have_value(re.compile("red.*blue"))
    told = desk.tab.get_by_role("status").filter(has_text="Pasted as 3 items.")
    expect(told).to_contain_text("links, bold and italics were left out")
    desk.tab.keyboard.press("Control+z")
    expect(agenda.items).to_have_count(1)
    expect(desk.named("agenda-0-value-title")).to_have_value("")
    expect(desk.named("agenda-0-value-text")).not_to_have_value(re.compile("red"))


def test_a_list_of_plain_names_takes_lists_and_keys(desk):
    desk.unfold("More about the programme")
    desk.add("agenda")
    names = Items(desk, "agenda-0-value-people").add()
    names.paste(WEB)
    assert names.words == ["Name three lamps", "red", "blue", "Draw a map", "Walk slowly"]
    desk.tab.keyboard.press("Enter")
    desk.tab.keyboard.type("Wren")
    assert names.words[-2:] == ["Walk slowly", "Wren"]
    for _letter in "Wren.":
        desk.tab.keyboard.press("Backspace")
    assert names.words[-1] == "Walk slowly"
    # Enter sends no form.
    expect(desk.named("title")).to_have_value("")


TABLE = Copied(
    "Town\tBeds\nNanaimo\t12\nTerrace\t4",
    "<p>Seen <b>in spring</b>:</p><table><tr><td>Town</td><td>Beds</td></tr>"
    "<tr><td>Nanaimo</td><td rowspan=2>12</td></tr><tr><td>Terrace</td></tr></table>",
)


def test_a_table_pasted_into_a_text_of_a_body_is_a_table_block_below_it(desk):
    desk.unfold("More about the programme")
    text = desk.add("description", "Text")
    words = Items(desk, "description")
    words.box(-1).click()
    words.paste(TABLE)
    expect(desk.named("description-count")).to_have_value("2")
    cell = "description-1-value-table-cell-{}-{}"
    expect(desk.named(cell.format(1, 1))).to_have_value("12")
    assert desk.named("description-1-value-table-column-0-heading").input_value() == "Town"
    assert desk.named(cell.format(0, 0)).input_value() == "Nanaimo"
    expect(desk.named(text)).to_have_value(re.compile("in spring"))
    expect(desk.named("description-1-value-caption")).to_be_focused()
    told = desk.tab.get_by_role("status").filter(has_text="The table is a block of its own")
    expect(told).to_be_visible()
    desk.tab.keyboard.press("Control+z")
    expect(desk.named("description-1-deleted")).to_have_value("1")
    expect(desk.named(text)).not_to_have_value(re.compile("in spring"))


LINKED_TABLE = Copied(
    "Town\tAsk\nNanaimo\tKofi\nTerrace\tAmara",
    "<table><tr><td>Town</td><td>Ask</td></tr><tr><td>Nanaimo</td><td><a href='https://kofi.example/'>Kofi</a></td></tr>"
    "<tr><td>Terrace</td><td><b>Amara</b></td></tr></table>",
)


def test_links_in_the_cells_of_a_pasted_table_stay(desk):
    desk.unfold("More about the programme")
    desk.add("description", "Text")
    words = Items(desk, "description")
    words.box(-1).click()
    words.paste(LINKED_TABLE)
    cell = "description-1-value-table-cell-{}-{}"
    expect(desk.named(cell.format(0, 1))).to_have_value(re.compile("https://kofi.example/"))
    expect(desk.named(cell.format(1, 1))).to_have_value(re.compile("BOLD"))
    assert desk.named(cell.format(1, 0)).input_value() == "Terrace"
    expect(desk.tab.get_by_text("links, bold and italics were left out")).to_have_count(0)


NOTES = Copied(
    "x",
    "<h1>Lamps</h1><p>Seen<a href='#_ftn1' name='_ftnref1'><sup>[1]</sup></a> <del>never</del><ins>often</ins>.</p>"
    "<table><tr><td>Red</td><td>3</td></tr><tr><td>Blue</td><td>4</td></tr></table>"
    "<p><img src='file:///a.png' width=90></p>"
    "<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p>"
    "<a href='#_ftnref1' name='_ftn1'>[1]</a> By Wren.</p></div></div>",
)


def test_what_is_not_kept_is_said(desk):
    box = desk.tab.locator("[data-contentpath='introduction'] [role='textbox']")
    box.click()
    _copy(desk.tab, NOTES)
    desk.tab.keyboard.press("Control+v")
    expect(box).to_contain_text("Seen (By Wren.) often.")
    for words in ("Lamps", "Red – 3", "Blue – 4"):
        expect(box).to_contain_text(words)
    expect(box).not_to_contain_text("never")
    told = desk.tab.get_by_role("status").filter(has_text="Pictures were left out.")
    for words in ("Footnotes stand in brackets", "Each row of a table is a line", "marked as deleted"):
        expect(told).to_contain_text(words)


def test_buttons_say_what_they_add(desk):
    add = desk.tab.get_by_role("button", name="Add objective", exact=True)
    expect(add).to_be_visible()
    add.click()
    expect(Items(desk, "objectives").items).to_have_count(1)
    # Where one chooses among kinds, the button opens the menu.
    desk.unfold("More about the programme")
    expect(Items(desk, "description").root.get_by_role("button", name="Insert a block")).to_be_visible()


def test_what_is_said_after_a_paste_has_no_barriers(objectives):
    objectives.paste(WORD)
    expect(objectives.tab.get_by_role("button", name="Undo", exact=True)).to_be_visible()
    assert complaints(objectives.tab, ".paste-status", RULES) == []
    objectives.tab.get_by_role("button", name="Close", exact=True).click()
    expect(objectives.tab.locator(".paste-status")).to_be_hidden()


def test_a_list_pasted_into_a_list_of_an_item_stays_there(objectives):
    objectives.paste(WORD)
    assert len(objectives.words) == 3
    objectives.box(0).locator("li").last.click()
    objectives.tab.keyboard.press("End")
    objectives.tab.wait_for_timeout(100)
    objectives.paste(Copied("x\ny", "<ul><li>green</li><li>white</li></ul>"))
    assert len(objectives.words) == 3
    assert "green" in objectives.words[0]
    assert "white" in objectives.words[0]
