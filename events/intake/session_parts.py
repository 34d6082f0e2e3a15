"""What a document says of a session, taken into the fields that events and summaries have alike."""

import datetime
import re

from django.conf import settings
from django.utils.translation import gettext as _

from core.blocks import RecordingBlock
from core.i18n.dates import clock, days, hours, with_zone
from core.i18n.time_zones import zone_name
from core.text.page_text import PLACEHOLDER
from events.blocks import AgendaBlock, Mode
from intake.document import HEADING, ITEM, PARAGRAPH, TABLE, Block, plain
from intake.filling import Filling
from intake.finders.found_links import (
    FoundLink,
    as_download,
    film_of,
    has_link_to_nowhere,
    is_about_film,
    is_said_whole,
    links_in_blocks,
    title_of_line,
)
from intake.finders.letters import without_quotation_marks
from intake.finders.moments import When, hours_at_start
from intake.finders.named_parts import labelled
from intake.finders.parts_of_person import PARTS, looks_like_name
from intake.finders.people_apart import people_apart, says_several
from intake.finders.question_pairs import pairs_in
from intake.finders.running_sentences import sentences_in
from intake.finders.sessions import Line
from intake.in_form.piece_items import Target, makes_items
from intake.outline import Outline
from intake.rich_text import goes_into_text, html_of, items_of, left_by_items
from networks.named_people import Directory, take_contact, take_organisations, take_people

PARTS_OF_PEOPLE = PARTS
ROLES_OF_ORGANISATIONS = frozenset(["host", "partner", "funder"])


def take_title(filling: Filling, outline: Outline) -> None:
    filling.guess_title(outline.called)
    if outline.title is None:
        return
    label = labelled(outline.title)
    text = plain(label.html) if label and label.name == "title" else outline.title.text
    filling.put("title", without_quotation_marks(text)[:255])


def take_hours(filling: Filling, when: When) -> None:
    """From, to and zone. Each is to be confirmed: a wrong hour costs people their way."""
    zone = when.zone
    if when.start:
        words = clock(when.start)
        filling.guess("start_time", when.start, with_zone(words, zone_name(zone)) if zone else words, when.passage)
    if when.end:
        filling.guess("end_time", when.end, clock(when.end), when.passage)
    if zone:
        filling.put("time_zone", zone)
    elif when.start:
        words = _("%(zone)s, because none was read") % {"zone": zone_name(settings.TIME_ZONE)}
        filling.guess("time_zone", settings.TIME_ZONE, words, when.passage)
    filling.remarks += when.doubts


def day_in_words(first: datetime.date, last: datetime.date | None) -> str:
    return days(first, last or first)


def take_head_line(filling: Filling, line: Line, directory: Directory) -> bool:
    """What events and summaries read of a labelled line alike; False for another line."""
    if line.label in PARTS_OF_PEOPLE:
        # Several in one line, each with what they do.
        are_several = says_several(line.block.text.partition(":")[0])
        pieces = [one for piece in re.split(r"<br/>|;", line.html) for one in people_apart(piece, are_several)]
        take_people(filling, [Block(PARAGRAPH, piece) for piece in pieces], line.label, directory)
    elif line.label in ROLES_OF_ORGANISATIONS:
        take_organisations(filling, line.html, line.label, directory)
    elif line.label == "contact":
        take_contact(filling, [line.block])
    else:
        return False
    return True


def take_questions(filling: Filling, blocks: list[Block]) -> None:
    pairs, before = pairs_in(blocks)
    filling.leave(*before)
    for pair in pairs:
        answer = [block for block in pair.answer if goes_into_text(block)]
        filling.leave(*(block for block in pair.answer if not goes_into_text(block)))
        value = {"question": pair.question.text[:600], "answer": html_of(answer)}
        filling.add("questions", [("question", value)])


def take_lines(filling: Filling, field: str, kind: str, blocks: list[Block]) -> None:
    """The items of a list, one by one."""
    filling.add(field, [(kind, html) for html in items_of(blocks)])
    filling.leave(*left_by_items(blocks))


