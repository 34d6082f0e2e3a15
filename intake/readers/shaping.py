"""What is a heading, what an item of a list, where nothing but the look of the lines says so.

People write "• " and "1." by hand, make headings bold or write them in capitals, and stay clear of styles.
"""

import re
from itertools import pairwise

from intake.document import HEADING, ITEM, PARAGRAPH, Block, Document, plain
from intake.readers.written_marks import read_marks

LONGEST_HEADING = 120
# What stands before an item: a dot or a dash, a number, a letter in brackets.
_DOT = re.compile(r"^\s*(?:[•·▪◦‣●○■□➢➤✓\uf0b7\uf0a7\uf0d8]|[-–—*](?=\s))\s*")
_NUMBER = re.compile(r"^\s*\(?(?:\d{1,2}|[a-z])[.)]\s+")
_ENDS_AS_SENTENCE = re.compile(r"[.,;!…][”\"')»\s]*$")
_QUESTION = re.compile(r"\?[”\"')»\s]*$")
_LABEL = re.compile(r"^[^:]{2,40}:\s+\S")
_ASKS = re.compile(r"^\s*(?:<b>)?\s*(?:Q|R|A)\s*(?:\d{1,2})?\s*[.:)]", re.IGNORECASE)


def shaped(document: Document, lines_stand_alone: bool = False, marks_are_read: bool = False) -> Document:
    """`lines_stand_alone`: of a format without headings, where a short line by itself is one. `marks_are_read`: of a
    format that has marks of its own for bold and headings."""
    blocks = [one for block in document.blocks for one in _apart(block)]
    for block in [] if marks_are_read else blocks:
        read_marks(block)
    blocks = _with_items(blocks)
    has_headings = any(block.kind == HEADING and not block.is_title for block in blocks)
    level = 4 if has_headings else 2
    for number, block in enumerate(blocks):
        if block.kind == PARAGRAPH and not block.is_caption and _looks_like_heading(block, lines_stand_alone):
            after = blocks[number + 1] if number + 1 < len(blocks) else None
            _make_heading(block, level, after)
    return Document(blocks, document.not_kept, document.keywords)


def _apart(block: Block) -> list[Block]:
    """Items that one paragraph holds, a line each; other lines stay together."""
    lines = block.html.split("<br/>")
    if block.kind != PARAGRAPH or len(lines) < 2:
        return [block]
    marked = sum(1 for line in lines if _DOT.match(plain(line)) or _NUMBER.match(plain(line)))
    labelled = sum(1 for line in lines if _LABEL.match(plain(line)))
    if marked < 2 and labelled < 2:
        return [block]
    return [Block(PARAGRAPH, _balanced(line)) for line in lines if plain(line)]


def _balanced(line: str) -> str:
    """A mark that went over several lines is closed, and opened, in each."""
    for mark in "bi":
        opened, closed = line.count(f"<{mark}>"), line.count(f"</{mark}>")
        line = f"<{mark}>" * (closed > opened) + line + f"</{mark}>" * (opened > closed)
    return line


def _with_items(blocks: list[Block]) -> list[Block]:
    """Numbers need a neighbour: a paragraph that begins with “A.” alone may be somebody's name."""
    numbered = [bool(block.kind == PARAGRAPH and _NUMBER.match(plain(block.html))) for block in blocks]
    beside = {place for place, pair in enumerate(pairwise(numbered)) if all(pair)}
    for place, block in enumerate(blocks):
        if block.kind != PARAGRAPH or _ASKS.match(block.html):
            continue
        if _DOT.match(plain(block.html)):
            _make_item(block, _DOT, ordered=False)
        elif place in beside or place - 1 in beside:
            _make_item(block, _NUMBER, ordered=True)
    return blocks


def _make_item(block: Block, mark: re.Pattern[str], ordered: bool) -> None:
    if mark is _NUMBER and _is_title_of_part(block):
        return
    found = re.match(r"^((?:<[^>]*>)*)(.*)$", block.html, re.DOTALL)
    if found:
        without = mark.sub("", found[2], count=1)
        block.kind, block.ordered, block.html = ITEM, ordered, _balanced(found[1] + without)


def _is_title_of_part(block: Block) -> bool:
    """“1. Background”, all in bold, numbers a heading; a question is left to whoever looks for questions."""
    return (block.is_bold and len(block.text) <= LONGEST_HEADING) or bool(_QUESTION.search(block.text))


def _looks_like_heading(block: Block, lines_stand_alone: bool) -> bool:
    text = block.text
    if not 3 <= len(text) <= LONGEST_HEADING or _ENDS_AS_SENTENCE.search(text) or _QUESTION.search(text):
        return False
    if _LABEL.match(text) or "@" in text or "://" in text or not any(sign.isalpha() for sign in text):
        return False
    return block.is_bold or _in_capitals(text) or (lines_stand_alone and "<a " not in block.html)


def _in_capitals(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 4 and text == text.upper() and text != text.lower()


def _make_heading(block: Block, level: int, after: Block | None) -> None:
    # “Findings about practices:” stands over its list, below the heading before it.
    introduces = block.text.rstrip().endswith(":") and after is not None and after.kind == ITEM
    block.kind, block.by_look = HEADING, True
    block.level = min(level + 1, 6) if introduces else level
    block.html = re.sub(r"</?b>", "", block.html).strip()
