"""Reads the transcript of a recording from a WebVTT file, as meeting tools write it: who said what, and when.

Zoom writes “Name: words” into each cue, Teams marks voices (`<v Name>`), Meet names whoever speaks once, also in a line
above the words. Captions without names give words alone.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

import webvtt
from django.utils.translation import gettext as _
from webvtt.errors import MalformedCaptionError, MalformedFileError

# Of the file. Three hours of captions are a third of a megabyte.
LONGEST = 5 * 1024 * 1024
# Letters of one paragraph, after which the next full stop ends it; captions without any stops end at twice as many.
LONG_PARAGRAPH = 700
LONGEST_NAME = 60
# Of the cues: then the tool names the speaker in each.
NEARLY_ALL = 0.8
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^\s<>][^<>]*)>")
_TAG = re.compile(r"</?(?:[cibuv]|ruby|rt|lang)\b[^<>]*>|</?[\d:.]+>")
_NAMED = re.compile(rf"^(?:>>+\s*|[-–—]\s+)?(?P<name>[^:<>?!]{{2,{LONGEST_NAME}}}?)\s*:\s+(?P<words>\S.*)$", re.DOTALL)
_ENDS = re.compile(r"[.!?…][”\"')»]*$")
_PARTICLES = frozenset("de da du des van von der den la le el al bin ibn of the and et & y".split())


class Turn(NamedTuple):
    """What one person says without a break, as one paragraph; `start` in whole seconds from the beginning."""

    start: int
    speaker: str
    text: str


class CannotReadTranscript(Exception):
    """Says why, for the person who brought the file."""


def turns_of(content: bytes) -> list[Turn]:
    """Raises CannotReadTranscript."""
    try:
        cues = webvtt.from_string(_decoded(content)).captions
    except (MalformedFileError, MalformedCaptionError, ValueError) as error:
        words = _("This is no WebVTT file: its first line has to say WEBVTT. Get the transcript again from the tool.")
        raise CannotReadTranscript(words) from error
    said = list(_said(cues))
    if not said:
        raise CannotReadTranscript(_("There are no words with times in this file."))
    return list(_joined(_with_speakers(said)))


def _decoded(content: bytes) -> str:
    if len(content) > LONGEST:
        raise CannotReadTranscript(_("This file is too large for a transcript (5 MB at most)."))
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        # Old tools of Windows.
        return content.decode("cp1252", errors="replace")


def _said(cues: Iterable[webvtt.Caption]) -> Iterator[Turn]:
    """The lines of each cue with the voice that marks them. Captions that roll say the last line again: it goes."""
    last = ""
    for cue in cues:
        start = int(cue.start_in_seconds)
        lines = [line for line in cue.raw_text.splitlines() if _plain(line)]
        if len(lines) > 1 and _plain(lines[0]) == last:
            lines = lines[1:]
        last = _plain(lines[-1]) if lines else last
        yield from _voices(start, "\n".join(lines))


def _voices(start: int, raw: str) -> Iterator[Turn]:
    """“<v Edda>Yes. <v Kofi>No.”: each voice apart."""
    before, *rest = _VOICE.split(raw)
    if text := _lines(before):
        yield Turn(start, "", text)
    for voice, words in zip(rest[::2], rest[1::2], strict=True):
        if text := _lines(words):
            yield Turn(start, _plain(voice), text)


def _lines(raw: str) -> str:
    return "\n".join(line for line in map(_plain, raw.splitlines()) if line)


def _plain(raw: str) -> str:
    return " ".join(unescape(_TAG.sub("", raw)).split())


def _with_speakers(said: list[Turn]) -> Iterator[Turn]:
    """Names that stand in the words become speakers; who spoke last goes on where nobody is named."""
    names = _names_in_words(said)
    speaker = ""
    for turn in said:
        name, words = (turn.speaker, turn.text) if turn.speaker else _name_and_words(turn.text)
        if not turn.speaker and name not in names:
            name, words = "", turn.text
        speaker = name or speaker
        yield Turn(turn.start, speaker, " ".join(words.split()))


def _names_in_words(said: list[Turn]) -> set[str]:
    """One word before a colon is a name where it comes again, or where nearly each cue has one: “Edda: …”. Else it is
    a word: “Note: …”."""
    found = [_name_and_words(turn.text)[0] for turn in said if not turn.speaker]
    counted = Counter(filter(None, found))
    names_all = len(found) > 1 and counted.total() >= NEARLY_ALL * len(found)
    return {name for name, times in counted.items() if names_all or len(name.split()) > 1 or times > 1}


def _name_and_words(text: str) -> tuple[str, str]:
    """“Kofi Mensah: Good day”, or the name in a line of its own above the words."""
    if (found := _NAMED.match(text)) and _looks_like_name(found["name"]):
        return found["name"], found["words"]
    first, _line_end, rest = text.partition("\n")
    if rest and len(first.split()) > 1 and _looks_like_name(first) and not re.search(r"[.,;!?]", first):
        return first, rest
    return "", text


def _looks_like_name(text: str) -> bool:
    if len(text) > LONGEST_NAME:
        return False
    words = re.sub(r"[(\[].*?[)\]]", "", text).replace(",", " ").split()
    counted = [word for word in words if word.lower() not in _PARTICLES]
    return 0 < len(counted) <= 6 and all(_is_capital(word) for word in counted)


def _is_capital(word: str) -> bool:
    return not word[0].islower()


def _joined(turns: Iterable[Turn]) -> Iterator[Turn]:
    """Cues of one speaker as paragraphs: a long one ends with its sentence."""
    held: Turn | None = None
    for turn in turns:
        goes_on = held is not None and held.speaker == turn.speaker
        if held and goes_on and not _is_full(held.text):
            held = held._replace(text=f"{held.text} {turn.text}")
            continue
        if held:
            yield held
        held = turn
    if held:
        yield held


def _is_full(text: str) -> bool:
    return len(text) > 2 * LONG_PARAGRAPH or (len(text) > LONG_PARAGRAPH and _ENDS.search(text[-10:]) is not None)
