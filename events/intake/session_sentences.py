"""Running sentences of a mail, read into the fields of an event or of a summary. All of it is a guess."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from events.blocks import Mode
from events.days_and_hours import Precision
from events.intake.session_parts import PARTS_OF_PEOPLE, ROLES_OF_ORGANISATIONS, day_in_words, take_hours
from intake.document import PARAGRAPH, Block
from intake.filling import Filling
from intake.finders.letters import take_title_words
from intake.finders.moments import When, all_days_in, hours_in
from intake.finders.named_zones import zone_in_sentence
from intake.finders.people_apart import people_apart, says_several
from intake.finders.running_sentences import Sentence, cue, is_running, label_of, read_sentences, sentences_in
from intake.outline import Outline, Section
from networks.named_people import Directory, take_organisations_named, take_people

PLATFORM = re.compile(r"\b(?:Zoom|(?:Microsoft )?Teams|Webex|Google Meet)\b", re.IGNORECASE)
# Parts of a document in which sentences are read: what no heading gives a field of its own.
READ_PARTS = frozenset(["background", "summary"])


@dataclass
class Session:
    """For which kind of page sentences are read: its fields for the day, and whether it is over."""

    filling: Filling
    directory: Directory
    day: str
    in_past: bool

    @property
    def is_event(self) -> bool:
        return not self.in_past


def take_sentences(session: Session, outline: Outline, more: Callable[[Session, Sentence], object]) -> None:
    """Reads the running text of the head and of the text below no heading; what remains of it stays where it was.
    `more` reads what only this kind of page asks."""
    parts = [one for one in outline.sections if one.heading is None or one.part in READ_PARTS]
    blocks = [*outline.head, *(block for part in parts for block in part.blocks)]

    def read(sentences: list[Sentence]) -> None:
        outline.take_terms(sentences)
        take_title_words(outline.called, sentences)
        _take_when(session, sentences)
        for sentence in sentences:
            _take_labelled(session, sentence)
            more(session, sentence)

    kept: dict[int, Block | None] = {id(old): new for old, new in read_sentences(blocks, read)}
    text = [block for block in outline.head if is_running(block) and len(sentences_in(block)) > 1]
    rest = [new for block in text if (new := kept[id(block)])]
    outline.head = [new for block in outline.head if (new := kept[id(block)]) and not any(block is one for one in text)]
    for part in parts:
        _replace(part, kept)
    if rest:
        outline.sections.insert(0, Section(None, blocks=rest, with_pictures=rest))


def _replace(part: Section, kept: dict[int, Block | None]) -> None:
    part.blocks = [new for block in part.blocks if (new := kept[id(block)])]
    part.with_pictures = [new for block in part.with_pictures if (new := kept.get(id(block), block))]


# When


def _take_when(session: Session, sentences: list[Sentence]) -> None:
    """The one day that the sentences name, if they agree, and the hours beside it."""
    filling = session.filling
    if session.day in filling.values:
        return
    dated = [(one, days) for one in sentences if (days := _days_of_event(one, session))]
    firsts = list(dict.fromkeys(day.first for _one, days in dated for day in days if day.first))
    vague = [day.passage for _one, days in dated for day in days if not day.first and not day.doubts]
    filling.remarks += [doubt for _one, days in dated for day in days for doubt in day.doubts]
    if len(firsts) > 1:
        told = " · ".join(dict.fromkeys(one.text for one, days in dated if any(day.first for day in days)))
        filling.remarks.append(_("More than one day is named, and none was taken: %s") % told)
        return
    if firsts:
        _take_day(session, dated, firsts[0])
    elif vague:
        filling.remarks.append(_("The year of “%s” is not said, so the day was not taken.") % vague[0])
    _take_hours_beside(session, [one for one, _days in dated] if firsts else [], sentences)


def _days_of_event(sentence: Sentence, session: Session) -> list[When]:
    """Not those of sentences that speak of another day: the last time, a deadline."""
    if not session.in_past and cue("other_day").search(sentence.text):
        return []
    if session.in_past and cue("sign_up").search(sentence.text):
        return []
    today = timezone.localdate()
    days = all_days_in(sentence.text, session.in_past)
    # A summary names the next day as well; an event that is to come, the last one.
    return [one for one in days if not one.first or (one.first <= today) == session.in_past] or (
        [] if session.in_past else days
    )


def _take_day(session: Session, dated: list[tuple[Sentence, list[When]]], first: object) -> None:
    filling = session.filling
    for sentence, days in dated:
        for day in days:
            if day.first and day.first == first:
                sentence.take_words(day.passage)
                filling.guess(session.day, day.first, day_in_words(day.first, None), sentence.text)
                if day.last and session.is_event:
                    filling.guess("end_date", day.last, day_in_words(day.last, None), sentence.text)


def _take_hours_beside(session: Session, dated: list[Sentence], sentences: list[Sentence]) -> None:
    """In a sentence with the day, or else in the only one that names hours."""
    filling = session.filling
    if "start_time" in filling.values:
        return
    timed = [(one, when) for one in dated or sentences if (when := hours_in(one.text))]
    timed = timed or [(one, when) for one in sentences if one not in dated and (when := hours_in(one.text))]
    timed = [(one, when) for one, when in timed if one in dated or not cue("other_day").search(one.text)]
    starts = {(when.start, when.end) for _one, when in timed}
    if len(starts) > 1:
        told = " · ".join(one.text for one, _when in timed)
        filling.remarks.append(_("More than one hour is named, and none was taken: %s") % told)
    elif timed:
        sentence, when = timed[0]
        when.zone = next(filter(None, (zone_in_sentence(one.text)[0] for one in [sentence, *sentences])), "")
        for one, found in timed:
            one.take_words(found.passage)
        when.passage = sentence.text
        take_hours(filling, when)
        for one in sentences:
            one.take_words(zone_in_sentence(one.text)[1])
    if session.is_event and session.day in filling.values and "start_time" not in filling.values:
        filling.put("precision", Precision.DAY)


# Who


def _take_labelled(session: Session, sentence: Sentence) -> None:
    found = label_of(sentence)
    if found is None:
        return
    (name, html, _number), label = found
    filling = session.filling
    before = len(filling.values.get("people", [])), len(filling.values.get("organisations", []))
    if name in PARTS_OF_PEOPLE:
        lines = people_apart(html, says_several(label))
        take_people(filling, [Block(PARAGRAPH, line) for line in lines], name, session.directory, passage=sentence.text)
        # What names nobody stays in its sentence.
        filling.leftovers = [one for one in filling.leftovers if one.html not in lines]
        is_whole = len(filling.values.get("people", [])) - before[0] == len(lines)
    elif name in ROLES_OF_ORGANISATIONS:
        is_whole = take_organisations_named(filling, html, name, session.directory, sentence.text)
    else:
        return
    if is_whole:
        sentence.take_all()


# Where


def take_mode(filling: Filling, sentence: Sentence) -> str:
    """Where a sentence says when or that it takes place: “online” alone may be about anything. Gives the platform."""
    text = sentence.text
    found = {name: match for name in ("online", "in_person", "hybrid") if (match := cue(name).search(text))}
    platform = PLATFORM.search(text) if "online" in found else None
    if not found or not (sentence.taken or platform or cue("takes_place").search(text)):
        return ""
    is_hybrid = "hybrid" in found or len(found) > 1
    mode = Mode.HYBRID if is_hybrid else Mode.ONLINE if "online" in found else Mode.IN_PERSON
    filling.guess("mode", mode.value, str(mode.label), text)
    sentence.take(*(match.span() for match in found.values()), *([platform.span()] if platform else []))
    return platform[0] if platform else ""
