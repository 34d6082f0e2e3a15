"""A piece of a document that found no field, as items of a list of the form: people of the panel, questions, links.

What reads a piece for a kind of block is registered by the app that knows it, as the recipes are.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

from core.blocks import LineBlock, QuestionBlock
from intake.document import ITEM, NOTE, PARAGRAPH, TABLE, Block, KeptWords, plain
from intake.filling import Filling, is_kept, kept_words, strings_in
from intake.finders.found_links import all_links_in, as_download, links_in_block
from intake.finders.question_pairs import pairs_in
from intake.readers.blocks_of_html import read_html
from intake.rich_text import html_of, items_of


class Target(NamedTuple):
    """The stream that items come into, and the name of its kind of block."""

    field: str
    kind: str


# Reads blocks of a document into the stream, and leaves what it cannot read.
Maker = Callable[[Filling, Target, list[Block]], None]
_makers: dict[type[blocks.Block], Maker] = {}
_WORDS = (blocks.RichTextBlock, blocks.TextBlock, blocks.CharBlock)
_QUESTION_FIRST = re.compile(r"^(?P<question>.+?\?[”\"')»\s]*(?:</[bi]>)*)\s+(?P<answer>\S.*)$", re.DOTALL)
_FIRST_SENTENCE = re.compile(r"^(?P<first>.+?[.!?:…])\s+(?P<rest>\S.*)$", re.DOTALL)
HEADINGS = (2, 3, 4)


class Made(NamedTuple):
    """Items as Wagtail's form holds them, and whether they say all that the piece says."""

    items: list[dict[str, Any]]
    is_whole: bool


class ListOfForm(NamedTuple):
    """A list that a piece can be put into."""

    name: str
    label: str


def makes_items(*kinds: type[blocks.Block]) -> Callable[[Maker], Maker]:
    """Register what reads a piece for such blocks: `@makes_items(PersonBlock)`."""

    def register(function: Maker) -> Maker:
        _makers.update(dict.fromkeys(kinds, function))
        return function

    return register


