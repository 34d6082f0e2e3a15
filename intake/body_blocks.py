"""What a body stream holds of a document: runs of text, and the tables and pictures between them (core/blocks)."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from core.text.sentences import one_stop
from intake.document import PARAGRAPH, PICTURE, TABLE, Block, plain
from intake.finders.named_parts import labels_of_table
from intake.rich_text import goes_into_text, html_of

LONGEST_CAPTION = 250
LONGEST_HEADING = 80
_CAPTION = re.compile(r"^(?:table|tableau|figure|fig\.|photo|image)\s*\d{1,3}\s*[.:–—-]", re.IGNORECASE)


class BodyBlock(NamedTuple):
    """A block of the stream, what of it a person has to confirm, and what is to be said about it."""

    child: tuple[str, Any]
    read_as: str = ""
    remarks: tuple[str, ...] = ()


def stands_alone(block: Block) -> bool:
    """Whether it is a block of its own in a body, between the texts: a table, a picture that the library has."""
    if block.kind == PICTURE:
        return block.image is not None
    return block.kind == TABLE and not labels_of_table(block) and max(map(len, block.rows), default=0) > 1


def goes_into_body(block: Block) -> bool:
    return goes_into_text(block) or stands_alone(block)


def body_of(blocks: Iterable[Block], headings: tuple[int, ...]) -> list[BodyBlock]:
    """The blocks of a stream in the order of the document."""
    made: list[BodyBlock] = []
    kept = [block for block in blocks if goes_into_body(block)]
    captions = captions_of(kept)
    run: list[Block] = []
    for block in kept:
        if stands_alone(block):
            made += [*_text(run, headings), alone(block, captions.get(id(block)))]
            run = []
        elif not any(block is one for one in captions.values()):
            run.append(block)
    return [*made, *_text(run, headings)]


def text_and_rest(made: list[BodyBlock]) -> tuple[str, list[BodyBlock]]:
    """The text at the beginning, for a field of its own, and what comes after it."""
    first = made[0].child if made else ("", "")
    return (first[1], made[1:]) if first[0] == "text" else ("", made)


def _text(run: list[Block], headings: tuple[int, ...]) -> list[BodyBlock]:
    html = html_of(run, headings, quotes=True)
    return [BodyBlock(("text", html))] if html else []


def alone(block: Block, caption: Block | None) -> BodyBlock:
    """A table or a picture, with the line that says what it shows."""
    if block.kind == TABLE:
        return BodyBlock(("table", table_value(block, caption)), remarks=tuple(about_table(block)))
    words = caption.text if caption else ""
    value = {"image": block.image, "alternative_text": block.text, "decorative": False, "caption": words}
    # Without a text the form asks for one. Whether it is right, nobody but a person can see.
    read_as = _("Picture: “%(words)s”") % {"words": block.text} if block.text else ""
    return BodyBlock(("picture", value), read_as)


def captions_of(blocks: list[Block]) -> dict[int, Block]:
    """The line beside each table or picture that says what it shows, by its identity. No line stands for two."""
    found: dict[int, Block] = {}
    for number, block in enumerate(blocks):
        beside = [*blocks[max(number - 1, 0) : number], *blocks[number + 1 : number + 2]]
        free = [one for one in beside if not any(one is taken for taken in found.values())]
        caption = next((one for one in free if is_caption(one)), None)
        if stands_alone(block) and caption:
            found[id(block)] = caption
    return found


def is_caption(block: Block) -> bool:
    says_so = block.is_caption or _CAPTION.match(block.text)
    return block.kind == PARAGRAPH and bool(says_so) and len(block.text) <= LONGEST_CAPTION


# Tables


def table_value(block: Block, caption: Block | None) -> dict[str, Any]:
    """As the block of a table holds it; without a caption the form asks for one."""
    rows = block.unrolled or block.rows
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    head = _size_of_head(block, rows)
    headings = [_heading([row[column] for row in rows[:head]]) for column in range(width)]
    columns = [_column(headings[column], [row[column] for row in rows[head:]]) for column in range(width)]
    values = [[_cell(columns[place], cell) for place, cell in enumerate(row)] for row in rows[head:]]
    table = {"columns": columns, "rows": [{"values": row} for row in values], "caption": ""}
    return {"caption": caption.text if caption else "", "table": table}


def _size_of_head(block: Block, rows: list[list[str]]) -> int:
    """What the document calls headings; else the first row, where it looks like one. One row at least stays."""
    return min(block.head or _looks_like_headings(rows[0]), len(rows) - 1)


def _looks_like_headings(row: list[str]) -> bool:
    """A few words in each cell, none of them a number."""
    texts = [plain(cell) for cell in row]
    return all(any(sign.isalpha() for sign in text) and len(text) <= LONGEST_HEADING for text in texts)


def _heading(cells: list[str]) -> str:
    """Several rows of headings say one thing together."""
    return " – ".join(dict.fromkeys(text for cell in cells if (text := plain(cell))))


def _column(heading: str, cells: list[str]) -> dict[str, str]:
    return {"type": "prose" if any("<" in cell for cell in cells) else "text", "heading": heading}


def _cell(column: dict[str, str], cell: str) -> str:
    return plain(cell) if column["type"] == "text" else f"<p>{cell}</p>"


def about_table(block: Block) -> list[str]:
    """What was not as it is here: no row was marked as headings, or cells were merged."""
    first = " | ".join(plain(cell) for cell in (block.unrolled or block.rows)[0])
    said = []
    if block.unrolled:
        words = _("A table had merged cells; what stood in them is repeated in each. It begins with “%(words)s”.")
        said.append(words % {"words": first})
    if not block.head and _looks_like_headings((block.unrolled or block.rows)[0]):
        words = _("The first row of a table was taken as its headings. Look whether they are: “%(words)s”.")
        said.append(words % {"words": first})
    return [one_stop(words) for words in said]
