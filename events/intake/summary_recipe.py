"""A document that becomes the summary of a webinar, in the series that it names."""

from events.intake.series_of_session import numbered_of, series_named, take_number, take_numbered_title, take_series
from events.intake.session_parts import (
    day_in_words,
    mode_of,
    take_film,
    take_film_elsewhere,
    take_head_line,
    take_hours,
    take_lines,
    take_links,
    take_missing_film,
    take_questions,
    take_title,
)
from events.intake.session_sentences import Session, take_mode, take_sentences
from events.models import WebinarSummaryPage
from intake.body_blocks import goes_into_body, text_and_rest
from intake.document import HEADING, ITEM, PARAGRAPH, Block
from intake.filling import Filling, Request, recipe
from intake.finders.found_links import MAILBOX, is_about_film, links_in_blocks
from intake.finders.named_parts import folded, labelled
from intake.finders.parts_of_person import leaders_in
from intake.finders.question_pairs import asks
from intake.finders.running_sentences import cue, is_running
from intake.finders.sessions import Line, lines_of, place_in, when_of
from intake.outline import Outline, Section
from networks.named_people import Directory, take_contact, take_contact_in_text, take_people

PROSE_HEADINGS = (3, 4)
# Digits of a number of people.
LONGEST_NUMBER = 7
LINKS = {
    "materials": ("materials", "material"),
    "recordings": ("downloads", "download"),
    "reports": ("downloads", "download"),
}


@recipe(WebinarSummaryPage, placing=series_named, body="body")
def fill_summary(outline: Outline, request: Request) -> Filling:
    filling, directory = Filling(), Directory()
    take_numbered_title(filling, outline.title)
    take_title(filling, outline)
    take_series(filling, outline, request)
    when = when_of([line for line in lines_of(outline.head) if not is_running(line.block)], in_past=True)
    if when.first:
        filling.guess("date", when.first, day_in_words(when.first, None), when.passage)
    take_hours(filling, when)
    session = Session(filling, directory, "date", in_past=True)
    take_sentences(session, outline, lambda _session, sentence: take_mode(filling, sentence))
    for line in lines_of(outline.head):
        _take_line(filling, line, directory)
    for section in outline.sections:
        _take_section(filling, section, directory, request.language)
    _take_leaders(filling, outline, directory)
    filling.leave(*outline.aside)
    return filling


def _take_line(filling: Filling, line: Line, directory: Directory) -> None:
    if numbered := numbered_of(line):
        take_number(filling, numbered.number, line.block.text)
    elif line.label == "attendance":
        is_number = line.text.isdecimal() and len(line.text) < LONGEST_NUMBER
        filling.put("attendance", int(line.text) if is_number else None)
        filling.put("attendance_note", "" if is_number else line.text)
    elif line.label in {"place", "platform"}:
        place = place_in(line.text)
        filling.guess("mode", mode_of(place.mode), place.mode, line.block.text)
        filling.leave(line.block)
    elif line.label == "subtitle":
        filling.put("subtitle", line.text)
    elif not take_head_line(filling, line, directory):
        is_read = any(line.block.text in guess.passage for guess in filling.guessed.values())
        filling.leave(*([] if is_read else [line.block]))


def _take_section(filling: Filling, section: Section, directory: Directory, language: str) -> None:
    if section.part != "contact":
        _take_contact_lines(filling, section)
    if section.part == "people":
        take_people(filling, section.blocks, "panellist", directory)
    elif section.part == "questions":
        _take_question_period(filling, section.blocks, language)
    elif section.part == "guiding":
        take_lines(filling, "guiding_questions", "question", section.blocks)
    elif section.part == "outcomes":
        _take_outcomes(filling, section.blocks, language)
    elif section.part in LINKS:
        take_links(filling, *LINKS[section.part], section.blocks, language)
    elif section.part == "contact":
        take_contact(filling, section.blocks)
    else:
        _take_prose(filling, section)


def _take_contact_lines(filling: Filling, section: Section) -> None:
    """“Contact: …” below another heading; in a list of links also a sentence that says whom to write to."""
    for block in [block for block in section.blocks if MAILBOX.search(block.text)]:
        label = labelled(block)
        if label and label.name == "contact":
            take_contact(filling, [block])
        elif section.part in LINKS and block.kind == PARAGRAPH:
            take_contact_in_text(filling, block)
        else:
            continue
        section.blocks = [one for one in section.blocks if one is not block]
        section.with_pictures = [one for one in section.with_pictures if one is not block]


