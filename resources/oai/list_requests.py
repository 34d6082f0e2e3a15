"""What a harvester asks for when it asks for a list, and the token by which it goes on.

A resumption token holds the question and the last record given, so that it needs no memory here and nothing is left
out when records change meanwhile: what changes moves to the end.
"""

import base64
import datetime
import json
import re
from bisect import bisect_left, bisect_right

from resources.oai.records import Header, headers, sets

LIST = {"metadataPrefix", "from", "until", "set", "resumptionToken"}
DAY, SECOND = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"
LONGEST_TOKEN = 2_000
LAST_SIGN = "\U0010ffff"
Arguments = dict[str, str]


class Problem(Exception):
    """The question cannot be answered, by the codes of the protocol."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def question_of(arguments: Arguments) -> tuple[Arguments, tuple[str, str] | None, int]:
    """What is asked for, the last record that was given before, and how many were."""
    if "resumptionToken" not in arguments:
        return {name: arguments[name] for name in arguments if name in LIST}, None, 0
    try:
        if len(arguments["resumptionToken"]) > LONGEST_TOKEN:
            raise ValueError
        question, instant, identifier, cursor = json.loads(base64.urlsafe_b64decode(arguments["resumptionToken"]))
        is_ours = isinstance(question, dict) and all(
            isinstance(one, str) for one in [*question.values(), instant, identifier]
        )
        datetime.datetime.strptime(instant, SECOND)
        if not is_ours or not set(question) <= LIST or not isinstance(cursor, int) or "metadataPrefix" not in question:
            raise ValueError
    except (ValueError, TypeError, RecursionError) as problem:
        raise Problem("badResumptionToken", "The resumptionToken is none of ours.") from problem
    return question, (instant, identifier), cursor


def token_for(question: Arguments, last: Header, cursor: int) -> str:
    text = json.dumps([question, stamp(last.changed), last.identifier, cursor], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode()


def selected(question: Arguments) -> list[Header]:
    in_dublin_core(question["metadataPrefix"])
    first, last = _span(question)
    known = headers()
    start = bisect_left(known, (first, ""), key=place_of) if first else 0
    end = bisect_right(known, (last, LAST_SIGN), key=place_of) if last else len(known)
    wanted = question.get("set")
    if wanted is not None and not sets():
        raise Problem("noSetHierarchy", "There are no sets.")
    return [header for header in known[start:end] if wanted is None or wanted in header.sets]


def _span(question: Arguments) -> tuple[str, str]:
    """The first and the last instant asked for."""
    first, last = question.get("from", ""), question.get("until", "")
    kinds = {_kind_of_date(question[name]) for name in ("from", "until") if name in question}
    if len(kinds) > 1 or (first and last and first > last):
        raise Problem("badArgument", "The dates do not fit each other.")
    is_day = kinds == {DAY}
    return (f"{first}T00:00:00Z" if first and is_day else first, f"{last}T23:59:59Z" if last and is_day else last)


def _kind_of_date(text: str) -> str:
    for kind, shape in ((DAY, r"\d{4}-\d\d-\d\d"), (SECOND, r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")):
        if re.fullmatch(shape, text, re.ASCII):
            try:
                datetime.datetime.strptime(text, kind)
            except ValueError:
                break
            return kind
    raise Problem("badArgument", "A date is a day, 2024-03-14, or a second, 2024-03-14T09:26:53Z.")


def place_of(header: Header) -> tuple[str, str]:
    return stamp(header.changed), header.identifier


def stamp(instant: datetime.datetime) -> str:
    return instant.astimezone(datetime.UTC).strftime(SECOND)


def in_dublin_core(prefix: str) -> None:
    if prefix != "oai_dc":
        raise Problem("cannotDisseminateFormat", "Records are given as oai_dc.")
