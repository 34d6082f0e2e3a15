"""A list pasted into one line of a stream of lines becomes as many lines, as it was meant."""

import re
import uuid
from functools import cache

from bs4 import BeautifulSoup, Tag
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText

from core.blocks.text import LineBlock
from core.i18n.profiles import profiles

LISTS = {"ul", "ol"}
# What stands before an item where a list was pasted without its structure: a dot, a dash, a number, a letter.
MARK = re.compile(r"^\s*(?:[•·▪◦‣\uf0b7–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
# Marks that close after the words of a line.
_CLOSING = re.compile(r"(?P<words>.*?)(?P<marks>(?:\s|</\w+>)*)$", re.DOTALL)
_ENTITY = re.compile(r"&#?\w{1,31};$")
_EMPTY = re.compile(r"<(?P<name>[bi]|strong|em)>\s*</(?P=name)>")


@cache
def list_end() -> str:
    """What only ends an item in running text: a semicolon or comma, perhaps with the word that joins the last item.

    A pattern for Python and for JavaScript (static/js/pasted-lines.js).
    """
    joins = sorted({word for one in profiles() for word in one.documents.list_joins}, key=len, reverse=True)
    return rf"\s*[;,](?:\s+(?:{'|'.join(map(re.escape, joins))})\s*[,;:]?)?\s*$"


def without_list_end(html: str) -> str:
    """The words of an item, as text or as HTML of one line: on a page each stands alone. A full stop belongs to its
    sentence, and stays."""
    found = _CLOSING.match(html)
    if found is None or _ENTITY.search(found["words"]):
        return html
    words = re.sub(list_end(), "", found["words"], flags=re.IGNORECASE)
    if words == found["words"] or not words.strip():
        return html
    return _EMPTY.sub("", words + found["marks"])


def lines_of(source: str) -> list[str]:
    """The lines in a rich text: the items of its lists, each with what hangs below it.

    Paragraphs stay together, unless each begins with the mark of an item; so does a paragraph with a list after it.
    """
    outer = [one for one in BeautifulSoup(source, "html.parser").contents if isinstance(one, Tag) and one.get_text()]
    kinds = {one.name for one in outer}
    if kinds and kinds <= LISTS:
        return [_item(item) for one in outer for item in one.find_all("li", recursive=False) if item.get_text()]
    if kinds == {"p"} and len(outer) > 1 and all(MARK.match(one.get_text()) for one in outer):
        return [_without_mark(one) for one in outer]
    return [source]


def _item(item: Tag) -> str:
    """The words of an item as a paragraph, a list inside it after them."""
    inner = [str(one.extract()) for one in item.find_all(LISTS, recursive=False)]
    return f"<p>{without_list_end(item.decode_contents())}</p>{''.join(inner)}"


def _without_mark(paragraph: Tag) -> str:
    first = next(paragraph.strings)
    first.replace_with(MARK.sub("", first))
    return without_list_end(str(paragraph))


def with_all_lines(value: blocks.StreamValue) -> blocks.StreamValue:
    """The value of a stream with each of its lines apart, also in the lists that stand inside its blocks."""
    found: list[tuple[str, object, str | None]] = []
    for child in value:
        if isinstance(child.block, LineBlock):
            found += [(child.block_type, RichText(line), new) for line, new in _numbered(child.value, child.id)]
        else:
            if isinstance(child.value, blocks.StructValue):
                _separate_inside(child.block, child.value)
            found.append((child.block_type, child.value, child.id))
    return blocks.StreamValue(value.stream_block, found)


def _numbered(value: RichText, first: str | None) -> list[tuple[str, str | None]]:
    """Lines with their identifiers: the first keeps what it had, so that links to it still lead there."""
    lines = lines_of(value.source) or [value.source]
    return [(line, first if number == 0 else str(uuid.uuid4())) for number, line in enumerate(lines)]


def _separate_inside(block: blocks.StructBlock, value: blocks.StructValue) -> None:
    for name, child in block.child_blocks.items():
        if isinstance(child, blocks.ListBlock) and isinstance(child.child_block, LineBlock):
            items = [one for bound in value[name].bound_blocks for one in _numbered(bound.value, bound.id)]
            bound_blocks = [ListValue.ListChild(child.child_block, RichText(line), id=new) for line, new in items]
            value[name] = ListValue(child, bound_blocks=bound_blocks)
