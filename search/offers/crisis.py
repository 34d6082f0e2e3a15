"""Help for people in a crisis: who searches for such words is shown whom to call, above everything and always.

Nothing of ours may note such a question. Whatever counts or keeps what people search for asks `is_crisis` first.
"""

from dataclasses import dataclass

from django.conf import settings
from rapidfuzz import process
from rapidfuzz.distance import OSA
from wagtail.models import Page

from caching.site_version import cached_until_change
from core import site_state, tree
from core.i18n.profiles import profile_of
from core.models import SiteText
from core.text.typed_words import plain
from core.visibility import shown_to
from search.words.analysis import fold, forms
from search.words.highlighting import matches
from search.words.query_parser import ParsedQuery, parse
from search.words.vocabulary import TWO_ERRORS
from users.models import AnyUser

# Letters of a word from which on one may be mistyped.
SHORTEST_MISTYPED = 3


@dataclass(frozen=True)
class CrisisHelp:
    """What is shown: the notice of the site's frame, and the page with more."""

    text: SiteText | None
    page: Page | None


def is_crisis(*texts: str) -> bool:
    """Whether somebody who asks this may need help now. One word counts as a word, several as a row."""
    words = _words()
    # As the index has them: without what is left out before an apostrophe.
    return any(next(matches(" ".join(forms(plain(text))), words), None) for text in texts)


def is_nearly_crisis(text: str) -> bool:
    """Whether it may be a mistyped question of crisis. For whatever counts questions: it shows nobody help."""
    known = sorted({token for term in _words().terms for phrase in term.phrases for token in phrase})
    return is_crisis(" ".join(_closest(fold(word), known) for word in forms(plain(text))))


def _closest(word: str, known: list[str]) -> str:
    errors = 0 if len(word) < SHORTEST_MISTYPED else 1 if len(word) < TWO_ERRORS else 2
    found = process.extractOne(word, known, scorer=OSA.distance, score_cutoff=errors)
    return found[0] if found else word


def crisis_help(user: AnyUser, *texts: str) -> CrisisHelp | None:
    """The help for these words, in the reader's language; None for other words, or where the site has none to give."""
    if not is_crisis(*texts):
        return None
    site = site_state.site_settings()
    text, page = site.text if site.pk else None, None
    if site.help_page:
        twins = Page.objects.filter(translation_key=site.help_page.translation_key)
        page = shown_to(twins, user, tree.current_locale()).first()
    has_words = text is not None and bool(text.help_lines or text.crisis_short or text.crisis_long)
    return CrisisHelp(text, page) if has_words or page else None


@cached_until_change
def _words() -> ParsedQuery:
    """The words of all languages: people do not look first in which one they read."""
    site = site_state.site_settings()
    own = {text.language: text.crisis_words.splitlines() for text in site.texts.all()} if site.pk else {}
    rows = [
        row
        for code, _name in settings.LANGUAGES
        for row in [line for line in own.get(code, []) if line.strip()] or profile_of(code).crisis_words
    ]
    terms = [term for row in rows for term in parse(f'"{row.replace(chr(34), " ").strip()}"').terms]
    return ParsedQuery(terms=tuple(dict.fromkeys(terms)))