def _take_prose(filling: Filling, section: Section) -> None:
    if section.part == "next":
        _add_next(filling, section.blocks)
    elif section.heading is None or section.part in {"summary", "background"}:
        _add_summary(filling, section)
    else:
        _add_section(filling, section)


def _add_summary(filling: Filling, section: Section) -> None:
    """The text before the first table or picture; these, and what comes after them, stand below it in their order."""
    made = filling.for_body(section.with_pictures, PROSE_HEADINGS)
    text, rest = text_and_rest(made) if "body" not in filling.values else ("", made)
    if text:
        filling.values["summary"] = filling.values.get("summary", "") + text
    for block in rest:
        filling.add_body_block("body", block)


def _add_section(filling: Filling, section: Section) -> None:
    heading = section.heading
    if heading is None or len(heading.text) > 250 or not any(map(goes_into_body, section.with_pictures)):
        filling.leave(*section.all_blocks)
        return
    text, rest = text_and_rest(filling.for_body(section.with_pictures, PROSE_HEADINGS))
    value = {"heading": heading.text, "body": text, "more": [block.child for block in rest]}
    filling.remarks += [words for block in rest for words in block.remarks]
    read_as = "; ".join(block.read_as for block in rest if block.read_as)
    if read_as:
        filling.add_guess("sections", [("section", value)], read_as, "")
    else:
        filling.add("sections", [("section", value)])


def _take_question_period(filling: Filling, blocks: list[Block], language: str) -> None:
    """The last answer ends where the text turns to the film of the session: from there on it says what comes next."""
    last = max((number for number, block in enumerate(blocks) if asks(block)), default=0)
    end = _end_of_part(blocks, last)
    take_questions(filling, blocks[:end])
    _take_end(filling, blocks[end:], language)


def _end_of_part(blocks: list[Block], last: int) -> int:
    """Where, after the last block that surely belongs to the part, the text turns to the film of the session, or to the
    next one."""
    ends = (number for number, block in enumerate(blocks) if number > last and _turns_away(block))
    return next(ends, len(blocks))


def _turns_away(block: Block) -> bool:
    return is_about_film(block.text) or (block.kind == PARAGRAPH and bool(cue("next_session").match(block.text)))


def _take_end(filling: Filling, blocks: list[Block], language: str) -> None:
    for block in blocks:
        links = links_in_blocks([block])
        films = [link for link in links if take_film(filling, link, language)]
        if films or (is_about_film(block.text) and take_missing_film(filling, block, language)):
            continue
        if links and is_about_film(block.text):
            take_film_elsewhere(filling, block, language)
        _add_next(filling, [block])


def _add_next(filling: Filling, blocks: list[Block]) -> None:
    """What comes next; whom to write to about it is a contact as well."""
    filling.add_text("what_comes_next", blocks)
    for block in blocks:
        take_contact_in_text(filling, block)


def _take_outcomes(filling: Filling, blocks: list[Block], language: str) -> None:
    """An item or heading is an outcome; a paragraph after it says more about it."""
    last = max((number for number, block in enumerate(blocks) if block.kind in {HEADING, ITEM}), default=0)
    end = _end_of_part(blocks, last)
    _take_end(filling, blocks[end:], language)
    for block in blocks[:end]:
        begins = block.kind in {HEADING, ITEM} or "outcomes" not in filling.values
        if block.kind not in {HEADING, ITEM, PARAGRAPH} or (begins and len(block.text) > 300):
            filling.leave(block)
        elif begins:
            filling.add("outcomes", [("outcome", {"title": block.text, "text": ""})])
        else:
            filling.values["outcomes"][-1][1]["text"] += f"<p>{block.html}</p>"


def _take_leaders(filling: Filling, outline: Outline, directory: Directory) -> None:
    """“Facilitated by …” in the running text, where no list names them."""
    named = {folded(str(value["name"] or value["person"])) for _kind, value in filling.values.get("people", [])}
    for section in outline.sections:
        lead = section.heading if section.part == "people" else None
        for block in [*([lead] if lead else []), *section.blocks]:
            for person, words in leaders_in(block.html):
                if folded(person.name) not in named:
                    named.add(folded(person.name))
                    words = block.text if block is lead else words
                    filling.add_guess("people", [directory.person_block(person)], person.in_words, words)
