"""What a heading announces, and what a label before a colon says: “Panel”, “Date: …”, in any language of the site."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from core.i18n.profiles import profiles
from intake.document import HEADING, ITEM, NOTE, PARAGRAPH, Block, plain

_LABEL = re.compile(
    r"^(?P<open>(?:<b>|<i>)*)\s*(?P<label>[^:<>]{2,40}?)\s*(?P<close>(?:</b>|</i>)*)\s*:\s*(?P<rest>.*)$", re.DOTALL
)
# A line broken, or a bold label in the middle of one: Markdown joins lines that follow each other.
_NEXT_LABEL = re.compile(r"<br/>|\s(?=<b>[^<>:]{2,40}(?::</b>|</b>\s*:))")
LONGEST_NAME_OF_PART = 40
_NUMBERED = re.compile(r"^\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)]\s+", re.IGNORECASE)
_NUMBER_AFTER = re.compile(r"\s+#?\d{1,3}$")
# A heading may say more than its name, after one of these.
_CONNECTS = re.compile(
    r"^(?:of|for|from|in|on|about|and|with|to|the|de|des|du|d|pour|sur|et|a|aux|avec|la|le|les|this|our|cette)\b"
)


class Labelled(NamedTuple):
    """A line like “Date: March 3, 2027”."""

    name: str
    html: str
    # The number that stands in the label: “Webinar 5: …”.
    number: int | None = None


def folded(text: str) -> str:
    """In lower case, without accents and marks."""
    text = unicodedata.normalize("NFD", text.casefold())
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w\s&]|_", " ", re.sub(r"(?<=\w)[’'](?=s\b)", "", text)).split())


@cache
def _names(which: str) -> dict[str, str]:
    """The name of a part by each phrase that announces it."""
    found: dict[str, str] = {}
    for profile in profiles():
        for name, phrases in getattr(profile.documents, which).items():
            found |= dict.fromkeys((folded(phrase) for phrase in phrases), name)
    return found


def names_of_label(name: str) -> list[str]:
    """The words by which such a label is known, folded."""
    return [words for words, one in _names("labels").items() if one == name]


def part_named(heading: str) -> str:
    """What stands below a heading with these words; empty for one of its own."""
    words = folded(re.sub(r"\([^)]*\)", " ", _NUMBERED.sub("", heading.strip())))
    names = _names("headings")
    if words in names:
        return names[words]
    for phrase in sorted(names, key=len, reverse=True):
        rest = words.removeprefix(phrase)
        if rest != words and (_CONNECTS.match(rest.strip()) or phrase.split()[-1] in {"to", "about", "sur", "a"}):
            return names[phrase]
        if len(phrase.split()) > 1 and words.endswith(f" {phrase}"):
            return names[phrase]
    last = words.rpartition(" ")[2]
    return names.get(last, "") if len(words.split()) <= 3 else ""


def is_name_of_part(line: str) -> bool:
    """Whether the line is such a name and nothing else."""
    return len(line) < LONGEST_NAME_OF_PART and folded(line.rstrip(" :")) in _names("headings")


def number_at_start(line: str) -> int | None:
    """“Webinar 3, Monday”, “Session 3 of the series”: the number of a part, where no colon makes a label of it."""
    found = re.match(r"\W*([^\W\d]+)\s+(?:#|no\.?\s*)?(\d{1,3})\b(?![.:]\d)", line, re.IGNORECASE)
    return int(found[2]) if found and _names("labels").get(folded(found[1])) == "number" else None


def lines_apart(block: Block) -> list[Block]:
    """A paragraph that says several labelled things one after the other: a block for each. Else itself."""
    pieces = (
        [piece.strip() for piece in _NEXT_LABEL.split(block.html) if plain(piece)] if block.kind == PARAGRAPH else []
    )
    lines = [Block(PARAGRAPH, piece) for piece in pieces]
    return lines if len(lines) > 1 and all(map(labelled, lines)) else [block]


def labelled(block: Block) -> Labelled | None:
    """What a line is about, where it begins with a label that we know."""
    found = _LABEL.match(block.html) if block.kind in {PARAGRAPH, ITEM, HEADING, NOTE} else None
    if not found:
        return None
    label = folded(plain(found["label"]))
    number = _NUMBER_AFTER.search(label)
    words = _NUMBER_AFTER.sub("", label)
    name = _names("labels").get(words, "") or _names("vocabularies").get(words, "")
    if not name or (number and name != "number"):
        return None
    rest = found["rest"]
    # The label is bold, the colon as well: the mark closes behind it.
    if found["open"] and not found["close"]:
        rest = (
            re.sub(r"^((?:</b>|</i>)+)", "", rest.lstrip()) if rest.lstrip().startswith("</") else found["open"] + rest
        )
    return Labelled(name, rest.strip(), int(number[0].strip(" #")) if number else None) if plain(rest) else None


def is_before_terms(label: str) -> bool:
    """Whether terms of a vocabulary follow such a label."""
    return label in _names("vocabularies").values()


def labels_of_table(block: Block) -> list[tuple[Labelled, str]] | None:
    """The rows of a table that says one thing to a line: label on the left, value on the right. None for another."""
    found = []
    for row in block.rows:
        if len(row) != 2:
            return None
        one = labelled(Block(PARAGRAPH, f"{plain(row[0]).rstrip(':')}: {row[1]}"))
        if one is None:
            return None
        found.append((one, f"{plain(row[0])} {plain(row[1])}"))
    return found


def is_site_line(block: Block) -> bool:
    """A line of the page around the text: “Back to all events”."""
    words = folded(block.text)
    lines = (folded(line) for profile in profiles() for line in profile.documents.site_lines)
    says_nothing = any(words in profile.vague_link_texts for profile in profiles())
    return says_nothing or (len(words) < 60 and any(words.startswith(line) for line in lines))
