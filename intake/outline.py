"""A document in its large parts: the lines at its head, and its sections."""

import re
from dataclasses import dataclass, field

from intake.document import HEADING, ITEM, NOTE, PARAGRAPH, PICTURE, Block, Document
from intake.finders.letters import QUOTED, Called, called_in, is_lead, lines_around, part_announced, with_leads
from intake.finders.mail_heads import head_of_mail, title_handed_on
from intake.finders.moments import when_in
from intake.finders.named_parts import is_name_of_part, is_site_line, labelled, labels_of_table, part_named
from intake.finders.parts_of_person import person_in
from intake.finders.running_sentences import Sentence, is_running
from intake.finders.series_lines import is_line_of_series, numbered_in

LONGEST_LINE = 200
MOST_LINES = 25
LONG_SENTENCE = 60
# Words.
LONGEST_TITLE_WITH_POINT = 8


@dataclass
class Section:
    """What stands below one heading. `part` names what it is, where its heading says so."""

    heading: Block | None
    part: str = ""
    blocks: list[Block] = field(default_factory=list)
    # The same with the pictures among them: no finder takes their alternative text for a line of the text.
    with_pictures: list[Block] = field(default_factory=list)

    @property
    def all_blocks(self) -> list[Block]:
        return [*([self.heading] if self.heading else []), *(self.with_pictures or self.blocks)]


@dataclass
class Outline:
    title: Block | None
    head: list[Block]
    sections: list[Section]
    # Notes below the text, lines of the site around it, pictures at the head: no part of what the page says.
    aside: list[Block]
    # A title that running text gives, where no line is the title.
    called: Called = field(default_factory=Called)
    # Words of running sentences that name terms, each with its sentence.
    term_words: list[tuple[str, str]] = field(default_factory=list)

    def take_terms(self, sentences: list[Sentence]) -> None:
        for sentence in sentences:
            for passage, words in self.term_words:
                if passage == sentence.text:
                    sentence.take_words(words)


def outline_of(document: Document) -> Outline:
    aside = [block for block in document.blocks if block.kind == NOTE or is_site_line(block)]
    mail = head_of_mail(_without(document.blocks, aside))
    aside += mail.blocks
    around = lines_around(_without(document.blocks, aside))
    aside += around
    blocks = with_leads(_without(document.blocks, aside))
    if mail.blocks or around[:1] == document.blocks[:1] or _has_subject(blocks):
        blocks, before = _handed_on(blocks)
        aside += before
    _mark_headings(blocks)
    head, body = _head_and_body(blocks)
    aside += [block for block in head if block.kind == PICTURE]
    head = [block for block in head if block.kind != PICTURE]
    below = _title_below_number(head)
    title = below or title_in(head) or title_in(body[:1])
    called = Called() if below else _called(title, head, body)
    if title is None and not called.words and mail.subject:
        called = Called(mail.subject, mail.subject, called.doubt)
    if called.words and title is not None:
        # The subject of a mail is no part of its text.
        aside += [title] if title.is_title else []
        head, body = (_without(part, aside) for part in (head, body))
    elif title is not None:
        head, body = (_without(part, [title]) for part in (head, body))
    return Outline(None if called.words else title, head, _sections(body), aside, called)


def _has_subject(blocks: list[Block]) -> bool:
    return bool(blocks) and blocks[0].is_title and blocks[0].by_look


