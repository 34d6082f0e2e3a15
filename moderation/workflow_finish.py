"""What happens when the last step of a review is passed. Wagtail imports this with its models: import none of them."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.drafts.live_as import go_live_elsewhere
from core.together.held_pages import holder_of
from users.models import AnyUser

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


def publish_approved(workflow_state: "WorkflowState", user: AnyUser | None = None) -> None:
    """Publish (or schedule) the revision that was approved. Wagtail's own would take the newest. A page that goes live
    together with others waits for them, in this version.

    The approval is the permission: moderators have no right to publish around it.
    """
    revision = workflow_state.current_task_state.revision
    # Not by the time of saving, as Wagtail asks: machines differ about it.
    if revision.content_object.latest_revision_id != revision.pk:
        raise ValidationError(_("The page was changed after it was approved. Read the newer version first."))
    if go_live_elsewhere(revision, user):
        return
    if holder := holder_of(revision.content_object):
        holder.keep(revision, user)
        return
    revision.publish(user=user, skip_permission_checks=True)
