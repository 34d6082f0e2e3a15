"""Who may act on a page as its moderator: those who decide in the review that the page goes through."""

from wagtail.models import AbstractGroupApprovalTask, Page

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