def _handed_on(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """The text that a mail hands on, from its title on, and what stands before that."""
    first = 1 if _has_subject(blocks) else 0
    place = title_handed_on(blocks[first:])
    if place is None:
        return blocks, []
    words = re.sub(r"</?b>", "", blocks[first + place].html).strip()
    title = Block(HEADING, words, level=1, by_look=True, is_title=True)
    return [title, *blocks[first + place + 1 :]], blocks[: first + place]


def _without(blocks: list[Block], others: list[Block]) -> list[Block]:
    beside = {id(block) for block in others}
    return [block for block in blocks if id(block) not in beside]


def _called(title: Block | None, head: list[Block], body: list[Block]) -> Called:
    """A title in the running text, if no line of the document is surely its title."""
    is_sure = title is not None and not title.by_look and title.kind == HEADING
    if title is not None and (is_sure or labelled(title) or QUOTED.fullmatch(title.text)):
        return Called()
    first_part = next((number for number, block in enumerate(body) if _begins_part(block)), len(body))
    return called_in([*head, *body[:first_part]], also_quoted=title is None or title.kind != HEADING)


def _begins_part(block: Block) -> bool:
    return block.kind == HEADING and bool(part_named(block.text))


def _mark_headings(blocks: list[Block]) -> None:
    """A line by itself that says nothing but the name of a part is its heading, whatever it looks like: “Q & A”."""
    looks = (block.level for block in blocks if block.kind == HEADING and block.by_look and not block.is_title)
    level = min(looks, default=2)
    for block in blocks:
        if block.kind == PARAGRAPH and is_name_of_part(block.text) and "<a " not in block.html:
            block.kind, block.level, block.by_look = HEADING, level, True


def _head_and_body(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    lines = [block for block in blocks if block.kind != PICTURE]
    size = _size_of_head(lines)
    first = next((number for number, block in enumerate(blocks) if block is lines[size]), 0) if lines[size:] else None
    return blocks[:first], blocks[first:] if first is not None else []


def _size_of_head(blocks: list[Block]) -> int:
    """Lines of title, day and place, before the text begins."""
    has_title = False
    for number, block in enumerate(blocks[:MOST_LINES]):
        after = blocks[number + 1 : number + 2]
        # A sentence may stand between the title and the table of facts, the name of a series before the day.
        is_before_facts = block.kind == PARAGRAPH and any(map(labels_of_table, after))
        is_before_day = block.kind == HEADING and not part_named(block.text) and any(map(_says_when, after))
        if _ends_head(block, has_title) and not (is_before_facts or is_before_day):
            return number
        has_title = has_title or block.kind == HEADING
    return min(len(blocks), MOST_LINES)


def _ends_head(block: Block, has_title: bool) -> bool:
    if block.kind == HEADING:
        is_section = has_title and not block.by_look and not block.is_title and not when_in(block.text)
        return bool(part_announced(block.text)) or is_section
    if labelled(block) or labels_of_table(block):
        return False
    text = block.text
    is_sentence = text.endswith((".", "!", "?")) and len(text) > LONG_SENTENCE and not when_in(text)
    return block.kind != PARAGRAPH or len(text) > LONGEST_LINE or is_sentence


def _says_when(block: Block) -> bool:
    when = when_in(block.text) if block.kind == PARAGRAPH and len(block.text) <= LONGEST_LINE else None
    return bool(when and when.start)


def title_in(head: list[Block]) -> Block | None:
    """The title that is called so; the words in quotation marks; the first heading, or else the first line."""
    lines = [block for block in head if block.kind != ITEM and block.text and not block.rows]
    named = [block for block in lines if block.is_title]
    said = [block for block in lines if (label := labelled(block)) and label.name == "title"]
    quoted = [block for block in lines if block.text[0] in '“"«' and block.text[-1] in '”"»']
    styled = [block for block in lines if block.kind == HEADING and not block.by_look]
    headings = [block for block in lines if block.kind == HEADING]
    plain_lines = [block for block in lines if _may_be_title(block)]
    for found in (said, named, styled, quoted, headings, plain_lines):
        if found:
            return found[0]
    return None


def _title_below_number(head: list[Block]) -> Block | None:
    """“Harbour Talks” / “Webinar 6” / the title: unless the first line is called a title."""
    for number, block in enumerate(head[:-1]):
        one, after = numbered_in(block.text), head[number + 1]
        if one is None or one.title or one.series or any(_is_called_title(line) for line in head[: number + 1]):
            continue
        is_set_off = after.kind == HEADING or block.kind != HEADING or is_line_of_series(head[0])
        if after.kind in {HEADING, PARAGRAPH} and is_set_off and not labelled(after) and _may_be_title(after):
            is_below_series = number == 0 or is_line_of_series(head[0]) or after.kind == HEADING
            return after if is_below_series else None
    return None


def _is_called_title(block: Block) -> bool:
    return block.is_title or (block.kind == HEADING and not block.by_look)


def _may_be_title(block: Block) -> bool:
    """A sentence is none, however short it is; a line may end with a point."""
    is_sentence = is_running(block) and len(block.text.split()) > LONGEST_TITLE_WITH_POINT
    return len(block.text) <= LONGEST_LINE and not when_in(block.text) and not is_sentence


def _sections(blocks: list[Block]) -> list[Section]:
    headings = [block.level for block in blocks if block.kind == HEADING]
    # One step deeper than the topmost stays inside, unless its words name a part.
    top = min(headings, default=1)
    sections = [Section(None)]
    for block in blocks:
        part = part_announced(block.text) if block.kind == HEADING else ""
        if block.kind == HEADING and (block.level <= top or part) and not _is_person(block, sections[-1]):
            sections.append(Section(block, part))
        elif _is_after_list(block, sections[-1]):
            sections.append(Section(None, with_pictures=[block], blocks=[] if block.kind == PICTURE else [block]))
        else:
            sections[-1].with_pictures.append(block)
            sections[-1].blocks += [] if block.kind == PICTURE else [block]
    return sections if sections[0].with_pictures else sections[1:]


def _is_after_list(block: Block, section: Section) -> bool:
    has_list = any(one.kind == ITEM for one in section.blocks)
    return block.kind != ITEM and has_list and section.heading is not None and is_lead(section.heading)


def _is_person(block: Block, section: Section) -> bool:
    """A line with a name, below a heading that announces people, is no heading, whatever it looks like."""
    person = person_in(block.html) if block.by_look and section.part == "people" else None
    if person is None:
        return False
    # A name alone, after people who stood in a list, begins the next part: “THE BLUE FOLDER”.
    named = [one for one in section.blocks if person_in(one.html)]
    says_more = person.credentials or person.role or person.organisation
    return bool(says_more) or all(one.by_look for one in named)
