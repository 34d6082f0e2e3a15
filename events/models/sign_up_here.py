"""Signing up on this site, for networks that have no other tool for it: what an editor decides. The rest: signup/."""

from collections.abc import Iterator

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from core.going_live import Problem
from core.models import shown_if
from events.models.place import Placed
from events.sign_up_blocks import AskedBlock, Recipients, ReminderBlock

# Where one signs up, below the address of the event or of one of its dates.
SIGN_UP = "sign-up/"


class SignUpHere(Placed):
    """Whether people sign up on this site, what they are asked, and when they are written to."""

    sign_up_here = models.BooleanField(
        _("people sign up on this site"),
        default=False,
        help_text=_("Places, the waiting list, mails and reminders are looked after here."),
    )
    has_waiting_list = models.BooleanField(
        _("keep a waiting list when it is full"),
        default=True,
        help_text=_("A place that becomes free is offered to one person after the other."),
    )
    sign_up_questions = StreamField([("question", AskedBlock())], verbose_name=_("questions to ask"), blank=True)
    reminders = StreamField([("reminder", ReminderBlock())], verbose_name=_("reminders"), blank=True)
    sign_ups_kept = models.PositiveSmallIntegerField(
        _("days until sign-ups are deleted"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("So many days after the event, names, addresses and answers are deleted. Numbers remain."),
    )

    private_fields = {"has_waiting_list", "sign_up_questions", "reminders", "sign_ups_kept"}
    unsearched = {"sign_up_questions", "reminders"}

    sign_up_here_panel = MultiFieldPanel(
        [
            FieldPanel("has_waiting_list"),
            FieldPanel("sign_up_questions"),
            FieldPanel("reminders"),
            FieldPanel("sign_ups_kept"),
        ],
        heading=_("Signing up on this site"),
        attrs=shown_if("sign_up_here", "True"),
    )

    class Meta:
        abstract = True

    def go_live_problems(self) -> list[Problem]:
        return [*self._sign_up_here_problems(), *super().go_live_problems()]

    def _sign_up_here_problems(self) -> Iterator[Problem]:
        for block in self.reminders:
            value, place = block.value, f"reminders.{block.id}"
            if value.get("to") == Recipients.CAME and value.get("side") == "before":
                words = gettext("Who came is known only afterwards: choose a time after the end.")
                yield Problem("reminders", words, place=f"{place}.to")
            if value.get("with_joining_link") and not self.joining_link:
                words = gettext("A reminder sends the joining link, and there is none.")
                yield Problem("reminders", words, place=f"{place}.with_joining_link")
