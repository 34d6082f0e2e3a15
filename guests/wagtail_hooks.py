"""Where people without an account enter Wagtail's admin: a page of links, a button, entries in the history."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry, Page

from core.text.sentences import one_stop
from guests import staff_links
from guests.models import GuestWord
from users.models import AnyUser

# What an entry keeps: name, place, words.
Said = dict[str, str]

hooks.register("register_admin_urls", staff_links.admin_urls)


@hooks.register("register_page_header_buttons")
def people_without_an_account(
    page: Page, user: AnyUser, next_url: str | None = None, view_name: str | None = None
) -> list[Button]:
    return staff_links.buttons(page, user)


@hooks.register("register_log_actions")
def in_the_history(actions: LogActionRegistry) -> None:
    links = {
        "guests.link": (gettext_lazy("Make a link"), gettext_lazy("Link made for %(name)s, without an account.")),
        "guests.revoke": (gettext_lazy("Take back a link"), gettext_lazy("Link of %(name)s taken back.")),
    }
    words = {
        GuestWord.Kind.COMMENT: (gettext_lazy("Comment by a link"), gettext_lazy("%(name)s comments, by a link")),
        GuestWord.Kind.APPROVE: (gettext_lazy("Approve by a link"), gettext_lazy("%(name)s approves, by a link")),
        GuestWord.Kind.OBJECT: (gettext_lazy("Object by a link"), gettext_lazy("%(name)s objects, by a link")),
    }
    for action, (name, sentence) in links.items():
        actions.register_action(action)(_formatter(name, sentence, _sentence))
    for kind, (name, sentence) in words.items():
        actions.register_action(f"guests.{kind}")(_formatter(name, sentence, _quotation))


def _formatter(name: Promise, sentence: Promise, put: Callable[[str, Said], str]) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        label = name

        def format_message(self, log_entry: BaseLogEntry) -> str:
            return put(str(sentence), log_entry.data)

    return Formatter


def _sentence(sentence: str, said: Said) -> str:
    return one_stop(sentence % {"name": said.get("name", "")})


def _quotation(sentence: str, said: Said) -> str:
    line = sentence % {"name": said.get("name", "")}
    if said.get("place"):
        line = _("%(line)s (“%(place)s”)") % {"line": line, "place": said["place"]}
    return _("%(line)s: %(words)s") % {"line": line, "words": said["words"]} if said.get("words") else line
