"""Names of authors as a citation needs them: family and given name, or the whole name of a body."""

import functools
import re

from nameparser import HumanName

from caching.site_version import cached_until_change
from networks.organisation_cache import known_organisations

# Words that stand in the names of bodies and hardly ever in those of people.
BODY_WORDS = frozenset(
    """agency agence alliance assembly assemblée association authority autorité board bureau center centre city ville
    coalition collectif collective college comité commission committee community council conseil department division
    fédération federation fondation foundation gouvernement government group groupe health hôpital hospital inc
    initiative institut institute laboratory ltd ministère ministry nation nations network réseau office organisation
    organization organisme partnership program programme project projet research santé secretariat secrétariat service
    services société society statistics team union unit université university of for the and on pour et &""".split()
)
GENERATION = re.compile(r"\b(?:Jr|Sr|II|III|IV)\b\.?", re.IGNORECASE)
# Forms of address that the parser takes for first names.
ADDRESS = re.compile(r"^(?:Elder|Aîné|Aînée|Dre|Mme|Chief)\s+(?=\S+\s+\S)")
# “Center, Anna” is a person, whatever her name.
FAMILY_FIRST = re.compile(r"^[\w'’-]+,\s*")

Name = dict[str, str]


@cached_until_change
def names_of_bodies() -> frozenset[str]:
    """All names of the directory's organisations, for comparison."""
    texts = [text.name for one in known_organisations().values() for text in one.texts.all()]
    shorts = [one.short for one in known_organisations().values()]
    return frozenset(name.casefold() for name in texts + shorts if name)


def author(name: str) -> Name:
    """One author by the words of CSL: `family` and `given` for a person, `literal` for a body."""
    name = " ".join(name.split())
    return {"literal": name} if is_body(name) else dict(_person(name))


def is_body(name: str) -> bool:
    if name.casefold() in names_of_bodies():
        return True
    words = re.findall(r"[\w&'’-]+", FAMILY_FIRST.sub("a ", name.casefold()))
    return len(words) < 2 or not BODY_WORDS.isdisjoint(words)


@functools.lru_cache(maxsize=20_000)
def _person(name: str) -> tuple[tuple[str, str], ...]:
    """Degrees and forms of address are dropped; “van der” and “de la” stay with the family name."""
    parsed = HumanName(ADDRESS.sub("", name))
    given = " ".join(part for part in (parsed.first, parsed.middle) if part)
    generation = GENERATION.search(parsed.suffix or "")
    parts = {
        "family": parsed.last_base,
        "given": given,
        "non-dropping-particle": parsed.last_prefixes,
        "suffix": generation[0] if generation else "",
    }
    if not parts["family"]:
        return (("literal", name),)
    return tuple((key, value) for key, value in parts.items() if value)


def family_first(name: Name) -> str:
    """“van der Beek, Anna, Jr.” as RIS and BibTeX write it; a body by its whole name."""
    if "literal" in name:
        return name["literal"]
    family = " ".join(name[key] for key in ("non-dropping-particle", "family") if key in name)
    return ", ".join(part for part in (family, name.get("given", ""), name.get("suffix", "")) if part)
