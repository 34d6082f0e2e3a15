"""Who may act on a page as its moderator: those who decide in the review that the page goes through."""

from wagtail.models import AbstractGroupApprovalTask, Page

from core.visibility import closed_paths, own_sections
from users.models import AnyUser


def may_moderate(user: AnyUser, page: Page) -> bool:
    """Unpublish, move, set privacy: for who may publish here, and for those who review what stands here."""
    if not user.is_active or page.is_root():
        return False
    if page.permissions_for_user(user).can_publish():
        return True
    workflow = page.get_workflow()
    steps = [task.specific for task in workflow.tasks.filter(active=True)] if workflow else []
    return any(isinstance(one, AbstractGroupApprovalTask) and one.user_can_access_editor(page, user) for one in steps)


def may_be_named_to(user: AnyUser, page: Page) -> bool:
    """Whether a mail to somebody who reviews pages here may say anything of this one.

    They work where it stands, no setting of privacy keeps it from them, or it was sent to them to be read.
    """
    sections = own_sections(user)
    if sections is None or page.path.startswith(tuple(sections)):
        return True
    if not page.path.startswith(tuple(closed_paths(user))):
        return True
    task = page.current_workflow_task
    return bool(task and task.specific.get_actions(page, user))
