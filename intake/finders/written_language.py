"""The language in which a document is written, by the small words that each language uses most."""

from collections import Counter

from django.conf import settings

from core.i18n.profiles import profile_of
from intake.document import Document
from intake.finders.named_parts import folded

# Small words, and how many times as many as of the next language: below that, nobody can tell.
FEWEST = 20
TIMES = 3


def language_of_words(document: Document) -> str:
    """The code of a language of the site; empty where it is not plain."""
    words = Counter(word for block in document.blocks for word in folded(block.text).split())
    small = {code: profile_of(code).stop_words for code, _name in settings.LANGUAGES}
    found = sorted(((sum(words[one] for one in said), code) for code, said in small.items()), reverse=True)
    first, second = found[0], found[1] if len(found) > 1 else (0, "")
    return first[1] if first[0] >= FEWEST and first[0] >= TIMES * second[0] else ""
