"""Signs that nobody sees: in an address, an identifier or a name of either they are always a slip of the clipboard."""

import unicodedata

# Blanks that keep two words on one line, or are wider or thinner than others.
BLANKS = frozenset("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")


def without_invisible(text: str) -> str:
    """The text without them, and with plain blanks: for what a machine reads."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_seen(sign) for sign in text)


def _seen(sign: str) -> str:
    if sign in BLANKS:
        return " "
    return "" if unicodedata.category(sign) == "Cf" else sign