def lists_of(page: Page) -> Iterator[ListOfForm]:
    """The lists of a kind of page that take pieces, in the order of their fields."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField) and _makers_for(field.stream_block):
            yield ListOfForm(field.name, capfirst(str(field.verbose_name)))


def items_of_piece(page: Page, name: str, html: str) -> Made:
    """The piece as items of this list; none where nothing of it fits there."""
    field = page._meta.get_field(name)
    pieces, filling = _blocks_of(html), Filling()
    target = Target(name, next(iter(field.stream_block.child_blocks)))
    for maker in _makers_for(field.stream_block):
        filling = Filling()
        maker(filling, target, pieces)
        if filling.values.get(name):
            break
    made = filling.values.get(name, [])
    state = field.stream_block.get_form_state(field.stream_block.normalize(made))
    filling.leftovers = []
    kept = KeptWords([*kept_words(filling), *_names_of_rows(made)])
    texts = "\n".join(strings_in(filling.values))
    has_words = all(kept.hold(words) for block in pieces for words in _said(block))
    has_links = all(is_kept(link, texts) for block in pieces for link in all_links_in(block))
    return Made([item | {"id": None} for item in state], has_words and has_links)


def takes_pieces(page: Page, name: str) -> bool:
    return any(one.name == name for one in lists_of(page))


def _makers_for(stream: blocks.StreamBlock) -> list[Maker]:
    """What reads pieces for this stream, and what takes their words as they are where that finds nothing."""
    if {"text", "table"} <= set(stream.child_blocks):
        return [_reader_of_body(stream)]
    if len(stream.child_blocks) != 1:
        return []
    kind = next(iter(stream.child_blocks.values()))
    read = [_makers[one] for one in type(kind).__mro__ if one in _makers]
    return [*read[:1], *([_reader_of_words(kind)] if _has_room(kind) else [])]


def _has_room(kind: blocks.Block) -> bool:
    """Whether words alone are enough for it: a picture, or somebody who has to be chosen, are not."""
    if isinstance(kind, blocks.StructBlock):
        choosers = (one for one in kind.child_blocks.values() if isinstance(one, blocks.ChooserBlock))
        return bool(_words_of(kind)) and not any(one.required for one in choosers)
    return isinstance(kind, _WORDS)


def _blocks_of(html: str) -> list[Block]:
    """The piece as a reader would give it; a heading in a list is a line as others are."""
    found = read_html(html).blocks
    return [Block(PARAGRAPH, one.html) if one.kind == NOTE else one for one in found]


def _said(block: Block) -> list[str]:
    return [plain(cell) for row in block.rows for cell in row] or [block.text]


def _names_of_rows(value: object) -> Iterator[str]:
    """Of whom the directory has: their names are not in the fields."""
    if isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _names_of_rows(one)
    elif value is not None and not isinstance(value, str):
        yield str(value)


# Words into the fields of an item


def lines_of(pieces: list[Block]) -> list[Block]:
    """Each line by itself: the rows of a table, the items of a list, what stood in a line of its own."""
    return [Block(ITEM if one.kind == ITEM else PARAGRAPH, html, one.level) for one in pieces for html in _htmls(one)]


def _htmls(block: Block) -> list[str]:
    if block.kind == TABLE:
        return [" – ".join(cell for cell in row if plain(cell)) for row in block.rows]
    return [html for html in block.html.split("<br/>") if plain(html)]


def _reader_of_words(kind: blocks.Block) -> Maker:
    """Their words into the field that holds those of an item."""

    def read(filling: Filling, target: Target, pieces: list[Block]) -> None:
        made: Iterable[object]
        if isinstance(kind, blocks.StructBlock):
            made = (value for line in lines_of(pieces) for value in _struct_values(kind, line))
        elif isinstance(kind, LineBlock):
            rows = [line for one in pieces for line in (lines_of([one]) if one.kind == TABLE else [one])]
            made = items_of([Block(ITEM if one.kind == ITEM else PARAGRAPH, one.html, one.level) for one in rows])
        else:
            made = (_value(kind, line.html) for line in lines_of(pieces))
        filling.add(target.field, [(target.kind, value) for value in made])

    return read


def _struct_values(kind: blocks.StructBlock, line: Block) -> Iterator[dict[str, str]]:
    links = list(links_in_block(line))
    if "url" in kind.child_blocks and links:
        yield from (_link_value(kind, as_download(link)) for link in links)
        return
    words, below, rest = _words_of(kind), _below_of(kind), ""
    first = line.html
    if not _fits(kind, words, first) and below and (found := _FIRST_SENTENCE.match(first)):
        first, rest = found["first"], found["rest"]
    if _fits(kind, words, first):
        found_rest = {below: _value(kind.child_blocks[below], rest)} if rest else {}
        yield {words: _value(kind.child_blocks[words], first)} | found_rest


def _link_value(kind: blocks.StructBlock, download: dict[str, str]) -> dict[str, str]:
    found = {_words_of(kind): download["title"], "url": download["url"], "note": download["note"]}
    return {name: value for name, value in found.items() if name in kind.child_blocks}


def _words_of(kind: blocks.StructBlock) -> str:
    """The field that holds the words of an item: as it says (core/blocks/items.py), or the first that can."""
    named = dict(kind.meta.form_attrs or {}).get("data-item-field", "")
    return named or next((name for name, one in kind.child_blocks.items() if isinstance(one, _WORDS)), "")


def _below_of(kind: blocks.StructBlock) -> str:
    return str(dict(kind.meta.form_attrs or {}).get("data-item-below", ""))


def _fits(kind: blocks.StructBlock, name: str, html: str) -> bool:
    longest = getattr(kind.child_blocks[name].field, "max_length", None)
    return not longest or len(plain(html)) <= longest


def _value(field: blocks.Block, html: str) -> str:
    return f"<p>{html}</p>" if isinstance(field, blocks.RichTextBlock) else plain(html)


# Kinds that every app has


def _reader_of_body(stream: blocks.StreamBlock) -> Maker:
    """Text, tables and pictures; with those headings that its texts may have."""
    headings = tuple(level for level in HEADINGS if f"h{level}" in stream.child_blocks["text"].features)

    def read(filling: Filling, target: Target, pieces: list[Block]) -> None:
        filling.add_body(target.field, pieces, headings)
        # What is said of a whole document is not said of a piece that somebody looks at.
        filling.remarks = []

    return read


@makes_items(QuestionBlock)
def questions_of_piece(filling: Filling, target: Target, pieces: list[Block]) -> None:
    """With its answer, if that stands in the piece."""
    lines = [Block(one.kind, html, one.level) for one in pieces for html in _htmls(one)]
    split = [half for line in lines for half in _question_and_answer(line)]
    pairs, before = pairs_in(split)
    filling.leave(*before)
    for pair in pairs:
        value = {"question": pair.question.text[:600], "answer": html_of(pair.answer)}
        filling.add(target.field, [(target.kind, value)])


def _question_and_answer(line: Block) -> list[Block]:
    found = _QUESTION_FIRST.match(line.html)
    if not found or found["answer"].rstrip().endswith("?"):
        return [line]
    return [Block(PARAGRAPH, found["question"]), Block(PARAGRAPH, found["answer"])]
