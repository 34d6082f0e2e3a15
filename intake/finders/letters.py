"""What a mail has around its text, and what announces a list in its last words: “We want people to”, “Findings:”."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from intake.document import HEADING, ITEM, PARAGRAPH, Block
from intake.finders.named_parts import is_name_of_part, labelled, part_named
from intake.finders.parts_of_person import leaders_in
from intake.finders.running_sentences import Sentence, cue, is_running, sentences_in

# Lines, words and signs of what stands before and after a letter.
FIRST_LINES = 3
LONGEST_GREETING = 8
MOST_LINES_OF_SIGNATURE = 7
LONGEST_LINE_OF_SIGNATURE = 90
LISTS = ("objectives", "findings")
QUOTED = re.compile(r"[“\"«]\s*(?P<words>[^“”\"«»]{3,150}?)\s*[,.;]?\s*[”\"»]")


def lines_around(blocks: list[Block]) -> list[Block]:
    """The greeting, and from the words that end a letter to its last line."""
    greetings = [block for block in blocks[:FIRST_LINES] if _is_short_line(block) and _begins(block, "greeting")]
    for number, block in enumerate(blocks):
        rest = blocks[number:]
        if number and _is_end(block) and len(rest) <= MOST_LINES_OF_SIGNATURE and all(map(_is_of_signature, rest[1:])):
            return [*greetings, *rest]
    last = blocks[-1:] if len(blocks) > 2 and _is_name_alone(blocks[-1]) and is_running(blocks[-2]) else []
    return [*greetings, *last]


def _is_short_line(block: Block) -> bool:
    is_line = block.kind == PARAGRAPH or (block.kind == HEADING and block.by_look)
    return is_line and len(block.text.split()) <= LONGEST_GREETING and not labelled(block)


def _begins(block: Block, name: str) -> bool:
    found = cue(name).match(block.text)
    return found is not None and (block.text[-1] in ",!.–—-" or len(block.text.split()) <= 3)


def _is_end(block: Block) -> bool:
    return _is_short_line(block) and _begins(block, "sign_off")


def _is_of_signature(block: Block) -> bool:
    return (
        block.kind in {PARAGRAPH, HEADING}
        and len(block.text) <= LONGEST_LINE_OF_SIGNATURE
        and not is_name_of_part(block.text)
    )


def _is_name_alone(block: Block) -> bool:
    return _is_short_line(block) and len(block.text.split()) <= 2 and not part_named(block.text)


# What announces a list


def part_announced(words: str) -> str:
    """The part whose heading these words are, also where they begin a sentence that its list ends."""
    return part_named(words) or _list_announced(words)


def _list_announced(words: str) -> str:
    bare = words.strip().rstrip(" :…–—\u00a0\u202f")
    if announces_panel(words):
        return "people"
    return next((name for name in LISTS if cue(name).fullmatch(bare)), "")


def announces_panel(words: str) -> bool:
    """“Facilitated by Edda Vance (nurse), with:” before a list."""
    return bool(cue("with_others").search(words)) and bool(leaders_in(words))


def is_lead(block: Block) -> bool:
    """Whether its list is all that stands below it: the text goes on after that."""
    if block.kind != HEADING or not block.by_look:
        return False
    return bool(_list_announced(block.text)) and (block.text.endswith(":") or not is_name_of_part(block.text))


def with_leads(blocks: list[Block]) -> list[Block]:
    """The last words of a paragraph before a list become its heading, where they announce one."""
    found: list[Block] = []
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if after is not None and after.kind == ITEM and block.kind in {PARAGRAPH, HEADING}:
            found += _apart(block)
        else:
            found.append(block)
    return found


def _apart(block: Block) -> list[Block]:
    if block.kind == HEADING and not block.by_look:
        return [block]
    *before, last = sentences_in(block) or [Sentence("")]
    if not _list_announced(last.text):
        return [block]
    heading = Block(HEADING, re.sub(r"</?b>", "", last.html), level=2, by_look=True)
    rest = " ".join(one.html for one in before)
    return [*([Block(PARAGRAPH, rest)] if rest else []), heading]


# The title that a text gives


def without_quotation_marks(text: str) -> str:
    found = re.fullmatch(r"[“\"«]\s*(.+?)\s*[”\"»]", text.strip())
    return found[1] if found and not re.search(r"[“”\"«»]", found[1]) else text.strip()


class Called(NamedTuple):
    """A title in running text: its words, and the sentence that says it. Or why there is none."""

    words: str = ""
    passage: str = ""
    doubt: str = ""


def called_in(blocks: list[Block], also_quoted: bool) -> Called:
    """“… called “X””; `also_quoted`: else the first words in quotation marks that begin as a title does."""
    found: dict[str, str] = {}
    first = Called()
    for sentence in (one for block in blocks if block.kind == PARAGRAPH for one in sentences_in(block)):
        for match in QUOTED.finditer(sentence.text):
            words = match["words"].strip(" ,.")
            if title_before(sentence.text[: match.start()]):
                found.setdefault(words, sentence.text)
            elif not first.words and words[:1].isupper() and " " in words:
                first = Called(words, sentence.text)
    if len(found) > 1:
        named = ", ".join(f"“{words}”" for words in found)
        return Called(doubt=_("The text names more than one title: %s. Which is it?") % named)
    if found:
        [(words, passage)] = found.items()
        return Called(words, passage)
    return first if also_quoted else Called()


def title_before(text: str) -> re.Match[str] | None:
    """The words that say that a title follows, at the end of a text."""
    return next((one for one in cue("called").finditer(text) if not text[one.end() :].strip(" ,:\u00a0\u202f")), None)


def take_title_words(called: Called, sentences: list[Sentence]) -> None:
    """The title has its field: its words, and those that say that it follows, need not stand in a text."""
    for sentence in sentences if called.words else []:
        for match in QUOTED.finditer(sentence.text):
            if match["words"].strip(" ,.") == called.words:
                before = title_before(sentence.text[: match.start()])
                sentence.take(match.span(), *([before.span()] if before else []))
