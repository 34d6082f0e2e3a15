"""Where a draft came from: the document, what was read into which field, and what is still to be placed."""

import re
import uuid
from typing import Any, Self

from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

# The names of sources that came from the clipboard.
PASTED_TEXT, PASTED_HTML = "pasted.txt", "pasted.html"


def private_name(intake: "Intake", name: str) -> str:
    """A name that nobody can guess; no address of the site leads there (intake/views.py asks who it is)."""
    return f"intake/{uuid.uuid4().hex}"


def words_of_html(html: str) -> str:
    """A line for each block, a blank line between paragraphs."""
    soup = BeautifulSoup(html, "html.parser")
    for hidden in soup.find_all(["script", "style", "head"]):
        hidden.decompose()
    for block in soup.find_all(["p", "li", "tr", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6"]):
        block.append("\n")
    lines = (" ".join(line.split()) for line in soup.get_text().splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class IntakeQuerySet(models.QuerySet["Intake"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)

    def of_document(self, fingerprint: str, page_class: type[Page]) -> Self:
        """Pages of this kind that were made of this very document."""
        kind = ContentType.objects.get_for_model(page_class)
        return self.filter(fingerprint=fingerprint, page__content_type=kind).order_by("pk")


class Intake(models.Model):
    """One document that became one draft. It is open until somebody says that they are done with it."""

    # Nothing of it shows on a public page.
    is_public_content = False

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="intake")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    source = models.FileField(upload_to=private_name, max_length=200, blank=True)
    source_name = models.CharField(max_length=255, blank=True)
    # SHA-256 of the document, by which one that comes a second time is known. Empty on drafts from before it was kept.
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    # Each with the name of its field, what was read, from which words, and whether a person confirmed it; of a stream
    # with the blocks that were read, so that one knows which were changed since (intake/guesses.py).
    guesses = models.JSONField(default=list, blank=True)
    # HTML of each block that found no field, as it stood in the document.
    leftovers = models.JSONField(default=list, blank=True)
    # Numbers of those that somebody placed or left out since.
    settled = models.JSONField(default=list, blank=True)
    # What was not kept, in sentences.
    report = models.JSONField(default=list, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of a draft")
        verbose_name_plural = _("documents of drafts")

    def __str__(self) -> str:
        return self.source_name

    @property
    def pasted_text(self) -> str:
        """What somebody pasted, as words; empty where a file came, or where it cannot be opened."""
        if self.source_name not in {PASTED_TEXT, PASTED_HTML}:
            return ""
        try:
            with self.source.open() as file:
                text = str(file.read(), "utf-8", "replace")
        except (OSError, ValueError):
            return ""
        return words_of_html(text) if self.source_name == PASTED_HTML else text.strip()

    @property
    def open_guesses(self) -> list[dict[str, Any]]:
        return [guess for guess in self.guesses if not guess["confirmed"]]

    @property
    def open_pieces(self) -> list[int]:
        """Numbers of what nobody has placed or left out yet."""
        return [number for number in range(len(self.leftovers)) if number not in self.settled]


def delete_source(sender: type[Intake], instance: Intake, **kwargs: Any) -> None:
    """The document goes with its page, once that is certain."""
    name = instance.source.name
    if name:
        transaction.on_commit(lambda: instance.source.storage.delete(name))
