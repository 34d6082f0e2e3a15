"""Makes the draft: the page, its first version, and the row that says where it came from, all or nothing."""

import hashlib
import io
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.models import Page, PageSubscription

from core.i18n.profiles import profiles
from core.models import PageTerm
from core.page_slugs import free_page_slug
from intake.document import Document, bare
from intake.document_pictures import Pictures
from intake.document_reading import read_document
from intake.filling import Filling, Request, fill, place_for
from intake.finders.named_parts import folded
from intake.finders.written_language import language_of_words
from intake.guesses import stored_guess
from intake.models import Intake
from intake.not_kept import sentences_about
from intake.rich_text import as_html
from users.models import AnyUser


@dataclass
class Source:
    """The document as it came in."""

    name: str
    content: bytes

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass
class Draft:
    """What is to be made of a document."""

    page: Page
    parent: Page
    filling: Filling
    pictures: Pictures
    report: list[str] = field(default_factory=list)
    has_no_title: bool = False


def read_source(source: Source, pictures: Pictures) -> Document:
    """Raises CannotRead."""
    document = read_document(io.BytesIO(source.content), source.name)
    pictures.take(document, source.content, source.name)
    return document


def draft_of(
    page_class: type[Page],
    parent: Page,
    document: Document,
    name: str,
    pictures: Pictures,
    may_change_language: bool = False,
) -> Draft:
    """A page that is not saved yet. The document is read in the language of the place where it shall stand;
    `may_change_language`: nobody chose that place, so that it may be its twin in the language of the words."""
    chosen, parent = parent, _in_its_language(parent, document, pictures.user) if may_change_language else parent
    request = Request(pictures.user, parent, parent.locale.language_code)
    filling = fill(page_class, document, request)
    placed = place_for(page_class, document, request).specific
    values = {"title": _title_of_file(name) or _("Untitled, from a document")} | filling.values
    owner = pictures.user if pictures.user.pk else None
    page = page_class(owner=owner, locale=placed.locale, live=False, **values)
    page.page_terms = [PageTerm(term=term, sort_order=order) for order, term in enumerate(filling.terms)]
    page.slug = free_page_slug(placed, slugify(page.title, allow_unicode=True) or "page")
    report = [*filling.remarks, *sentences_about(document.not_kept)]
    names = [block for block in filling.leftovers if bare(block.text) == bare(placed.title)]
    filling.leftovers = [block for block in filling.leftovers if not any(block is one for one in names)]
    if names or placed.pk != parent.pk:
        report.insert(0, _("The document names “%(title)s”: the draft stands there.") % {"title": placed.title})
    if chosen.pk != parent.pk:
        words = _("The words are in another language: the draft stands in the %(language)s list.")
        report.insert(0, words % {"language": get_language_info(parent.locale.language_code)["name_translated"]})
    has_no_title = "title" not in filling.values and not _title_of_file(name)
    return Draft(page, placed, filling, pictures, report, has_no_title)


def _in_its_language(parent: Page, document: Document, user: AnyUser) -> Page:
    """The same place in the language of the words, where there is one and this person may write there."""
    code = language_of_words(document)
    if not code or code == parent.locale.language_code:
        return parent
    other = parent.get_translations().filter(locale__language_code=code).specific().first()
    return other if other is not None and other.permissions_for_user(user).can_add_subpage() else parent


def _title_of_file(name: str) -> str:
    """The name of a file, where it says something: not “pasted”, “scan 12” or “document (3)”."""
    title = Path(name).stem.replace("_", " ").strip()[:255]
    words = re.findall(r"[^\W\d]+", folded(title))
    return title if any(word not in _empty_names() for word in words) else ""


@cache
def _empty_names() -> frozenset[str]:
    return frozenset().union(*(profile.documents.empty_file_names for profile in profiles()))


def save_draft(draft: Draft, source: Source) -> Intake:
    """The page, its pictures and the row beside it, or nothing of them."""
    try:
        with transaction.atomic():
            draft.pictures.save()
            return _save(draft, draft.pictures.user, source)
    except BaseException:
        draft.pictures.forget()
        raise


def _save(draft: Draft, user: AnyUser, source: Source) -> Intake:
    """As Wagtail's own form of a new page does it. From the shell it may be nobody's."""
    draft.parent.add_child(instance=draft.page)
    revision = draft.page.save_revision(user=user if user.pk else None, log_action=True, clean=False)
    if draft.has_no_title:
        # The form asks for it: only the row, and what is told of it, has to be called something.
        revision.content |= {"title": "", "slug": ""}
        revision.save(update_fields=["content"])
    if user.pk:
        PageSubscription.objects.create(page=draft.page, user_id=user.pk, comment_notifications=True)
    intake = Intake(
        page_id=draft.page.pk,
        made_by_id=user.pk,
        source_name=source.name[-255:],
        fingerprint=source.fingerprint,
        guesses=[stored_guess(draft.page, guess) for guess in draft.filling.guessed.values()],
        leftovers=[as_html(block) for block in draft.filling.leftovers],
        report=draft.report,
    )
    intake.source.save("", ContentFile(source.content), save=False)
    intake.save()
    return intake
