"""Who may see what of those who signed up."""

from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from events.models import EventPage
from users.models import AnyUser


def may_see_list(user: AnyUser, event: Page) -> bool:
    """All that was written, apart from honoraria: whoever edits the event."""
    return event.permissions_for_user(user).can_edit()


def may_check_in(user: AnyUser, event: Page) -> bool:
    """Names, and who came: a small right of its own, for people at the door of what is on the site."""
    return (event.live and user.has_perm("signup.check_in")) or may_see_list(user, event)


def may_see_honorarium(user: AnyUser) -> bool:
    """Who asks for an honorarium: those alone who were given this right."""
    return user.has_perm("signup.see_honorarium")


def has_lists(user: AnyUser) -> bool:
    """Whether the menu leads there."""
    return user.has_perm("signup.check_in") or _edits_events(user)


def _edits_events(user: AnyUser) -> bool:
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    return mine.filter(pk__in=EventPage.objects.filter(sign_up_here=True).values("pk")).exists()
