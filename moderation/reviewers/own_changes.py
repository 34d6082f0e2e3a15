"""Publishing one's own last change: who may publish without review does so with a reason, which is kept.

Decision 83.
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from core.drafts.live_as import go_live_elsewhere, target_of
from core.locking import lock_to_decide
from core.models.approved import ApprovedModel
from moderation.approval import NewerVersion, Refused, version_of, why_not_approve_row
from moderation.go_live_times import when_live
from moderation.notifications import send_letters
from moderation.permissions import may_be_named_to
from moderation.reviewers.deciders import readers_of, review_of, steps_of
from users.models import AnyUser, User

PUBLISHED_OWN = "moderation.own_change"


def needs_reason(instance: Page | ApprovedModel, revision: Revision, user: AnyUser) -> bool:
    """Whether a review would have somebody else read this version first: of a page, or of an entry of the directory."""
    workflow = review_of(instance)
    return bool(workflow and steps_of(workflow) and why_not_approve_row(revision.as_object(), revision, user))


@transaction.atomic
def publish_own_change(page: Page, user: AnyUser, version: str, reason: str) -> Page:
    """Publish (or schedule) the version that was shown, and keep why nobody else read it.

    Raises `Refused`, or `CannotGoLive` when the page breaks a rule; then nothing has changed.
    """
    held = lock_to_decide(page.pk)
    if held is None:
        raise Refused(_("The page no longer exists."))
    if not held.permissions_for_user(user).can_publish():
        raise PermissionDenied
    revision = held.specific.get_latest_revision()
    if revision is None or version != version_of(revision):
        raise NewerVersion(_("The page was changed after you opened it. Read what is new, then decide again."))
    lock = held.specific.get_lock()
    if lock and lock.for_user(user):
        raise Refused(_("The page is locked."))
    if not reason.strip():
        raise Refused(_("Say why nobody else reads it first."))
    said = {"reason": reason.strip()}
    # Of a working copy the words go live in its page, which has the reason in its history.
    goes_to = target_of(held) or held
    log(instance=goes_to.specific, action=PUBLISHED_OWN, user=user, revision=revision, data=said)
    if not go_live_elsewhere(revision, user):
        revision.publish(user=user)
    published = goes_to.specific_class.objects.get(pk=goes_to.pk)
    _tell(published, revision, user, reason.strip())
    return published


def _tell(page: Page, revision: Revision, user: AnyUser, reason: str) -> None:
    """Those who would have read it, as far as they may read what stands there."""
    title = revision.object_str
    link = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:history", args=[page.pk])
    known = {"page": page, "title": title, "who": user, "reason": reason, "link": link}

    def context_for(person: User) -> dict[str, object]:
        return known | {"when": when_live(revision.as_object(), person)}

    told = [one for one in readers_of(page) if one.pk != user.pk and may_be_named_to(one, page)]
    send_letters("own_change", told, context_for, user)
