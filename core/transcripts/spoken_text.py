"""A transcript as the form holds it: rich text, in which “0:03:10 Kofi Mensah” in bold begins a passage, and a line in
bold alone is a heading."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from django.utils.html import escape

from core.transcripts.web_vtt import Turn

_BEGINS = re.compile(
    r"^(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,2}):(?P<seconds>[0-5]\d)(?=\s|$)\s*(?P<speaker>.*)$", re.DOTALL
)


@dataclass
class Passage:
    """What stands below one time, or a heading. `html` is rich text as the database holds it."""

    html: str
    seconds: int | None = None
    speaker: str = ""
    heading: str = ""
    # Of the same second the second one, the third.
    turn: int = 1

    @property
    def anchor(self) -> str:
        """What is added to the name of the recording."""
        if self.seconds is None:
            return ""
        return f"{self.seconds}" if self.turn == 1 else f"{self.seconds}-{self.turn}"

    @property
    def clock(self) -> str:
        return clock(self.seconds or 0)

    @property
    def machine_clock(self) -> str:
        return f"PT{self.seconds or 0}S"


def clock(seconds: int) -> str:
    """“3:10”, “1:03:10”."""
    text = str(datetime.timedelta(seconds=seconds))
    return text.removeprefix("0:").removeprefix("0") if seconds < 3600 else text


def text_of_turns(turns: Iterable[Turn], headings: Iterable[tuple[int, str]] = ()) -> str:
    """For the field of the form. A heading stands above the first paragraph at its second or after it."""
    waiting = sorted(headings)
    html = ""
    for turn in turns:
        due = [title for second, title in waiting if second <= turn.start]
        waiting = waiting[len(due) :]
        # Parts in which nobody said a word have nothing below them.
        html += f"<p><b>{escape(due[-1])}</b></p>" if due else ""
        who = escape(" ".join(filter(None, (_full_clock(turn.start), turn.speaker))))
        html += f"<p><b>{who}</b> {escape(turn.text)}</p>"
    return html


def _full_clock(seconds: int) -> str:
    return str(datetime.timedelta(seconds=seconds))


def passages_in(html: str) -> list[Passage]:
    """A text without times is one passage without time."""
    passages: list[Passage] = []
    seen: dict[int, int] = {}
    for element in _elements(html):
        made = _passage(element)
        if made is None and passages and not passages[-1].heading:
            passages[-1].html += str(element)
            continue
        made = made or Passage(str(element))
        if made.seconds is not None:
            made.turn = seen[made.seconds] = seen.get(made.seconds, 0) + 1
        passages.append(made)
    return passages


def _elements(html: str) -> Iterator[Tag]:
    for element in BeautifulSoup(html, "html.parser").children:
        if isinstance(element, Tag) and element.get_text(strip=True):
            yield element


def _passage(element: Tag) -> Passage | None:
    """What begins with this paragraph; None where it goes on with the one before."""
    bold = next((child for child in element.children if str(child).strip()), None)
    if element.name != "p" or not isinstance(bold, Tag) or bold.name not in {"b", "strong"}:
        return None
    words = " ".join(bold.get_text().split())
    found = _BEGINS.match(words)
    rest = element.get_text().strip() != bold.get_text().strip()
    if not found:
        return None if rest else Passage("", heading=words)
    bold.extract()
    parts = (int(found[name] or 0) for name in ("hours", "minutes", "seconds"))
    hours, minutes, seconds = parts
    return Passage(str(element) if rest else "", 3600 * hours + 60 * minutes + seconds, found["speaker"].strip(" :"))
