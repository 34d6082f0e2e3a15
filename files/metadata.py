"""What a reader wants to know before following a link to a file: type, size, language, length."""

import mimetypes
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from core.blocks.links import LinkValue
from core.i18n import dates
from core.models import Term
from core.templatetags.languages import language_name
from files.models import SiteDocument
from linkcheck.models import ExternalLink

FILE_ENDINGS = frozenset("csv doc docx epub mp3 mp4 odp ods odt pdf ppt pptx rtf txt xls xlsx zip".split())
PAGE_TYPES = {"text/html", "application/xhtml+xml"}


def file_facts(value: LinkValue | SiteDocument) -> str:
    """Of a block that leads somewhere, or of a document: “PDF, 2.4 MB, English”; empty for an ordinary page."""
    if isinstance(value, SiteDocument):
        return _joined([value.format, _size(value), _name_of(value.language)])
    document = value.get("document")
    pages = value.get("pages")
    return _joined(
        [
            _format(value, document),
            _size(document) if document else _size_elsewhere(value),
            _name_of(value.get("language") or (document.language if document else "")),
            _("%(count)s pages") % {"count": pages} if pages else "",
        ]
    )


def is_file(value: LinkValue) -> bool:
    """Whether the link gives a file, not a page to read in the browser."""
    if value.get("document"):
        return True
    link = known_link(value)
    if link is not None and link.media_type:
        return format_of_media_type(link.media_type) not in {"", _("Web page")}
    return format_of_address(value.href) not in {"", _("Web page")}


def known_link(value: LinkValue) -> ExternalLink | None:
    """What the link checker found at the address of a block; see `linkcheck.link_status`."""
    return getattr(value, "known_link", None)


def format_of_address(address: str) -> str:
    """PDF for an address that ends in .pdf; otherwise it is taken for a web page."""
    if not address:
        return ""
    ending = PurePosixPath(urlsplit(address).path).suffix.lower().lstrip(".")
    return ending.upper() if ending in FILE_ENDINGS else _("Web page")


def format_of_media_type(media_type: str) -> str:
    """PDF for application/pdf. Empty where the type says nothing, as that of an unknown file does."""
    if media_type in PAGE_TYPES:
        return _("Web page")
    ending = (mimetypes.guess_extension(media_type) or "").lstrip(".")
    return ending.upper() if ending in FILE_ENDINGS else ""


def _format(value: LinkValue, document: SiteDocument | None) -> str:
    """Of our own file as it is; of what lies elsewhere as the editor says, or as the other site says."""
    if document:
        return document.format
    link = known_link(value)
    found = format_of_media_type(link.media_type) if link else ""
    return value.get("format") or found or format_of_address(value.href)


def _size(document: SiteDocument) -> str:
    return dates.file_size(max(1, round(document.file_size / 1000))) if document.file_size else ""


def _size_elsewhere(value: LinkValue) -> str:
    link = known_link(value)
    kilobytes = value.get("size_kb") or 0
    if not kilobytes and link and link.size and link.media_type not in PAGE_TYPES:
        kilobytes = max(1, round(link.size / 1000))
    return dates.file_size(kilobytes) if kilobytes else ""


def _name_of(language: Term | str) -> str:
    """Of a term of the vocabulary, or of a language of the site."""
    if isinstance(language, Term):
        return language.seen_label
    return language_name(language) if language else ""


def _joined(facts: list[str]) -> str:
    """As it stands in brackets: “web page, English”, but “PDF, English”."""
    first, *others = [fact for fact in facts if fact] or [""]
    return ", ".join([first.lower() if first[1:].islower() else first, *others])
