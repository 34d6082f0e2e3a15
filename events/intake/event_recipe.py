"""A document that becomes an event."""

from core.text.web_addresses import MAILTO, mailbox_of
from events.days_and_hours import Precision
from events.intake.event_sentences import take_of_event
from events.intake.session_parts import (
    day_in_words,
    mode_of,
    take_agenda,
    take_head_line,
    take_hours,
    take_lines,
    take_links,
    take_questions,
    take_title,
)
from events.intake.session_sentences import Session, take_sentences
from events.models import EventPage
from intake.document import PARAGRAPH
from intake.filling import Filling, Request, recipe, split_text
from intake.finders.running_sentences import is_running
from intake.finders.sessions import Line, address_in, lines_of, place_in, when_of
from intake.outline import Outline, Section
from networks.named_people import Directory, take_contact, take_people

LISTS = {
    "objectives": ("objectives", "objective"),
    "audience": ("who_should_come", "group"),
    "eligibility": ("eligibility", "condition"),
}
LINKS = {
    "materials": ("downloads", "download"),
    "reports": ("downloads", "download"),
    "recordings": ("downloads", "download"),
}
FREE = frozenset(["free", "gratuit", "free of charge", "no cost"])
BODY_HEADINGS = (2, 3, 4)


@recipe(EventPage, body="description")
def fill_event(outline: Outline, request: Request) -> Filling:
    filling, directory = Filling(), Directory()
    take_title(filling, outline)
    _take_when(filling, [line for line in lines_of(outline.head) if not is_running(line.block)])
    take_sentences(Session(filling, directory, "start_date", in_past=False), outline, take_of_event)
    lines = list(lines_of(outline.head))
    for line in lines:
        _take_line(filling, line, directory)
    for section in outline.sections:
        _take_section(filling, section, directory, request.language)
    filling.leave(*outline.aside)
    return filling


def _take_when(filling: Filling, lines: list[Line]) -> None:
    when = when_of(lines, in_past=False)
    if when.first:
        filling.guess("start_date", when.first, day_in_words(when.first, when.last), when.passage)
    if when.last:
        filling.guess("end_date", when.last, day_in_words(when.last, None), when.passage)
        filling.put("same_hours_daily", bool(when.start))
    if when.first and not when.start:
        filling.put("precision", Precision.DAY)
    take_hours(filling, when)


def _take_line(filling: Filling, line: Line, directory: Directory) -> None:
    if line.label in {"place", "city", "platform"}:
        _take_place(filling, line)
    elif line.label == "registration":
        _take_way_to_sign_up(filling, line)
    elif line.label == "cost":
        filling.put("is_free", True if line.text.casefold().strip(" .") in FREE else None)
        filling.put("cost", line.text if len(line.text) <= 300 else "")
    elif not take_head_line(filling, line, directory) and line.label not in {"date", "time", "title"}:
        _take_plain_line(filling, line)


def _take_way_to_sign_up(filling: Filling, line: Line) -> None:
    """A page, or a mailbox; whether that takes people on has to be confirmed: it may be there for questions."""
    address = address_in(line)
    mailbox = next((one for word in line.text.split() if (one := mailbox_of(word))), "")
    filling.put("registration_url", address)
    if mailbox:
        filling.guess("registration_url", f"{MAILTO}{mailbox}", mailbox, line.block.text)
    filling.put("registration_needed", True if address or mailbox else None)
    filling.leave(*([] if address or mailbox else [line.block]))


def _take_plain_line(filling: Filling, line: Line) -> None:
    """A line without a label: the sentence below the title, if nothing has been read of it."""
    is_read = any(line.block.text in guess.passage for guess in filling.guessed.values())
    is_sentence = line.block.kind == PARAGRAPH and len(line.text.split()) > 5
    if not is_read and is_sentence and "lead" not in filling.values:
        filling.put("lead", line.text)
    elif not is_read:
        filling.leave(line.block)


def _take_place(filling: Filling, line: Line) -> None:
    place = place_in(line.text)
    found = {
        "mode": mode_of(place.mode),
        "venue_name": place.name,
        "venue_address": place.address,
        "venue_city": place.city,
        "online_platform": place.platform,
    }
    labels = dict(EventPage._meta.get_field("mode").flatchoices)
    for name, value in found.items():
        filling.guess(name, value, str(labels[value]) if name == "mode" and value else value, line.block.text)
    address = address_in(line)
    if address:
        filling.guess("joining_link", address, address, line.block.text)


def _take_section(filling: Filling, section: Section, directory: Directory, language: str) -> None:
    if section.part in LISTS:
        take_lines(filling, *LISTS[section.part], section.blocks)
    elif section.part in LINKS:
        take_links(filling, *LINKS[section.part], section.blocks, language)
    elif section.part == "people":
        take_people(filling, section.blocks, "speaker", directory)
    elif section.part == "questions":
        take_questions(filling, section.blocks)
    elif section.part == "agenda":
        take_agenda(filling, section.blocks)
    elif section.part == "contact":
        take_contact(filling, section.blocks)
    elif section.part == "registration":
        filling.add_text("registration_other_ways", section.blocks)
    else:
        _take_prose(filling, section)


def _take_prose(filling: Filling, section: Section) -> None:
    lead = split_text(section.blocks, 500)
    if section.part == "summary" and lead and "lead" not in filling.values:
        filling.put("lead", lead)
    elif section.heading is None or section.part == "background":
        filling.add_text("introduction", section.blocks)
    else:
        filling.add_body("description", section.all_blocks, BODY_HEADINGS)
