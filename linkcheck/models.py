"""Addresses of other sites that live pages lead to, and how they answered the last time."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ExternalLink(models.Model):
    """One address, whatever the number of pages that lead there. The worker asks it now and then."""

    is_public_content = False

    class State(models.TextChoices):
        WAITING = "waiting", _("Not checked yet")
        GOOD = "good", _("Answers")
        BROKEN = "broken", _("Broken")
        UNKNOWN = "unknown", _("Cannot be checked")

    class Problem(models.TextChoices):
        NONE = "", _("None")
        NOT_FOUND = "not_found", _("Page not found")
        SERVER = "server", _("The site has an error of its own")
        SILENT = "silent", _("The site does not answer")
        NO_HOST = "no_host", _("The site does not exist")
        TLS = "tls", _("The site’s certificate is not valid")
        LOOP = "loop", _("It redirects in an endless loop")
        REFUSED = "refused", _("The site blocks automatic checks")
        ROBOTS = "robots", _("The site asks automatic checkers to stay away")
        PRIVATE = "private", _("An address on a private network")
        OTHER = "other", _("It could not be read")

    # Of the address: addresses may be longer than a database likes to index.
    key = models.CharField(max_length=64, unique=True)
    address = models.TextField(_("address"))
    host = models.CharField(_("site"), max_length=255, db_index=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    problem = models.CharField(_("problem"), max_length=12, choices=Problem.choices, blank=True, default="")
    status_code = models.PositiveSmallIntegerField(_("answer"), null=True, blank=True)
    checked_at = models.DateTimeField(_("last checked"), null=True, blank=True)
    good_at = models.DateTimeField(_("last good"), null=True, blank=True)
    broken_since = models.DateTimeField(_("broken since"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    next_check_at = models.DateTimeField(_("next check"), default=timezone.now, db_index=True)
    # Somebody looked and says that it works for people: it stays out of the queue until it answers again.
    is_accepted = models.BooleanField(_("checked by a person: works"), default=False)
    # Where it leads for good, and what it said of itself, for the next question and for labels.
    leads_to = models.TextField(_("leads to"), blank=True)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=80, blank=True)
    media_type = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True)

    # Filled by the report: the pages that the person who reads it may edit.
    used_on: list[Page]

    class Meta:
        verbose_name = _("link to another site")
        verbose_name_plural = _("links to other sites")
        ordering = ["host", "pk"]
        indexes = [models.Index(fields=["state", "broken_since"])]

    def __str__(self) -> str:
        return self.address

    @property
    def is_told_broken(self) -> bool:
        """Whether readers are told that it did not answer."""
        return self.state == self.State.BROKEN and not self.is_accepted


class ExternalLinkUse(models.Model):
    """A live page leads to an address. Rebuilt whenever the page goes live."""

    is_public_content = False

    link = models.ForeignKey(ExternalLink, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="external_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "page"], name="one_use_per_page")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.link_id}"
