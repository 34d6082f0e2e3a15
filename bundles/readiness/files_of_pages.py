"""The pictures and documents that the pages of a bundle use, and what is wrong with them."""

from collections.abc import Iterator
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from files.models import SiteDocument, SiteImage


class FileLine(NamedTuple):
    """`blocks`: why the page cannot go live with it; `note`: what somebody should look at."""

    title: str
    is_picture: bool
    address: str
    note: str = ""
    blocks: str = ""


def files_of(draft: Page) -> list[FileLine]:
    """Those of this version. The index of references knows what is live alone."""
    kinds = {ContentType.objects.get_for_model(kind).pk: kind for kind in (SiteImage, SiteDocument)}
    wanted: dict[type[Model], set[int]] = {SiteImage: set(), SiteDocument: set()}
    for kind, key, *_place in ReferenceIndex._extract_references_from_object(draft):
        if kind in kinds and str(key).isdigit():
            wanted[kinds[kind]].add(int(key))
    return [*_pictures(wanted[SiteImage]), *_documents(wanted[SiteDocument])]


def _pictures(keys: set[int]) -> Iterator[FileLine]:
    found = SiteImage.objects.filter(pk__in=keys).order_by("title", "pk")
    for one in found:
        line = FileLine(one.title, True, reverse("wagtailimages:edit", args=[one.pk]))
        if one.is_damaged or not _is_there(one):
            yield line._replace(blocks=_missing(one.title))
        elif one.lacks_words:
            yield line._replace(note=_("It has no alternative text."))
        else:
            yield line
    yield from _gone(len(keys) - len(found))


def _documents(keys: set[int]) -> Iterator[FileLine]:
    found = SiteDocument.objects.filter(pk__in=keys).select_related("collection").order_by("title", "pk")
    for one in found:
        line = FileLine(one.title, False, reverse("wagtaildocs:edit", args=[one.pk]))
        if not _is_there(one):
            yield line._replace(blocks=_missing(one.title))
        elif one.collection.get_view_restrictions().exists():
            yield line._replace(note=_("It lies in a private collection: not every visitor can open it."))
        elif one.text_state == SiteDocument.TextState.WAITING:
            yield line._replace(note=_("Its words are not read yet: search finds it a little later."))
        else:
            yield line
    yield from _gone(len(keys) - len(found))


def _is_there(file: SiteImage | SiteDocument) -> bool:
    return bool(file.file) and file.file.storage.exists(file.file.name)


def _missing(title: str) -> str:
    return _("The file of “%(title)s” is damaged or missing. Upload it again.") % {"title": title}


def _gone(count: int) -> Iterator[FileLine]:
    if count:
        words = _("It uses a picture or document that was deleted. Choose another one.")
        yield FileLine(_("Deleted"), False, "", blocks=words)
