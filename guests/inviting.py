"""Who may make links to a draft, and whose drafts may be read by them."""

from wagtail.models import Page

from core.models import BasePage
from core.visibility import is_private, shown_in_admin
from moderation.permissions import may_moderate
from users.models import AnyUser


def may_invite(user: AnyUser, page: Page) -> bool:
    """Who may edit the page, or review what stands there."""
    if page.is_root() or not issubclass(page.specific_class or Page, BasePage):
        return False
    if not shown_in_admin(Page.objects.filter(pk=page.pk), user).exists():
        return False
    return bool(page.permissions_for_user(user).can_edit() or may_moderate(user, page))


def is_closed(page: Page) -> bool:
    """What only members see is read by nobody else, whoever made a link."""
    return is_private(page.path)
