"""When a version will go live, in words that a person can check against a calendar; and the way to it, once it is."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import DraftStateMixin, Page, Task

from core.i18n.instants import in_words
from core.models import BasePage
from core.together.held_pages import goes_live_with
from core.visibility import shown_in_admin
from users.models import AnyUser


def when_live(page: DraftStateMixin, person: AnyUser | None = None) -> str:
    """Empty when it goes live at once."""
    if page.go_live_at and page.go_live_at > timezone.now():
        return in_words(page.go_live_at, person)
    return ""


def button_that_publishes(draft: DraftStateMixin, person: AnyUser | None = None) -> str:
    when = when_live(draft, person)
    return _("Publish: goes live on %(when)s") % {"when": when} if when else _("Publish: goes live now")


def event_before(page: Page, person: AnyUser | None) -> str:
    """“when “A talk” ends”, of a page that goes live then; its name for those who may be shown the event."""
    event = page.waits_for() if isinstance(page, BasePage) else None
    if event is None:
        return ""
    if person is None or not shown_in_admin(Page.objects.filter(pk=event.pk), person).exists():
        return _("when its event ends")
    return _("when “%(title)s” ends") % {"title": event.title}


def what_approval_does(
    page: Page, next_step: Task | None, person: AnyUser | None = None, goes_to: Page | None = None
) -> str:
    """The words of the button. `goes_to`: the page in whose place the words go live."""
    if next_step:
        return _("Approve: goes on to “%(step)s”") % {"step": next_step.name}
    if others := goes_live_with(page, person):
        return _("Approve: goes live with %(others)s") % {"others": others}
    if goes_to:
        return _("Approve: its changes go live on “%(title)s” now") % {"title": goes_to.get_admin_display_title()}
    when = when_live(page, person)
    if when and (event := event_before(page, person)):
        return _("Approve: goes live %(event)s, %(when)s") % {"event": event, "when": when}
    return _("Approve: goes live on %(when)s") % {"when": when} if when else _("Approve: goes live now")


def button_to_live(page: Page) -> list[Any]:
    """For a message about a page: to where visitors see it, once they do."""
    address = page.get_url() if page.live else None
    return [messages.button(address, _("View live"))] if address else []