def take_links(filling: Filling, field: str, kind: str, blocks: list[Block], language: str) -> None:
    """Films go to the recordings, other addresses to this field; lines without an address are left."""
    for block in blocks:
        links = links_in_blocks([block])
        if not links:
            filling.leave(block)
        others = [link for link in links if not take_film(filling, link, language)]
        for link in others:
            filling.add(field, [(kind, as_download(link))])
        if len(links) == len(others) == 1 and is_said_whole(others[0]):
            filling.placed.add(id(block))


def take_film(filling: Filling, link: FoundLink, language: str) -> bool:
    film = film_of(link)
    if film:
        host, number = film
        label = link.words if link.says_where else title_of_line(link)
        value = {"label": label[:200], "host": host, "video_id": number, "language": language}
        filling.add_guess("recordings", [("recording", value)], label, link.line)
    return film is not None


def take_film_elsewhere(filling: Filling, block: Block, language: str) -> None:
    """A film on a site that we cannot show: a recording to be mended; its address is told."""
    told = next((one.text for one in sentences_in(block) if is_about_film(one.text)), block.text)
    value = {"label": told.rstrip(" .:")[:200], "host": "", "video_id": PLACEHOLDER, "language": language}
    filling.add_guess("recordings", [("recording", value)], told, block.text)


def take_missing_film(filling: Filling, block: Block, language: str) -> bool:
    """A film whose link has no target: a recording whose address somebody has to add before the page goes live."""
    if not has_link_to_nowhere(block):
        return False
    label = block.text.rstrip(" .:")[:200]
    value = {"label": label, "host": "", "video_id": PLACEHOLDER, "language": language}
    filling.add_guess("recordings", [("recording", value)], label, block.text)
    return True


def mode_of(place_mode: str) -> str:
    return place_mode if place_mode in Mode.values else ""


# The agenda


def take_agenda(filling: Filling, blocks: list[Block]) -> None:
    """Lines that begin with a time, and rows of a table that do, are items; what follows belongs to the last."""
    for block in blocks:
        rows = block.rows if block.kind == TABLE else [[block.html]]
        left = [row for row in rows if not _take_agenda_row(filling, row, block)]
        if left:
            is_part = block.kind == TABLE and len(left) < len(rows)
            filling.leave(Block(TABLE, rows=left) if is_part else block)


def _take_agenda_row(filling: Filling, row: list[str], block: Block) -> bool:
    cells = [cell for cell in row if plain(cell)]
    found = hours_at_start(plain(cells[0])) if cells else None
    if found is None:
        return _take_below_item(filling, block)
    start, end, rest = found
    begins = filling.values.get("start_time")
    start, end = _on_the_clock_of(begins, start), _on_the_clock_of(begins, end) if end else None
    title, *more = [one for one in [rest, *map(plain, cells[1:])] if one] or [""]
    if not title or len(title) > 200:
        return False
    people = [one for one in more if looks_like_name(one)]
    text = "".join(f"<p>{cell}</p>" for cell in cells[1:] if plain(cell) in more and plain(cell) not in people)
    value = {"start": start, "end": end, "title": title, "text": text, "people": people, "items": []}
    read_as = f"{hours(start, end)} {title}"
    filling.add_guess("agenda", [("item", value)], read_as, " ".join(map(plain, cells)))
    return True


def _on_the_clock_of(begins: datetime.time | None, time: datetime.time) -> datetime.time:
    """“1:15” in the programme of an afternoon is a quarter past one after noon."""
    afternoon = time.replace(hour=time.hour + 12) if time.hour < 12 else time
    return afternoon if begins and time < begins <= afternoon else time


def _take_below_item(filling: Filling, block: Block) -> bool:
    agenda = filling.values.get("agenda")
    if not agenda or block.kind not in {ITEM, PARAGRAPH} or block.kind == HEADING:
        return False
    agenda[-1][1]["items"].append(f"<p>{block.html}</p>")
    return True


# Pieces that found no field, put into one of these lists by hand


@makes_items(AgendaBlock)
def agenda_of_piece(filling: Filling, target: Target, pieces: list[Block]) -> None:
    take_agenda(filling, pieces)


@makes_items(RecordingBlock)
def recordings_of_piece(filling: Filling, target: Target, pieces: list[Block]) -> None:
    for link in links_in_blocks(pieces):
        take_film(filling, link, "")
    # What stood beside the film is in no field.
    filling.guessed.clear()
