"""A person as one line: “Name, MPH, Manager, Organisation”. What each part is, follows from its look and its place."""

import re
from dataclasses import dataclass
from functools import cache

from core.i18n.profiles import profiles
from core.text.cleaning import cleaned
from core.text.page_text import PLACEHOLDER
from intake.document import NOWHERE, PARAGRAPH, Block, plain
from intake.finders.named_parts import folded, labelled

LONGEST_NAME = 60
PARTS = frozenset("facilitator moderator panellist speaker keynote chair co-chair elder".split())
_HREF = re.compile(r'<a href="([^"]+)">')
_LINK = re.compile(r'<a href="[^"]+">.*?</a>', re.DOTALL)
# MPH, PhD, RN, M.D., MSW, BScN, CCFP(AM): capitals, few of them.
_CREDENTIAL = re.compile(r"^(?:[A-Z][A-Za-z]{0,3}\.?){1,4}(?:\([A-Z]{1,4}\))?$")
_APART = re.compile(r"\s*,\s+|\s+[–—|]\s+|\s+-\s+|\s*;\s+")
_BRACKETS = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<inside>[^()]+)\)\s*(?P<rest>.*)$")
# Small words inside of a name.
_PARTICLES = frozenset("de da du des van von der den la le el al bin ibn y e of the dos mac st".split())
_TITLES = re.compile(r"^(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx|Elder|Chief|Hon|M|Mme|Pr|Dre|Rev)\.?\s+)+")
_AT = re.compile(
    r"^(?P<role>.+?)\s+(?:at|with|from|chez|au|à|de)\s*(?:\s(?:the|la|les?)\s+|\sl[’']|\s)(?P<organisation>[A-ZÀ-Ý].+)$"
)
# “M. Sc.”, “Ph. D.”, “R.Psych.”: short words with their stops.
_WITH_STOPS = re.compile(r"^(?:[A-Z][a-z]{0,5}\.\s?){2,4}$|^(?:[A-Z][a-z]{0,5}\.\s?){1,3}[A-Z][a-z]{0,5}$")
_PART_AT_END = re.compile(r"\s+[–—-]\s+(?P<part>[^,–—]{4,30})$")


@dataclass
class PersonLine:
    name: str
    credentials: str = ""
    role: str = ""
    organisation: str = ""
    part: str = ""
    link: str = ""
    biography: str = ""

    @property
    def in_words(self) -> str:
        return ", ".join(filter(None, (self.name, self.credentials, self.role, self.organisation)))


def person_in(html: str, part: str = "") -> PersonLine | None:
    """Who the line names; none where it does not begin with a name."""
    text = cleaned(plain(html.replace("<br/>", "; ")))
    if "," in text and text == text.upper():
        # A heading in capitals.
        return None
    said = ""
    if (at_end := _PART_AT_END.search(text)) and part_of_word(at_end["part"]):
        text, said = text[: at_end.start()], part_of_word(at_end["part"])
    beside = []
    if found := _BRACKETS.match(text):
        inside = found["inside"]
        said = said or part_of_word(inside)
        beside = [inside] if is_pronoun(inside) else []
        kept = "" if part_of_word(inside) or beside else inside
        text = ", ".join(filter(None, (found["name"], kept, found["rest"].strip(" ,.–-"))))
    name, *rest = [_without_stop(piece) for piece in _APART.split(text)]
    if not looks_like_name(name) or len(text) > 300:
        return None
    person = PersonLine(name, part=said or part, link=_address(html))
    while rest and (_is_credential(rest[0]) or is_pronoun(rest[0])):
        beside.append(rest.pop(0))
    person.credentials = ", ".join(beside)
    person.role, person.organisation = _role_and_organisation([one for one in rest if one])
    return person


def _without_stop(piece: str) -> str:
    """The stop that ends a line is none of its words; one that ends letters is."""
    piece = piece.strip()
    is_short = len(piece) <= 4 or _is_credential(piece) or re.search(r"\s[A-Z]\.$", piece)
    return piece if is_short else piece.strip(" .")


