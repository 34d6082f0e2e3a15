"""Where links lead: to nothing, to what is not live, behind a closed door, to an event that is over.

What is found holds no title of the other page: whoever reads it may not be allowed to know of that.
"""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex

from core.visibility import is_more_closed
from events.models import EventPage
from linkcheck.link_status import told_broken
from quality.checking import Aim, Check, Finding, Level, check
from quality.language_words import quality_words
from quality.page_reading import Link, Place, Reading


@check
class BrokenLink(Check):
    code = "broken_link"
    name = _("Link that does not work")
    says = _("The link “%(words)s” does not work: %(address)s did not answer.")
    why = _("Readers who need it stand before an error, and trust the rest of the page less.")
    mend = _("Look for the new address, or take the link out. If it works for you, say so in the report of links.")

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        others = [Link(Place(""), "", address=address) for address in reading.page.more_addresses()]
        for link in [*reading.links, *others]:
            if link.address and told_broken(link.address):
                yield self.found(link.place, words=link.words or link.address, address=link.address)


@check
class LostDocument(Check):
    code = "lost_document"
    name = _("Link to a document that is gone")
    says = _("The document behind “%(words)s” no longer exists.")
    why = _("The link leads to an error.")
    mend = _("Choose another document, or take the link out.")
    level = Level.BLOCK

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        keys = reading.linked_documents
        known = set(get_document_model().objects.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
        for link in reading.links:
            if link.document and link.document not in known:
                yield self.found(link.place, words=link.words)


@check
class SleepingPage(Check):
    code = "not_live"
    name = _("Link to a page that is not live")
    says = _("The link “%(words)s” leads to a page that is not live.")
    why = _("Visitors see the words without a link, or an error.")
    mend = _("Take that page live first, or link to another one.")

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        for link, target in _to_pages(reading):
            if not target.live:
                yield self.found(link.place, words=link.words)


@check
class PrivatePage(Check):
    code = "private_page"
    name = _("Public page that leads to a private one")
    says = _("The link “%(words)s” leads to a page that only some may open.")
    why = _("Visitors stand before a closed door, and the words of the link may tell what is behind it.")
    mend = _("Link to something that everybody may open, or make this page private too.")
    level = Level.BLOCK

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        for link, target in _to_pages(reading):
            if is_more_closed(target.path, reading.page.path or ""):
                yield self.found(link.place, words=link.words)


@check
class PrivateFile(Check):
    code = "private_file"
    name = _("Public page that opens a private document")
    says = _("With this page anybody may have the document “%(words)s”, which only private pages have so far.")
    why = _("A document is as open as the most open page that links to it.")
    mend = _("Ask whoever looks after it whether it may be public; or link to a version that may.")

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        keys = reading.linked_documents
        private = _on_private_pages_alone(reading.page, keys) if keys else set()
        for link in reading.links:
            if link.document in private:
                yield self.found(link.place, words=link.words)


@check
class PastEvent(Check):
    code = "past_event"
    name = _("Event that is over, announced as to come")
    says = _("The event behind “%(words)s” is over, and the text says “%(said)s” of it.")
    why = _("People make plans, and come to a closed door.")
    mend = _("Take the words out, write them for something that is over, or link to the list of events.")

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        words = quality_words(reading.language)
        if not words or not reading.linked_pages:
            return
        over = set(EventPage.objects.past().filter(pk__in=reading.linked_pages).values_list("pk", flat=True))
        for link in reading.links:
            said = words.announces.search(f"{link.words}\n{link.around}") if link.page in over else None
            if said:
                yield self.found(link.place, words=link.words, said=said.group())


def _to_pages(reading: Reading) -> Iterator[tuple[Link, Page]]:
    pages = reading.linked_pages
    yield from ((link, pages[link.page]) for link in reading.links if link.page in pages)


def _on_private_pages_alone(page: Page, keys: set[int]) -> set[int]:
    """Those documents that live pages have, each of them more closed than this one."""
    target = ContentType.objects.get_for_model(get_document_model())
    rows = ReferenceIndex.objects.filter(
        to_content_type=target,
        to_object_id__in=[str(key) for key in keys],
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    pairs = [(int(key), int(base)) for key, base in rows.values_list("to_object_id", "object_id")]
    paths = dict(Page.objects.filter(pk__in={base for _key, base in pairs}, live=True).values_list("pk", "path"))
    by_file: dict[int, list[str]] = {}
    for key, base in pairs:
        if base in paths and base != page.pk:
            by_file.setdefault(key, []).append(paths[base])
    than = page.path or ""
    return {key for key, found in by_file.items() if all(is_more_closed(path, than) for path in found)}
