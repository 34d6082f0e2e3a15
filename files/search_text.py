"""The words of the files that a page gives, for search: only of files that are as open as the page."""

import hashlib

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import Collection, CollectionViewRestriction, Page, ReferenceIndex

# Of all files of one page together.
LONGEST = 1_000_000


def file_texts(page: Page) -> list[str]:
    """What was read out of the documents that the live page leads to.

    A document may be had by whoever sees a page that uses it (files/access.py). One in a collection with a
    privacy of its own may not: its words would show in what a search finds.
    """
    if not page.pk:
        return []
    texts: list[str] = []
    left = LONGEST
    for text in documents_of(page).exclude(_in_closed_collection()).values_list("extracted_text", flat=True):
        texts.append(text[:left])
        left -= len(text)
        if left <= 0:
            break
    return texts


def documents_of(page: Page) -> QuerySet:
    """Documents with words that the page refers to, from blocks, texts and fields."""
    model = get_document_model()
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        to_content_type=ContentType.objects.get_for_model(model),
    )
    keys = [int(key) for key in references.values_list("to_object_id", flat=True)]
    return model.objects.filter(pk__in=keys, text_state="read").order_by("pk") if keys else model.objects.none()


def _in_closed_collection() -> Q:
    closed = Q(pk=None)
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        closed |= Q(collection__path__startswith=path)
    return closed


def documents_below(collection: Collection) -> QuerySet:
    """Those in a collection and in the collections inside it."""
    return get_document_model().objects.filter(collection__path__startswith=collection.path)


def mark_of_file(document: AbstractDocument) -> str:
    """Tells one file from another: a new one has another name or another content."""
    return hashlib.sha256(f"{document.file.name}:{document.file_hash}".encode()).hexdigest()


def read_again(documents: QuerySet) -> int:
    """Put documents back into the queue of the worker, without what was read before."""
    return documents.update(text_state="waiting", extracted_text="", text_of="")