def part_of_word(text: str) -> str:
    """The part that a word by itself gives somebody: “moderator”, « animatrice »."""
    found = labelled(Block(PARAGRAPH, f"{text.strip()}: x"))
    return found.name if found and found.name in PARTS else ""


def is_pronoun(text: str) -> bool:
    """“she/her”, « il »."""
    said = [one for one in re.split(r"[/\s]+", text.strip("() ").casefold()) if one]
    known = {word for profile in profiles() for word in profile.documents.pronouns}
    return bool(said) and len(said) <= 4 and all(one in known for one in said)


def looks_like_name(text: str) -> bool:
    """Two to five words with capitals, perhaps with a title before and letters in brackets."""
    words = _TITLES.sub("", text).split()
    if not 2 <= len(words) <= 5 or len(text) > LONGEST_NAME or re.search(r"[\d:?!@/]", text):
        return False
    counted = [word for word in words if word.lower() not in _PARTICLES]
    return len(counted) >= 2 and all(word[0].isupper() or not word[0].isascii() for word in counted)


def without_title(name: str) -> str:
    return _TITLES.sub("", name).strip()


def _is_credential(text: str) -> bool:
    if _WITH_STOPS.match(text) or text.replace(" ", "").casefold() in _credentials():
        return True
    return all(
        _CREDENTIAL.match(word) and sum(sign.isupper() for sign in word) >= 2 and len(word) <= 10
        for word in text.split()
    )


@cache
def _credentials() -> frozenset[str]:
    return frozenset(word for profile in profiles() for word in profile.documents.credentials)


def _role_and_organisation(parts: list[str]) -> tuple[str, str]:
    if not parts:
        return "", ""
    if len(parts) == 1:
        if found := _AT.match(parts[0]):
            return found["role"], found["organisation"]
        return ("", parts[0]) if is_organisation(parts[0]) else (parts[0], "")
    return ", ".join(parts[:-1]), parts[-1]


def is_organisation(text: str) -> bool:
    return not _words_of_organisations().isdisjoint(folded(text).split())


@cache
def _words_of_organisations() -> frozenset[str]:
    return frozenset(folded(word) for profile in profiles() for word in profile.documents.organisations)


def _address(html: str) -> str:
    """A link without a target stays one: it keeps the page from going live until somebody names its target."""
    found = _HREF.search(html)
    if found and found[1] == NOWHERE:
        return PLACEHOLDER
    return found[1] if found and found[1].startswith("http") else ""


def leaders_in(html: str) -> list[tuple[PersonLine, str]]:
    """Those of whom a sentence says that they led the session, each with the words that say so."""
    found, text = [], plain(html)
    for profile in profiles():
        for part, phrases in profile.documents.led_by.items():
            for phrase in phrases:
                for match in re.finditer(rf"{phrase}\s+(?P<who>[^.;:]{{3,160}})", text, re.IGNORECASE):
                    person = _leader(match["who"], part, html)
                    if person:
                        found.append((person, match[0]))
    return found


def _leader(text: str, part: str, html: str) -> PersonLine | None:
    """With the role and the organisation, where nothing else follows them in the sentence."""
    name = _name_at_start(text)
    if not name:
        return None
    link = _address_of(name, html)
    rest = text.strip()[len(name) :]
    inside = re.match(r"\s*\(([^()]+)\)", rest)
    whole = person_in(f"{name}, {inside[1] if inside else rest.strip(' ,')}", part)
    is_plain = inside or (len(rest) < 100 and rest.count(",") <= 2 and whole and whole.organisation)
    if whole is None or not is_plain or re.match(r",?\s*(?:who|qui|and|et|of|from)\b", rest):
        return PersonLine(name, part=part, link=link)
    whole.link = link
    return whole


def _address_of(name: str, html: str) -> str:
    """Of the link that has this name for its words."""
    links = (match[0] for match in _LINK.finditer(html) if folded(plain(match[0])) == folded(name))
    return next((_address(link) for link in links), "")


def _name_at_start(text: str) -> str:
    first = re.split(r",|\band\b|\bof\b|\bfrom\b|\bet\b|\(|\bwho\b", text)[0].strip()
    return first if looks_like_name(first) else ""
