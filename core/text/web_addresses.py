"""An address of the web as people type and paste it, and as the site keeps it.

One home for forms, blocks, sheets and the look for duplicates. Whether it is an address at all is for the field to say.
"""

import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from core.text.invisible_signs import without_invisible

MAILTO = "mailto:"
STOPS = frozenset(".,;:!\"'”’»…")
BRACKETS = {")": "(", "]": "[", ">": "<", "}": "{"}
_BEFORE = re.compile(r"(?:url\s*:\s*|[\s<(\[\"'“‘«])+", re.IGNORECASE)
_SCHEME = re.compile(r"(https?)\s*:[/\\]{2}", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?=[/?#]|$)")
# A name of a file: only in front of one is a blank taken for a part of the address.
_FILE = re.compile(
    r"\.(?:pdf|docx?|pptx?|xlsx?|od[tsp]|rtf|txt|csv|zip|html?|epub|mp[34]|png|jpe?g|svg)$", re.IGNORECASE
)


@lru_cache(maxsize=4_096)
def web_address(text: str) -> str:
    """The address itself: without what stands around it, its scheme and host in small letters.

    What cannot be mended comes back nearly as it was, so that a check can refuse it with words: above all, what holds
    blanks, of which nobody can say whether they are part of the address or the end of it.
    """
    text = without_around(without_invisible(text))
    found = _SCHEME.match(text)
    if found is None:
        return f"https://{text.removeprefix('//')}" if _HOST.match(text.removeprefix("//")) else text
    rest = text[found.end() :]
    at = min((rest.find(sign) for sign in "/?#" if sign in rest), default=len(rest))
    who, sign, host = rest[:at].rpartition("@")
    path = re.sub(r"\s+", "%20", rest[at:]) if _FILE.search(rest) and not re.search(r"\s", host) else rest[at:]
    return f"{found[1].lower()}://{who}{sign}{host.lower()}{path}"


def mailbox_of(text: str) -> str:
    """The mailbox that a text is, with or without “mailto:”; empty where it is none."""
    mailbox = without_around(without_invisible(text))
    mailbox = mailbox[len(MAILTO) :] if mailbox[: len(MAILTO)].casefold() == MAILTO else mailbox
    try:
        validate_email(mailbox)
    except ValidationError:
        return ""
    return mailbox


def without_around(text: str) -> str:
    """Without brackets and quotation marks in front, and without stops and the like that end the sentence, not it."""
    text = text[found.end() :] if (found := _BEFORE.match(text)) else text
    text = text.rstrip()
    while text and (text[-1] in STOPS or text.count(text[-1]) > text.count(BRACKETS.get(text[-1], text[-1]))):
        text = text[:-1].rstrip()
    return text
