"""Links for people without an account, and what was said by them. None of it is public."""

import datetime
import secrets

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from users.models import LanguageField

NONCE_BYTES = 18
_signer = signing.Signer(salt="link for people without an account", sep=".")


def new_nonce() -> str:
    return secrets.token_urlsafe(NONCE_BYTES)


class GuestLinkQuerySet(models.QuerySet["GuestLink"]):
    def with_token(self, token: str) -> "GuestLinkQuerySet":
        """The link of that address, whether it is open or not. Whoever reads the database alone cannot write one."""
        try:
            return self.filter(nonce=_signer.unsign(token))
        except signing.BadSignature:
            return self.none()

    def open_at(self, now: datetime.datetime) -> "GuestLinkQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=now)


class GuestLink(models.Model):
    """One person's way to one draft: signed, for some days, and taken back at any time.

    It shows the newest saved version, whichever that is when it is opened.
    """

    is_public_content = False

    # Empty once the page is deleted: whoever comes by then is told so.
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    nonce = models.CharField(max_length=40, unique=True, default=new_nonce, editable=False)
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"), blank=True)
    language = LanguageField(_("language"), default=settings.LANGUAGE_CODE)
    may_decide = models.BooleanField(_("may approve or object"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = models.Manager.from_queryset(GuestLinkQuerySet)()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("link for a person without an account")
        verbose_name_plural = _("links for people without an account")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def token(self) -> str:
        return _signer.sign(self.nonce)

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


class GuestWordQuerySet(models.QuerySet["GuestWord"]):
    def about(self, page_id: int) -> "GuestWordQuerySet":
        return self.filter(link__page_id=page_id).select_related("link")

    def answers(self) -> "GuestWordQuerySet":
        return self.exclude(kind=GuestWord.Kind.COMMENT)

    def untold(self) -> "GuestWordQuerySet":
        return self.filter(told_at=None)


class GuestWord(models.Model):
    """What one person said: a comment at a place of the draft, or yes or no to it."""

    is_public_content = False

    class Kind(models.TextChoices):
        COMMENT = "comment", _("Comment")
        APPROVE = "approve", _("Approval")
        OBJECT = "object", _("Objection")

    link = models.ForeignKey(GuestLink, on_delete=models.CASCADE, related_name="words")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    # The heading of the part; empty for the whole page.
    place = models.CharField(_("place"), max_length=200, blank=True)
    words = models.TextField(_("words"), blank=True)
    # What was read: its words in a digest (`guests.drafts.version_in`), and when it was saved.
    version = models.CharField(max_length=64)
    version_saved_at = models.DateTimeField(_("version of"))
    said_at = models.DateTimeField(_("said"), default=timezone.now)
    # When whoever has the review was written to. One mail may tell of several.
    told_at = models.DateTimeField(null=True, blank=True, db_index=True)

    objects = models.Manager.from_queryset(GuestWordQuerySet)()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("word of a person without an account")
        verbose_name_plural = _("words of people without an account")
        ordering = ["said_at", "pk"]

    def __str__(self) -> str:
        return f"{self.link}: {self.kind}"
