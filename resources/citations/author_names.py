"""Names of authors as a citation needs them: family and given name, or the whole name of a body.

The one place that reads a name: citations, exports, imports and the warnings of the form ask it.
"""

import functools
import re
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from nameparser import HumanName

from caching.site_version import cached_until_change
from core.text.sentences import one_stop
from core.text.typography import as_typed
from networks.organisation_cache import known_organisations
from resources.citations.body_words import INC, PARTICLES, judged, words_in

# Not “JR”: these are initials.
GENERATION = re.compile(r"[\s,]+((?:Jr|Sr|II|III|IV|2nd|3rd)\.?)$")
DEGREES = frozenset(
    """ba bn bsc bscn cm ccfp dnp do dphil drph edd frcpc jd llb llm lpn ma mba mbbs mbchb md mdcm med mn mph ms msc
    mscn msn msw nd np obc oc pa pharmd phd psyd rcc rd rn rpn rsw scd""".split()
)
# Forms of address that the parser takes for first names.
ADDRESS = re.compile(r"^(?:Elder|Aîné|Aînée|Dre|Mme|Chief|Knowledge Keeper|Grandmother|Grandfather)\s+(?=\S)")
# The family name comes first in these languages, and in English either way.
FAMILY_FIRST_NAMES = frozenset(
    """chan chang chen cheng cho choi huang kang lin liu ng nguyễn nguyen trần tran wang wong wu xu yang zhang zhao zhou
    li phạm pham hoàng zheng takahashi tanaka suzuki yamada yamamoto""".split()
)
# Such a letter in a name: it is written family name first, without a space or a comma, and never shortened.
EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
SPANISH = re.compile(r"(?:ez|és|ía|rcia)$", re.IGNORECASE)
MOST_INITIALS = 3

Name = dict[str, str]


class AuthorKind(TextChoices):
    """What somebody says of an author; nobody need say it of most."""

    PERSON = "person", _("A person")
    BODY = "organisation", _("An organisation")


class Doubt(TextChoices):
    """What a name does not tell of itself, with what it is taken for."""

    BODY = "body", _("“%(name)s” looks like an organisation. Is it a person?")
    PERSON = "person", _("“%(name)s” looks like a person, family name “%(family)s”. Is it an organisation?")
    ORDER = "order", _("“%(name)s” looks like a person, family name “%(family)s”. Is that the family name?")


class Reading(NamedTuple):
    """A name by the words of CSL: `family` and `given` for a person, `literal` for a body."""

    parts: Name
    doubt: str = ""

    @property
    def is_body(self) -> bool:
        return "literal" in self.parts

    def question(self, name: str) -> str:
        """The doubt in words."""
        family = family_first({key: text for key, text in self.parts.items() if key in FAMILY})
        return one_stop(str(Doubt(self.doubt).label) % {"name": name, "family": family}) if self.doubt else ""


FAMILY = ("family", "non-dropping-particle")


@cached_until_change
def names_of_bodies() -> frozenset[str]:
    """All names of the directory's organisations, for comparison."""
    texts = [text.name for one in known_organisations().values() for text in one.texts.all()]
    shorts = [one.short for one in known_organisations().values()]
    return frozenset(as_typed(name).casefold() for name in texts + shorts if name)


def author(name: str, kind: str = "") -> Name:
    """One author by the words of CSL."""
    return reading_of(name, kind).parts


def reading_of(name: str, kind: str = "") -> Reading:
    """A name as what it is said to be, else as what it seems to be."""
    name = " ".join(name.split())
    if kind == AuthorKind.BODY or (not kind and as_typed(name).casefold() in names_of_bodies()):
        return Reading({"literal": name})
    found = _reading(name)
    if kind == AuthorKind.PERSON and (found.is_body or found.doubt == Doubt.PERSON):
        return Reading(dict(_person(name)))
    return Reading(dict(found.parts), found.doubt)


@functools.lru_cache(maxsize=20_000)
def _reading(name: str) -> Reading:
    head, comma, tail = plain_name(name).partition(",")
    if not comma and _ends_in_initials(head.split()):
        is_place = len(head.split()) == 2 and head.split()[-1] in {"BC", "EU", "UK", "UN", "US"}
        return Reading(dict(_person(name)), Doubt.PERSON if is_place else "")
    if comma and is_given_name(tail):
        is_doubtful = judged(head).is_body and judged(head).is_sure and all(map(is_initials, tail.split()))
        return Reading(dict(_person(name)), Doubt.PERSON if is_doubtful else "")
    if INC.search(name):
        return Reading({"literal": name})
    judgement = judged(plain_name(name))
    if judgement.is_body:
        return Reading({"literal": name}, "" if judgement.is_sure else Doubt.BODY)
    parts = dict(_person(name))
    is_sure = judgement.is_sure or ADDRESS.match(name)
    return Reading(parts, _doubt_about_person(head.split()) if is_sure else Doubt.PERSON)


