"""What the checks must know of a language. In one that is missing here they look for less."""

import re
from typing import NamedTuple


class QualityWords(NamedTuple):
    """Patterns are searched in a paragraph. `ease`: of the whole, what a sentence loses by each word, a word by each
    syllable.
    """

    ease: tuple[float, float, float]
    vowels: re.Pattern[str]
    silent: re.Pattern[str]
    times: re.Pattern[str]
    dates: re.Pattern[str]
    zones: re.Pattern[str]
    announces: re.Pattern[str]
    # What needs no explanation, or has none but its own name.
    known_acronyms: frozenset[str]


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.VERBOSE | re.IGNORECASE)


# Provinces, files and things of every day; what is longer in words than anybody says.
_EVERYWHERE = frozenset(
    """AB BC MB NB NL NS NT NU ON PE PEI QC SK YT US USA UK UN EU PDF DOI ISBN ISSN URL HTML CSV OK TV DVD CD FAQ ID
    AIDS HIV DNA COVID SARS QR SMS TTY CC""".split()
)

_WORDS = {
    # Flesch, 1948.
    "en": QualityWords(
        ease=(206.835, 1.015, 84.6),
        vowels=re.compile(r"[aeiouyà-öø-ÿ]+?(?=ing$)|(?<![ctsg])i(?=[ao])|[aeiouyà-öø-ÿ]+"),
        silent=re.compile(
            r"(?:(?<=[^aeiouytd])ed|(?<![aeiouysxzcgl])es|(?<=[aeiou][^aeiouysxzcg])es|(?<![aeiouyl])e|(?<=[aeiou]l)e)$"
        ),
        times=_pattern(r"\b\d{1,2}(?::\d{2})?\s?(?:a\.?m|p\.?m)\b\.? | \b\d{1,2}:\d{2}\b"),
        dates=_pattern(
            r"""\b(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept(?:ember)?|oct(?:ober)?
            |nov(?:ember)?|dec(?:ember)?)\.?\s\d{1,2}\b | \b\d{4}-\d{2}-\d{2}\b"""
        ),
        zones=_pattern(
            r"""\b(?:(?-i:[PMCEAN][SD]?T|UTC|GMT)|pacific|mountain|central|eastern|atlantic|newfoundland|time\szones?
            |local\stime|your\stime)\b"""
        ),
        announces=_pattern(
            r"\b(?:upcoming|coming\sup|register(?:\snow|\sfor)|sign\sup|join\sus|save\sthe\sdate|next\s(?:event|webinar|session))\b"
        ),
        known_acronyms=_EVERYWHERE | frozenset("AM PM CEO PO MP MLA MPP RN MD NGO IT".split()),
    ),
    # Kandel and Moles, 1958.
    "fr": QualityWords(
        ease=(207.0, 1.015, 73.6),
        vowels=re.compile(r"[aeiouyà-öø-ÿœæ]+"),
        silent=re.compile(r"(?<=[^aeiouyà-öø-ÿ])(?:e|es|ent)$|(?<=[gq])u(?:e|es|ent)$"),
        times=_pattern(
            r"""\b(?:[01]?\d|2[0-3])[\s\u00a0\u202f]?(?:h|heures)(?:[\s\u00a0\u202f]?[0-5]\d)?\b(?!\s?sur)
            | \b\d{1,2}:\d{2}\b"""
        ),
        dates=_pattern(
            r"""\b(?:1er|\d{1,2})[\s\u00a0\u202f](?:janv(?:ier)?|févr(?:ier)?|mars|avril|mai|juin|juill(?:et)?|août
            |sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|déc(?:embre)?)\b | \b\d{4}-\d{2}-\d{2}\b"""
        ),
        zones=_pattern(
            r"""\b(?:(?-i:H[NAE][PRCEAT]|UTC|GMT)|fuseaux?|pacifique|rocheuses|atlantique|terre-neuve|heure\slocale
            |heure\s(?:du\scentre|de\sl[’']est))\b | \((?:centre|est)\)"""
        ),
        announces=_pattern(
            r"\b(?:à\svenir|prochain(?:e|s|es)?|inscrivez-vous|s[’']inscrire|joignez-vous|à\svos\sagendas|réservez)\b"
        ),
        known_acronyms=_EVERYWHERE
        | frozenset("TNO IPE TN VIH VHC SIDA ADN FAQ PDG CP OBNL ONG CLSC UE ONU CB NB NE SK MB ON QC".split()),
    ),
}


def quality_words(language: str) -> QualityWords | None:
    return _WORDS.get(language)
