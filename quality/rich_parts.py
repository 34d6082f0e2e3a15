"""What stands in one rich text: its headings, its links below them, and its paragraphs."""

from html.parser import HTMLParser
from typing import NamedTuple

_HEADINGS = {"h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
# Where one paragraph ends and another begins.
_BREAKS = frozenset(["p", "li", "ul", "ol", "br", "hr", "blockquote", *_HEADINGS])


class Part(NamedTuple):
    """A paragraph: its words, whether it is a heading (and which), whether it is quoted."""

    words: str
    level: int = 0
    is_quoted: bool = False


class RichLink(NamedTuple):
    attributes: dict[str, str]
    words: str
    # The paragraph that it stands in, by its number.
    part: int


class RichParts(HTMLParser):
    """Reads one source, as Wagtail stores it."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.parts: list[Part] = []
        self.links: list[RichLink] = []
        self._words: list[str] = []
        self._level = self._quoted = 0
        self._link: dict[str, str] | None = None
        self._link_words: list[str] = []
        self.feed(source)
        self.close()
        self._end_part()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self._end_part()
        self._level = _HEADINGS.get(tag, self._level)
        self._quoted += tag == "blockquote"
        if tag == "a":
            self._link, self._link_words = {name: value or "" for name, value in attrs}, []

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link is not None:
            self.links.append(RichLink(self._link, "".join(self._link_words).strip(), len(self.parts)))
            self._link = None
        if tag in _BREAKS:
            self._end_part()
        if tag in _HEADINGS:
            self._level = 0
        self._quoted -= tag == "blockquote"

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        if self._link is not None:
            self._link_words.append(data)

    def _end_part(self) -> None:
        words = " ".join("".join(self._words).split())
        self._words = []
        # A heading without words is one for whoever jumps from heading to heading.
        if words or self._level:
            self.parts.append(Part(words, self._level, self._quoted > 0))

    def around(self, link: RichLink) -> str:
        """Its paragraph, and the heading above it."""
        own = [part.words for part in self.parts[link.part : link.part + 1]]
        above = [part.words for part in self.parts[: link.part] if part.level]
        return "\n".join([*above[-1:], *own])
