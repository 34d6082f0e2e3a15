"""What became of a made-up document: what was lost, and what stands in another place than it should."""

import datetime
import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from core.models import Term
from events.models import EventPage, WebinarSummaryPage
from intake.document import KeptWords, bare, plain
from intake.document_pictures import Pictures
from intake.document_reading import read_document
from intake.filling import Filling, Request, fill, kept_words
from intake.not_kept import sentences_about
from networks.models import NetworkPage
from resources.models import ResourcePage
from tests.intake.documents import Made
from tests.intake.files import content_of

KINDS = {"summary": WebinarSummaryPage, "event": EventPage, "resource": ResourcePage, "network": NetworkPage}
# The stream of tables and pictures.
BODIES = {"summary": "body", "event": "description", "resource": "other_materials", "network": "body"}
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


class Placed(NamedTuple):
    """Something that has a place, and whether it stands there."""

    what: str
    words: str
    is_right: bool
    is_guess: bool = False
    is_left: bool = False

    @property
    def how(self) -> str:
        """One of `WAYS`."""
        if self.is_right:
            return "guessed" if self.is_guess else "recognised"
        return "left as text" if self.is_left else "elsewhere"


WAYS = ("recognised", "guessed", "left as text", "elsewhere")


class Judgement(NamedTuple):
    lost: list[str]
    placed: list[Placed]


def filled(made: Made, request: Request) -> tuple[Filling, list[str]]:
    """The filling, and what is told about the document."""
    content = content_of(made)
    document = read_document(io.BytesIO(content), made.name)
    Pictures(request.user).take(document, content, made.name)
    return fill(KINDS[made.shape], document, request), sentences_about(document.not_kept)


def judged(made: Made, request: Request) -> Judgement:
    filling, told = filled(made, request)
    kept = KeptWords([*kept_words(filling), *told])
    lost = [text for text in made.sentences if not kept.hold(text)]
    is_title = bare(made.title) == bare(str(filling.values.get("title", "")))
    placed = [Placed("title", made.title, is_title), *_of_head(made, filling)]
    left = [bare(block.text) for block in filling.leftovers]
    for what, fields in PLACES[made.shape].items():
        words = [one for field in fields for one in _words(filling.values.get(field))]
        is_guess = any(field in filling.guessed for field in fields)
        placed += [
            Placed(
                what, one, any(bare(one) in each for each in words), is_guess, any(bare(one) in each for each in left)
            )
            for one in getattr(made, what)
        ]
    return Judgement(lost, [*placed, *_of_body(made, filling), *_of_terms(made, filling)])


def _of_head(made: Made, filling: Filling) -> Iterator[Placed]:
    """Day, hours, zone and number of a summary."""
    if made.shape != "summary":
        return
    values, guessed = filling.values, filling.guessed
    expected = {
        "date": datetime.date(2026, 3, 5),
        "start_time": datetime.time(10),
        "end_time": datetime.time(11, 30),
        "time_zone": "America/Vancouver",
        "number": made.number % 9 + 1,
    }
    for name, value in expected.items():
        yield Placed(name, str(value), values.get(name) == value, name in guessed)


def _of_body(made: Made, filling: Filling) -> Iterator[Placed]:
    """Tables and pictures: in the body, or at the side where the kind has none."""
    sections = filling.values.get("sections", []) if made.shape == "summary" else []
    more = [child for _kind, value in sections for child in value["more"]]
    body = [*filling.values.get(BODIES.get(made.shape, ""), []), *more]
    for head, *rows in made.tables:
        found = [value["table"] for kind, value in body if kind == "table"]
        in_body = any(
            [one["heading"] for one in table["columns"]] == head and len(table["rows"]) == 2 for table in found
        )
        at_side = any(block.rows == [head, *rows] for block in filling.leftovers)
        yield Placed("tables", head[0], in_body if made.shape in BODIES else at_side, is_left=at_side)
    for words in made.pictures:
        in_body = any(kind == "picture" and value["alternative_text"] == words for kind, value in body)
        at_side = any(block.image is not None for block in filling.leftovers)
        yield Placed("pictures", words, in_body if made.shape in BODIES else at_side, is_left=at_side)


def _of_terms(made: Made, filling: Filling) -> Iterator[Placed]:
    """Words that are one term of the kind's vocabularies are chosen; others are keywords, or stand at the side."""
    vocabularies = {slot.vocabulary for slot in KINDS[made.shape].term_slots}
    side = [*_words(filling.values.get("keywords", "")), *(bare(block.text) for block in filling.leftovers)]
    for word in made.keywords:
        terms = {term for one in vocabularies if (term := Term.objects.filter(live=True).called(one, word))}
        at_side = any(bare(word) in one for one in side)
        is_right = terms <= set(filling.terms) if len(terms) == 1 else at_side
        yield Placed("keywords", word, is_right, is_guess=len(terms) == 1, is_left=at_side)


def _words(value: Any) -> list[str]:
    """Of each block of a stream apart, so that two that ran together are no match for one."""
    if isinstance(value, dict):
        return [one for inner in value.values() for one in _words(inner)]
    if isinstance(value, list | tuple):
        return [one for inner in value for one in _words(inner)]
    return [bare(plain(value))] if isinstance(value, str) else [bare(str(value))] if value else []
