"""What became of a made-up document: what was lost, and what stands in another place than it should."""

import io
from typing import Any, NamedTuple

from events.models import EventPage, WebinarSummaryPage
from intake.document import KeptWords, bare, plain
from intake.document_reading import read_document
from intake.filling import Filling, Request, fill, kept_words
from intake.not_kept import sentences_about
from networks.models import NetworkPage
from resources.models import ResourcePage
from tests.intake.documents import Made
from tests.intake.files import content_of

KINDS = {"summary": WebinarSummaryPage, "event": EventPage, "resource": ResourcePage, "network": NetworkPage}
# Where things belong, for each shape.
PLACES = {
    "summary": {"headings": ["sections"], "people": ["people"], "questions": ["questions"]},
    "event": {
        "headings": ["description"],
        "people": ["people"],
        "questions": ["questions"],
        "findings": ["objectives"],
    },
    "resource": {"headings": ["findings"], "findings": ["findings"]},
    "network": {"headings": ["body"], "people": ["people"], "findings": ["goals"]},
}


class Judgement(NamedTuple):
    lost: list[str]
    # Each thing that has a place, and whether it stands there.
    placed: list[tuple[str, str, bool]]


def filled(made: Made, request: Request) -> tuple[Filling, list[str]]:
    """The filling, and what is told about the document."""
    document = read_document(io.BytesIO(content_of(made)), made.name)
    return fill(KINDS[made.shape], document, request), sentences_about(document.not_kept)


def judged(made: Made, request: Request) -> Judgement:
    filling, told = filled(made, request)
    kept = KeptWords([*kept_words(filling), *told])
    lost = [text for text in made.sentences if not kept.hold(text)]
    placed = [("title", made.title, bare(made.title) == bare(str(filling.values.get("title", ""))))]
    for what, fields in PLACES[made.shape].items():
        words = [_words(filling.values.get(field)) for field in fields]
        placed += [
            (what, one, any(bare(one) in each for text in words for each in text)) for one in getattr(made, what)
        ]
    return Judgement(lost, placed)


def _words(value: Any) -> list[str]:
    """Of each block of a stream apart, so that two that ran together are no match for one."""
    if isinstance(value, dict):
        return [one for inner in value.values() for one in _words(inner)]
    if isinstance(value, list | tuple):
        return [one for inner in value for one in _words(inner)]
    return [bare(plain(value))] if isinstance(value, str) else [bare(str(value))] if value else []
