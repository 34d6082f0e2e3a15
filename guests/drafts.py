"""The draft that a link shows: which version, how it looks to a stranger, its parts, its pictures."""

import hashlib
import json
import re
from collections.abc import Iterable
from enum import Enum
from html.parser import HTMLParser
from typing import Any, NamedTuple

from django.conf import settings
from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, Revision

from core.drafts.live_as import as_it_goes_live
from core.text.revision_text import words
from core.visibility import in_bin
from guests.inviting import is_closed
from guests.models import GuestLink, GuestWord

PICTURES = re.compile(rf"{re.escape(settings.MEDIA_URL)}images/([\w.~%/-]+)")
LONGEST_PLACE = 200


class State(Enum):
    """What has become of the page of a link."""

    DRAFT = "draft"
    LIVE = "live"
    CLOSED = "closed"
    GONE = "gone"


def state_of(page: Page | None) -> State:
    if page is None or in_bin(page):
        return State.GONE
    if is_closed(page):
        return State.CLOSED
    return State.LIVE if page.live and not page.has_unpublished_changes else State.DRAFT


def newest(page: Page) -> Revision | None:
    return page.get_latest_revision()


def version_in(revision: Revision) -> str:
    """Names what the version says: saving it again without a change makes no other one."""
    text = json.dumps(words(revision.content), sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class Heard(NamedTuple):
    """What somebody said, and whether it is about the newest version."""

    word: GuestWord
    is_current: bool


def heard(words: Iterable[GuestWord], page: Page) -> list[Heard]:
    words = list(words)
    revision = newest(page) if words else None
    version = version_in(revision) if revision else ""
    return [Heard(word, word.version == version) for word in words]


class Frame(NamedTuple):
    """Marks that the page's template leaves, where the words around the draft come in afterwards."""

    head: SafeString = mark_safe("<!-- guest: head -->")
    above: SafeString = mark_safe("<!-- guest: above -->")
    below: SafeString = mark_safe("<!-- guest: below -->")


FRAME = Frame()


def look_of(revision: Revision, link: GuestLink) -> str | None:
    """The page of that version as a stranger will see it; None where it is no page of its own."""
    page = as_it_goes_live(revision)
    # No request of anybody's: neither cookies nor an account reach what is drawn.
    answer = page.make_preview_request(
        None, page.default_preview_mode, extra_request_attrs={"revision_id": revision.pk, "draft_frame": FRAME}
    )
    if answer.status_code != 200 or answer.streaming:
        return None
    return PICTURES.sub(lambda found: _picture_address(link, found[1]), answer.content.decode())


# Pictures: those of a draft are nobody's but staff's. The link opens the ones that stand in what it shows.


def _signer(link: GuestLink) -> signing.Signer:
    return signing.Signer(salt=f"picture for {link.nonce}")


def _picture_address(link: GuestLink, name: str) -> str:
    return reverse("guest_picture", args=[link.token, _signer(link).signature(name), name])


def is_shown_to(link: GuestLink, name: str, signature: str) -> bool:
    try:
        _signer(link).unsign(f"{name}:{signature}")
    except signing.BadSignature:
        return False
    return True


# The parts of a page, by their headings


class _Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.depth = 0
        self.is_main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        if tag == "main":
            self.is_main = True
        elif tag in {"h1", "h2", "h3"} and self.is_main:
            self.depth += 1
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.is_main = False
        elif tag in {"h1", "h2", "h3"} and self.depth:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.found[-1] += data


def places_in(look: str) -> list[str]:
    """The headings of the page, in their order, each once."""
    parser = _Headings()
    parser.feed(look)
    parser.close()
    headings = (" ".join(heading.split())[:LONGEST_PLACE].strip() for heading in parser.found)
    return list(dict.fromkeys(heading for heading in headings if heading))
