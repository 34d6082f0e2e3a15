"""Pictures and documents: with their language, their licence, and a description for those who cannot see them."""

import logging
from collections.abc import Collection
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, SourceImageIOError
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index

from core.i18n.languages import DEFAULT, current
from core.text.cleaning import cleaned
from core.text.typography import set_in
from files.imaging import ERRORS
from files.passing_sizes import as_address, is_nothing_kept
from files.words import clean_words
from users.models import LanguageField

logger = logging.getLogger(__name__)
# Seconds.
PAUSE = 60
# Choosers look for words among the files that have a tag.
TAGS_TO_FILTER_BY = index.RelatedFields("tags", [index.FilterField("name")])


class SiteImage(AbstractImage):
    """A picture. `alternatives` maps a language code to the alternative text in that language."""

    alternatives = models.JSONField(_("alternative texts"), default=dict, blank=True)
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Say who made the picture. The credit is shown below it.")
    )
    licence = models.CharField(
        _("licence"),
        max_length=200,
        blank=True,
        help_text=_("Say what others may do with the picture: “CC BY 4.0”, for example."),
    )

    is_decorative = models.BooleanField(
        _("it only decorates"),
        default=False,
        help_text=_("Then screen readers pass over it, and it needs no alternative text."),
    )
    # Noted by the worker: a size of it that pages show cannot be made.
    is_damaged = models.BooleanField(default=False, editable=False)

    admin_form_fields = (
        "file",
        "title",
        "collection",
        "tags",
        "is_decorative",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
        "credit",
        "licence",
    )
    search_fields = [*WagtailImage.search_fields, index.SearchField("credit"), TAGS_TO_FILTER_BY]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        clean_words(self)
        self.alternatives = {code: set_in(code, cleaned(text)) for code, text in self.alternatives.items()}
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        # Before its length is looked at.
        clean_words(self)
        super().clean_fields(exclude)

    @property
    def lacks_words(self) -> bool:
        """Nobody who cannot see it is told what it shows, nor that it only decorates."""
        return not self.default_alt_text and not self.is_decorative

    @property
    def default_alt_text(self) -> str:
        """The alternative text in the reader's language; in the site's first language failing that. None where it only
        decorates."""
        if self.is_decorative:
            return ""
        return self.alternatives.get(current()) or self.alternatives.get(DEFAULT) or self.description

    def create_rendition(self, filter: Filter) -> "SiteRendition":
        """As Wagtail does. Whatever the imaging library, the disk or the database says to it is the one error that
        Wagtail and our templates expect; and the file, which is read whole each time, is left alone for a while."""
        paused = f"no-rendition:{self.pk}:{self.file_hash}:{filter.spec}"
        if cache.get(paused):
            raise SourceImageIOError("It could not be made a moment ago.")
        try:
            return self._passing(filter) if is_nothing_kept() else super().create_rendition(filter)
        except (*ERRORS, DatabaseError) as error:
            logger.warning("Picture %d cannot be shown as %s: %s", self.pk, filter.spec, error)
            cache.set(paused, True, PAUSE)
            raise SourceImageIOError(str(error)) from error

    def _passing(self, filter: Filter) -> "SiteRendition":
        """The same, kept nowhere."""
        address, width, height = as_address(self.generate_rendition_file(filter))
        made = SiteRendition(image=self, filter_spec=filter.spec, width=width, height=height)
        made.passing_address = address
        return made


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    # Of one that is made for one answer alone (files/passing_sizes.py).
    passing_address = ""

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    @property
    def url(self) -> str:
        """Always an address of ours, wherever the file lies: who may have it is asked there (files/access.py)."""
        return self.passing_address or f"{settings.MEDIA_URL}{quote(self.file.name)}"


class SiteDocument(AbstractDocument):
    """A file to download. `extracted_text` is filled by the worker for search, never typed."""

    class TextState(models.TextChoices):
        WAITING = "waiting", _("Waiting to be read")
        READ = "read", _("Can be searched")
        EMPTY = "empty", _("Contains no text, only pictures")
        TOO_LARGE = "too_large", _("Too large to be read")
        BROKEN = "broken", _("Cannot be read: the file is broken or locked")
        OTHER = "other", _("Not read: neither PDF, Word nor PowerPoint")

    language = LanguageField(_("language"), default=DEFAULT, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    extracted_text = models.TextField(blank=True, editable=False)
    text_state = models.CharField(
        _("text for search"), max_length=12, choices=TextState.choices, default=TextState.WAITING, editable=False
    )
    # Which file was read, so that a new one is noticed.
    text_of = models.CharField(max_length=64, blank=True, editable=False)

    admin_form_fields = (*WagtailDocument.admin_form_fields, "language", "licence")
    search_fields = [*WagtailDocument.search_fields, TAGS_TO_FILTER_BY]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        clean_words(self)
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        clean_words(self)
        super().clean_fields(exclude)

    def clean(self) -> None:
        # Without a file, or with one that was refused already, there is no ending to ask about.
        if self.file:
            super().clean()

    @property
    def format(self) -> str:
        return self.file_extension.upper()
