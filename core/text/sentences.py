"""The end of a sentence that ends in somebody else's words: one stop, also behind “Inc.”, “Jr.”, or “Who decides?”.

Translators write the stop where their sentence ends; whether the name in front of it has one of its own is known only
once both stand together. tests/core/test_sentences.py finds the sentences that need it.
"""

import re

# Three dots are one sign. Closing quotation marks (escaped, too) and the end of italics may stand between.
_TWICE = re.compile(
    r"""(?<!\.)(\.\.\.|[.?!…])((?:[\s\u00a0\u202f]?[”»]|["'’\ue001]|&quot;|&\#x27;|</\w+>)*)\.(?![.\w])""", re.VERBOSE
)
_ENDED = re.compile(r"""[.?!…](?:[\s\u00a0\u202f]?[”»]|["'’])*$""")


def one_stop(text: str) -> str:
    """Sentences in which names or titles stand already."""
    return _TWICE.sub(r"\1\2", text)


def has_stop(text: str) -> bool:
    """Whether it needs none: it has one, or nothing is said."""
    return not text or bool(_ENDED.search(text))


def with_stop(text: str) -> str:
    """Words made a sentence."""
    return text if has_stop(text) else f"{text}."
