"""What is searched: a row of ready words for each page, part and named thing, written with what it is about. And what
staff set for it.
"""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.models import PagePart
from search.words.typed_lines import check_lines, lines_of


class Entry(models.Model):
    """The words of one live page, person, organisation or term, cut and stemmed by `search/words/analysis.py`.

    The database keeps a full-text index of the four fields of words (see the migration `entries`). Their weights stand
    in `search/ranking.py`.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    language = models.CharField(max_length=12, blank=True)
    title = models.TextField(blank=True)
    # What it is filed under and what stands beside its text: terms, kind, day, place, people, organisations.
    names = models.TextField(blank=True)
    body = models.TextField(blank=True)
    # What its files say.
    files = models.TextField(blank=True)
    # The text as it is read, for excerpts.
    text = models.TextField(blank=True)
    # Until when it is news: an event that is over stands after one to come.
    ends_at = models.DateTimeField(null=True, blank=True)
    # What lists count and narrow by, by the name of the facet; and by the name of a field, what orders as it does.
    values = models.JSONField(default=dict, blank=True)
    orders = models.JSONField(default=dict, blank=True)
    # The version of the page that was read, and of the analyser.
    revision = models.PositiveBigIntegerField(null=True, blank=True)
    analyser = models.PositiveSmallIntegerField(default=0)
    # For a search cluster: when the entry was written, in microseconds, and whether the cluster has it so.
    written = models.BigIntegerField(default=0)
    is_sent = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="one_entry_each")]
        indexes = [
            models.Index(fields=["is_sent"], name="entries_to_send", condition=models.Q(is_sent=False)),
            # SQLite finds out of it to which page an entry belongs, and reads none of the long texts.
            models.Index(fields=["id", "object_id", "content_type"], name="keys_of_entries"),
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id}"


class GoneEntry(models.Model):
    """A page of which the search cluster has to be told that it is not found any more."""

    object_id = models.PositiveBigIntegerField(unique=True)
    written = models.BigIntegerField()

    class Meta:
        verbose_name = _("search entry that is gone")
        verbose_name_plural = _("search entries that are gone")

    def __str__(self) -> str:
        return str(self.object_id)


class PartEntry(models.Model):
    """The words of one part of a page: a finding, a question, a section."""

    part = models.OneToOneField(PagePart, primary_key=True, on_delete=models.CASCADE, related_name="entry")
    words = models.TextField()

    class Meta:
        verbose_name = _("search entry of a part")
        verbose_name_plural = _("search entries of parts")

    def __str__(self) -> str:
        return str(self.part_id)


class Word(models.Model):
    """A word that stands in some entry, folded: what a beginning may become, and what a typing error may have meant.

    Words are added and never changed. Whether anybody may see a page that holds one is asked anew each time.
    """

    word = models.CharField(max_length=80, unique=True)

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")

    def __str__(self) -> str:
        return self.word


class EntryVectors(models.Model):
    """What a page means: a vector for each of its passages, one after the other, all by one model.

    The worker writes them where search by meaning is on (search/meaning/); otherwise the table is empty.
    """

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.CASCADE, related_name="+")
    model = models.CharField(max_length=255)
    # The entry that was read: when it was written, and what it said.
    entry_written = models.BigIntegerField()
    said = models.CharField(max_length=32)
    passages = models.PositiveSmallIntegerField()
    vectors = models.BinaryField()
    # In microseconds: what came after the last that a process has is new to it.
    made = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("vectors of a page")
        verbose_name_plural = _("vectors of pages")

    def __str__(self) -> str:
        return str(self.entry_id)


# What staff set


class SynonymGroup(models.Model):
    """Words that say the same: who searches for one finds the others. In force from the next search on."""

    words = models.TextField(
        _("words with the same meaning"),
        help_text=_(
            "One per line, in any language. Anyone who searches for one of them finds pages with the others too."
        ),
    )

    panels = [FieldPanel("words")]

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["words"]

    def __str__(self) -> str:
        return ", ".join(lines_of(self.words))

    def clean(self) -> None:
        try:
            self.words = check_lines(self.words, at_least=2)
        except ValidationError as error:
            raise ValidationError({"words": error}) from error


class Promotion(models.Model):
    """A page that stands above the results where somebody searches for such words, if they may see it."""

    words = models.TextField(
        _("words that people search for"),
        help_text=_("One search per line. It applies when somebody searches for all the words on the line."),
    )
    page = models.ForeignKey(
        Page,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("Shown in the language of the reader, and only to those who may see it."),
    )
    until = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Leave this empty to recommend the page with no end date.")
    )

    panels = [FieldPanel("words"), FieldPanel("page"), FieldPanel("until")]

    class Meta:
        verbose_name = _("recommended page")
        verbose_name_plural = _("recommended pages")
        ordering = ["words"]

    def __str__(self) -> str:
        return ", ".join(lines_of(self.words))

    def clean(self) -> None:
        try:
            self.words = check_lines(self.words)
        except ValidationError as error:
            raise ValidationError({"words": error}) from error


# What people look for


class AskedWords(models.Model):
    """How often some words were asked on a day, in one language of the site. Nothing in it tells who asked."""

    is_public_content = False

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=12)
    # Stems in the order of their letters, so that the same question is one row (search/insight/asked_words.py).
    words = models.CharField(max_length=100)
    shown = models.CharField(_("words"), max_length=100)
    times = models.PositiveIntegerField(_("times"), default=0)
    found_nothing = models.PositiveIntegerField(_("without a result"), default=0)
    opened = models.PositiveIntegerField(_("results opened"), default=0)

    class Meta:
        verbose_name = _("words that people looked for")
        verbose_name_plural = _("words that people looked for")
        constraints = [models.UniqueConstraint(fields=["day", "language", "words"], name="asked_once_a_day")]

    def __str__(self) -> str:
        return self.shown


class PageReadings(models.Model):
    """How often a public page was read on a day. Nothing in it tells who read it."""

    is_public_content = False
    wagtail_reference_index_ignore = True

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("day"))
    times = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("readings of a page")
        verbose_name_plural = _("readings of pages")
        constraints = [models.UniqueConstraint(fields=["page", "day"], name="read_once_a_day")]
        indexes = [models.Index(fields=["day"], name="readings_by_day")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.day}"


class WantedContent(models.Model):
    """Words for which somebody of the staff has asked for content."""

    is_public_content = False

    language = models.CharField(max_length=12)
    words = models.CharField(max_length=100)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("content that was asked for")
        verbose_name_plural = _("content that was asked for")
        constraints = [models.UniqueConstraint(fields=["language", "words"], name="wanted_once")]

    def __str__(self) -> str:
        return self.words
