"""Who may make links to a draft, whose drafts may be read by them, and until when whoever made one answers for it."""

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.models import BasePage
from core.text.sentences import one_stop
from core.visibility import is_private, shown_in_admin
from guests.models import GuestLink
from moderation.permissions import may_moderate
from users.models import AnyUser, User


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


def nobody_behind(maker: User | None, page: Page) -> str:
    """Why a link of theirs opens nothing any more, as a sentence; empty where they could still make it today."""
    if maker is None:
        return _("Closed: the account of the person who made it was deleted.")
    if not maker.is_active:
        return one_stop(_("Closed: this account is not in use any more: %(name)s.") % {"name": maker})
    if not may_invite(maker, page):
        return one_stop(_("Closed: this person may not work on the page any more: %(name)s.") % {"name": maker})
    return ""


def opened_by(token: str) -> GuestLink | None:
    """The link of that address, if it is open now. Asked each time: whoever made it may have gone since."""
    link = GuestLink.objects.with_token(token).open_at(timezone.now()).select_related("page", "made_by").first()
    if link is None or (link.page and nobody_behind(link.made_by, link.page)):
        return None
    return link
