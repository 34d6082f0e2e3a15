"""Approving a draft of the directory, or sending it back with a reason.

A moderator approves the version that was read, and nobody approves their own last change, as with pages (decision 44).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from core.models.approved import ApprovedModel
from core.new_rows import names_version, publish, revision_of, waiting
from core.text.sentences import one_stop
from moderation.approval import NewerVersion, Refused, version_of, why_not_approve_row
from moderation.directory.row_mail import tell_of_approval, tell_of_return
from moderation.models import RowReview
from moderation.permissions import may_moderate
from users.models import AnyUser


def may_decide(user: AnyUser) -> bool:
    """The directory belongs to all sections: those who review pages of the whole site."""
    front = Page.objects.filter(depth=2).first()
    return front is not None and may_moderate(user, front)


@transaction.atomic
def approve_row(row: ApprovedModel, user: AnyUser, version: str, names: str = "") -> None:
    """`names` are the versions of what is new and goes live with it. Raises `Refused`; then nothing has changed."""
    held, revision = open_row(row, version)
    draft = revision.as_object()
    if names != names_version(draft):
        raise NewerVersion(_("It was changed after you opened it. Read what is new, then decide again."))
    if reasons := why_not_approve_row(draft, revision, user):
        raise Refused(reasons)
    try:
        publish(held, user)
    except ValidationError as error:
        raise Refused(error.messages) from error
    tell_of_approval(draft, revision, user)


@transaction.atomic
def send_row_back(row: ApprovedModel, user: AnyUser, version: str, reason: str) -> None:
    """Give it back to whoever changed it last. The reason is part of it."""
    held, revision = open_row(row, version)
    if not reason.strip():
        raise Refused(_("Say what should change. This is all the author will see."))
    review, __ = RowReview.objects.get_or_create(**RowReview.key_of(held))
    review.send_back(version_of(revision), reason.strip(), user)
    tell_of_return(revision.as_object(), revision, user, review.reason)


def open_row(row: ApprovedModel, version: str) -> tuple[ApprovedModel, Revision]:
    """The row, held for the rest of the transaction, and its newest version, if that is the one that was read."""
    model = type(row)
    held = model._default_manager.select_for_update().get(pk=row.pk)
    revision = revision_of(held)
    if not waiting(model).filter(pk=held.pk).exists():
        raise Refused(one_stop(_("%(name)s has already decided this.") % {"name": _("somebody else")}))
    if version != version_of(revision):
        raise NewerVersion(_("It was changed after you opened it. Read what is new, then decide again."))
    return held, revision
