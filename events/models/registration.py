"""Taking part in an event: signing up, what it costs, and what helps people to come."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField

from core.addresses import full_address, own_address
from core.blocks.text import ANSWER
from core.going_live import Problem, problems_of_link_text
from core.models import shown_if
from core.models.unsaid import YES_OR_NO
from core.text.web_addresses import mailbox_of
from core.typed_fields import WebOrMailAddress
from events.blocks import AccessBlock, SupportBlock
from events.models.sign_up_here import SIGN_UP, SignUpHere

_if_signed_up = shown_if("registration_needed", "", "True", or_filled=True)


class OpenToRegistration(SignUpHere):
    """How to sign up; the place matters, since a joining link is a way to take part."""

    registration_needed = models.BooleanField(_("people need to sign up"), null=True, blank=True, choices=YES_OR_NO)
    registration_url = WebOrMailAddress(
        _("sign-up address"),
        max_length=500,
        blank=True,
        help_text=_("The address of a page, or an e-mail address."),
    )
    registration_label = models.CharField(
        _("text of the sign-up button"),
        max_length=120,
        blank=True,
        help_text=_("For example “Sign up for the forum in Victoria”."),
    )
    registration_deadline = models.DateField(_("sign up by"), null=True, blank=True)
    registration_other_ways = RichTextField(_("other ways to sign up"), features=ANSWER, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    capacity_note = models.CharField(_("note on places"), max_length=200, blank=True)
    invitation_only = models.BooleanField(_("by invitation only"), default=False)
    is_free = models.BooleanField(_("free of charge"), null=True, blank=True, choices=YES_OR_NO)
    cost = models.CharField(_("cost"), max_length=300, blank=True)
    supports = StreamField(
        [("support", SupportBlock())], verbose_name=_("supports for people with lived experience"), blank=True
    )
    accessibility = StreamField(
        [("access", AccessBlock())], verbose_name=_("accessibility and interpretation"), blank=True
    )

    of_one_time = {"registration_deadline"}
    private_fields = {"registration_label", "registration_other_ways", "capacity_note"}

    registration_panels = [
        MultiFieldPanel(
            [
                FieldPanel("registration_needed"),
                FieldPanel("sign_up_here", attrs=_if_signed_up),
                FieldPanel("registration_url", attrs=_if_signed_up),
                FieldPanel("registration_label", attrs=_if_signed_up),
                FieldPanel("registration_deadline", attrs=_if_signed_up),
                FieldPanel("registration_other_ways", attrs=_if_signed_up),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("capacity_note")]),
                FieldPanel("invitation_only"),
                FieldRowPanel(
                    [FieldPanel("is_free"), FieldPanel("cost", attrs=shown_if("is_free", "", "False", or_filled=True))]
                ),
            ],
            heading=_("Signing up"),
        ),
        SignUpHere.sign_up_here_panel,
        HelpPanel(_("Say what people with lived experience receive, and how much. Few sites do.")),
        FieldPanel("supports"),
        FieldPanel("accessibility"),
    ]

    class Meta:
        abstract = True

    def more_search_text(self) -> list[str]:
        return [*super().more_search_text(), *([gettext("Free of charge")] if self.is_free else [])]

    @property
    def says_cost(self) -> bool:
        return self.is_free is not None or bool(self.cost)

    @property
    def says_conditions(self) -> bool:
        """Whether anything is said of what taking part costs, who may, and until when."""
        has_places = bool(self.capacity or self.capacity_note)
        return self.says_cost or self.invitation_only or has_places or bool(self.registration_deadline)

    @property
    def sign_up_address(self) -> str:
        """Where one signs up: on another site, or on this one; empty where there is no page for it."""
        if self.sign_up_here:
            return full_address(f"{own_address(self)}{SIGN_UP}")
        return "" if self.sign_up_mailbox else self.registration_url

    @property
    def sign_up_mailbox(self) -> str:
        """Where one signs up by mail; empty where that is done on a page."""
        return mailbox_of(self.registration_url)

    @property
    def has_sign_up(self) -> bool:
        """One has to sign up; or a way to do so is given and nobody said that it is not needed."""
        is_offered = bool(self.sign_up_here or self.registration_url or self.registration_other_ways)
        return is_offered if self.registration_needed is None else self.registration_needed

    def go_live_problems(self) -> list[Problem]:
        return [*self._registration_problems(), *super().go_live_problems()]

    def _registration_problems(self) -> Iterator[Problem]:
        has_way = self.sign_up_here or self.registration_url or self.registration_other_ways or self.joining_link
        if self.registration_needed and not has_way:
            yield Problem("registration_url", gettext("Say how to sign up: a link, an e-mail address, or another way."))
        if self.sign_up_here and self.registration_url:
            words = gettext("People sign up here, or at an address: choose one of the two.")
            yield Problem("registration_url", words)
        if self.registration_label:
            yield from problems_of_link_text("registration_label", self.registration_label)
        elif self.registration_url:
            yield Problem("registration_label", gettext("Write what the sign-up button says."))
