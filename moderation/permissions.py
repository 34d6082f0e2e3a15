"""Who may act on a page as its moderator: the groups of the review that the page goes through."""

from wagtail.models import AbstractGroupApprovalTask, Page

from users.models import AnyUser


def may_moderate(user: AnyUser, page: Page) -> bool:
    """Unpublish, move, set privacy: for who may publish here, and for those who review what stands here."""
    if not user.is_active or page.is_root():
        return False
    if page.permissions_for_user(user).can_publish():
        return True
    groups = {group.pk for group in user.groups.all()}
    return bool(groups) and not groups.isdisjoint(_reviewers(page))


def _reviewers(page: Page) -> set[int]:
    """The groups that review pages at this place."""
    workflow = page.get_workflow()
    tasks = [task.specific for task in workflow.tasks.filter(active=True)] if workflow else []
    return {
        pk
        for task in tasks
        if isinstance(task, AbstractGroupApprovalTask)
        for pk in task.groups.values_list("pk", flat=True)
    }
