"""What stands above the text of a mail that somebody saved or copied: its lines “From: …”, “Subject: …”, the greeting,
and the sentences that hand on the text below them."""

import re
from itertools import pairwise
from typing import NamedTuple

from intake.document import HEADING, PARAGRAPH, QUOTE, TABLE, Block, plain
from intake.finders.moments import when_in
from intake.finders.named_parts import labelled, part_named
from intake.finders.running_sentences import cue

_LINE = re.compile(r"^(?P<label>[^:]{2,20}?)\s*:\s*(?P<rest>.*)$", re.DOTALL)
FEWEST_LINES = 2
# Blocks before the title of what is handed on, and between it and its day.
MOST_BEFORE_TITLE = 6
LINES_BELOW_TITLE = 4
LONGEST_TITLE = 200


class MailHead(NamedTuple):
    blocks: list[Block]
    subject: str = ""


def head_of_mail(blocks: list[Block]) -> MailHead:
    """The lines that a mail program writes above a text; none where they are not surely such lines."""
    found: list[Block] = []
    said: dict[str, str] = {}
    for block, after in pairwise([*blocks, Block(PARAGRAPH)]):
        if any(block is one for one in found):
            continue
        lines = _lines_of(block)
        if not lines:
            break
        found.append(block)
        if len(lines) == 1 and not lines[0][1] and after.text and not _lines_of(after):
            lines = [(lines[0][0], after.text)]
            found.append(after)
        said |= dict(lines)
    subject = next((words for label, words in said.items() if cue("mail_subject").fullmatch(label)), "")
    is_mail = len(said) >= FEWEST_LINES and (subject or any("@" in words for words in said.values()))
    return MailHead(found, subject) if is_mail else MailHead([])


def _lines_of(block: Block) -> list[tuple[str, str]]:
    """Label and words of each line, if all of them are such lines."""
    if block.kind == TABLE:
        texts = [": ".join(plain(cell).rstrip(" :") for cell in row) for row in block.rows]
    elif block.kind in {PARAGRAPH, HEADING, QUOTE}:
        texts = [plain(line) for line in block.html.split("<br/>")]
    else:
        return []
    found = [match for text in texts if (match := _LINE.match(text)) and cue("mail_line").fullmatch(match["label"])]
    return [(match["label"], match["rest"].strip()) for match in found] if len(found) == len(texts) else []


def title_handed_on(blocks: list[Block]) -> int | None:
    """The place of the bold line or heading that is the title of what a mail hands on: its day stands soon below it."""
    for number, block in enumerate(blocks[:MOST_BEFORE_TITLE]):
        if is_line_of_title(block) and _has_day_below(blocks[number + 1 :]):
            return number
    return None


def is_line_of_title(block: Block) -> bool:
    is_set_off = block.kind == HEADING or (block.kind == PARAGRAPH and block.is_bold)
    is_line = is_set_off and len(block.text) <= LONGEST_TITLE and not labelled(block)
    return is_line and not part_named(block.text) and not cue("greeting").match(block.text)


def _has_day_below(blocks: list[Block]) -> bool:
    return any(_is_day(block) for block in blocks[:LINES_BELOW_TITLE])


def _is_day(block: Block) -> bool:
    return block.kind == PARAGRAPH and len(block.text) <= LONGEST_TITLE and bool(when_in(block.text).first)