def _doubt_about_person(words: list[str]) -> str:
    small = [word.casefold() for word in words]
    family_first = small[0] in FAMILY_FIRST_NAMES and small[-1] not in FAMILY_FIRST_NAMES
    is_korean = len(words) == 2 and bool(re.fullmatch(r"[A-Z][a-z]+-[a-z]+", words[1]))
    particle = len(words) == 2 and small[0] in PARTICLES and not words[0].islower()
    two_families = len(words) > 2 and all(SPANISH.search(word) for word in words[-2:])
    return Doubt.ORDER if family_first or is_korean or particle or two_families else ""


def plain_name(name: str) -> str:
    """Without forms of address, degrees, and what stands in brackets."""
    name = ADDRESS.sub("", re.sub(r"\s*\([^()]*\)\s*$", "", name))
    while (parts := re.split(r"[\s,]+", name))[2:] and is_degree(parts[-1]) and not _is_one_family(parts[:-1]):
        name = name[: name.rindex(parts[-1])].rstrip(" ,")
    return GENERATION.sub("", name)


def is_degree(word: str) -> bool:
    return word.replace(".", "").casefold() in DEGREES and word[:1].isupper()


def is_initials(word: str) -> bool:
    """“J”, “JA”, “J.A.”, “J.-P.”"""
    letters = re.sub(r"[.’'-]", "", word)
    return bool(re.fullmatch(r"[^\W\d_]+", letters)) and letters.isupper() and len(letters) <= MOST_INITIALS


def is_given_name(text: str) -> bool:
    """What may stand behind the comma of “Family, Given”."""
    return (
        bool(text.strip())
        and len(words_in(text)) <= MOST_INITIALS
        and not (judged(f"A {text.strip()}").is_body or INC.search(text))
    )


def _is_one_family(words: list[str]) -> bool:
    """“Smith”, “van der Berg”: letters behind it are initials, whatever degree they are."""
    return all(word.casefold() in PARTICLES for word in words[:-1])


def _ends_in_initials(words: list[str]) -> bool:
    """“Smith JA”, “de Vries A B”, as Vancouver and PubMed write it."""
    while len(words) > 2 and is_initials(words[-2]) and is_initials(words[-1]):
        words = words[:-1]
    if len(words) < 2 or not is_initials(words[-1]) or (len(words[-1]) == MOST_INITIALS and words[0].isupper()):
        return False
    family = " ".join(words[:-1])
    is_name = not any(map(is_initials, words[:-1])) and not judged(family if len(words) > 2 else f"A {family}").is_body
    return is_name and (len(words) == 2 or not is_degree(words[-1]) or _is_one_family(words[:-1]))


@functools.lru_cache(maxsize=20_000)
def _person(name: str) -> tuple[tuple[str, str], ...]:
    """Degrees and forms of address are dropped; “van der” and “de la” stay with the family name."""
    plain = plain_name(name)
    words = plain.split()
    generation = GENERATION.search(re.sub(r"\s*\([^()]*\)\s*$", "", name))
    parts = {"suffix": generation[1] if generation else ""}
    if "," not in plain and (len(words) == 1 or (words[0].islower() and _is_one_family(words))):
        parts |= _family(words)
    elif "," not in plain and _ends_in_initials(words):
        first = next(place for place, word in enumerate(words) if place and is_initials(word))
        parts |= _family(words[:first]) | {"given": " ".join(words[first:])}
    elif "," in plain and plain.partition(",")[0].split():
        family, __, given = plain.partition(",")
        parts |= _family(family.split()) | {"given": given.strip()}
    else:
        parts |= _parsed(plain)
    parts["given"] = spaced(parts.get("given", ""))
    order = ("family", "given", "non-dropping-particle", "suffix")
    return tuple((key, parts[key]) for key in order if parts.get(key)) if parts.get("family") else (("literal", name),)


def _family(words: list[str]) -> Name:
    """“van der Berg”: the small words apart."""
    count = next((place for place, word in enumerate(words[:-1]) if word not in PARTICLES), len(words) - 1)
    return {"non-dropping-particle": " ".join(words[:count]), "family": " ".join(words[count:])}


def _parsed(name: str) -> Name:
    """The given name first, as most people write it."""
    parsed = HumanName(name)
    given = " ".join(part for part in (parsed.first, parsed.middle) if part)
    return {"family": parsed.last_base, "given": given, "non-dropping-particle": parsed.last_prefixes}


def spaced(given: str) -> str:
    """Initials apart, each with its full stop: “JA” and “J.A.” are “J. A.”."""
    return " ".join(_spaced(word) for word in given.split())


def _spaced(word: str) -> str:
    if not is_initials(word) or (not word.isascii() and EAST_ASIAN.search(word)):
        return word
    return re.sub(r"([^\W\d_])\.?(?=([^\W\d_])?)", lambda found: f"{found[1]}." + (" " if found[2] else ""), word)


def family_first(name: Name) -> str:
    """“van der Beek, Anna, Jr.” as RIS and BibTeX write it; a body by its whole name."""
    if "literal" in name:
        return name["literal"]
    family = " ".join(name[key] for key in ("non-dropping-particle", "family") if key in name)
    return ", ".join(part for part in (family, name.get("given", ""), name.get("suffix", "")) if part)
