"""Publishing one's own last change of an entry of the directory: with a reason, as of pages (decision 83)."""

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.models.approved import ApprovedModel
from core.new_rows import publish
from moderation.approval import Refused
from moderation.directory.row_decisions import open_row
from moderation.directory.row_mail import tell_of_own_change
from moderation.reviewers.own_changes import PUBLISHED_OWN
from users.models import AnyUser


def may_publish(user: AnyUser, row: ApprovedModel) -> bool:
    """Whether this person puts rows of this kind live without a review."""
    return bool(user.has_perm(f"{row._meta.app_label}.{get_permission_codename('publish', row._meta)}"))


@transaction.atomic
def publish_own_row(row: ApprovedModel, user: AnyUser, version: str, reason: str) -> None:
    """Publish (or schedule) the version that was shown, and keep why nobody else read it.

    Raises `Refused`; then nothing has changed.
    """
    if not may_publish(user, row):
        raise PermissionDenied
    held, revision = open_row(row, version)
    if not reason.strip():
        raise Refused(_("Say why nobody else reads it first."))
    draft = revision.as_object()
    try:
        # A draft may be saved with fields that are still empty.
        draft.full_clean()
        log(instance=draft, action=PUBLISHED_OWN, user=user, revision=revision, data={"reason": reason.strip()})
        publish(held, user)
    except ValidationError as error:
        raise Refused(_in_words(draft, error)) from error
    tell_of_own_change(draft, user, reason.strip())


def _in_words(draft: ApprovedModel, error: ValidationError) -> list[str]:
    """With the name of each field that is not as it has to be."""
    if not hasattr(error, "error_dict"):
        return error.messages
    known = {field.name: capfirst(getattr(field, "verbose_name", "")) for field in draft._meta.get_fields()}
    return [
        _("%(field)s: %(problem)s") % {"field": known[name], "problem": words} if known.get(name) else words
        for name, found in error.message_dict.items()
        for words in found
    ]
