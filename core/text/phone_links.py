"""Telephone numbers in words, made into links that a phone dials."""

import re
from functools import lru_cache

from bs4 import BeautifulSoup, NavigableString
from django.utils.html import format_html
from django.utils.safestring import SafeString

# 9-8-8; 310-6789, which needs no area code; 604-555-0199, 1 (800) 555-0199.
NUMBER = re.compile(
    r"(?<![\w$.-])(?:\d-\d-\d|310[-. ]\d{4}|(?:\+?1[-. ]?)?(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4})(?![\w-])"
)
# With these a number has a country in front.
WITH_AREA = 10
# Text inside of these is no place for a link.
CLOSED = ["a", "button", "code"]


@lru_cache(maxsize=256)
def with_phone_links(html: str) -> SafeString:
    """The HTML with each number as a link; numbers that stand in a link already stay as they are."""
    soup = BeautifulSoup(html, "html.parser")
    for text in list(soup.find_all(string=NUMBER)):
        if type(text) is NavigableString and not text.find_parent(CLOSED):
            text.replace_with(BeautifulSoup(_linked(str(text)), "html.parser"))
    # As safe as it came: words are escaped again, links are made of digits.
    return SafeString(str(soup))


def _linked(words: str) -> str:
    parts, end = [], 0
    for match in NUMBER.finditer(words):
        parts.append(format_html("{}", words[end : match.start()]))
        parts.append(format_html('<a class="phone" href="tel:{}">{}</a>', dialled(match[0]), match[0]))
        end = match.end()
    return "".join([*parts, format_html("{}", words[end:])])


def dialled(number: str) -> str:
    """What a phone dials for a number as people write it; ten digits get the country in front."""
    digits = re.sub(r"\D", "", number)
    return {WITH_AREA: f"+1{digits}", WITH_AREA + 1: f"+{digits}"}.get(len(digits), digits)
