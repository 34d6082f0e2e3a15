"""Where an event takes place: in a room, online, or both."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from core.going_live import Problem
from core.models import BasePage, shown_if
from core.models.unsaid import NOT_SAID
from events.blocks import Mode
from events.form.past_places import PastPlaces


class Opens(models.IntegerChoices):
    """How many minutes before the beginning the joining link is shown."""

    WHEN_IT_BEGINS = 0, _("When it begins")
    QUARTER_HOUR = 15, _("15 minutes before")
    HOUR = 60, _("One hour before")
    DAY = 24 * 60, _("One day before")


class Placed(BasePage):
    """Mode, venue and platform.

    The joining link is for those who signed up. It stands on the page of the event alone, from the time that an editor
    chose until the end; never in lists, feeds, calendars, search or the API.
    """

    mode = models.CharField(_("mode"), max_length=10, blank=True, choices=[("", NOT_SAID), *Mode.choices])
    venue_name = models.CharField(_("place"), max_length=200, blank=True)
    venue_room = models.CharField(_("room"), max_length=120, blank=True)
    venue_address = models.CharField(_("address or corner"), max_length=250, blank=True)
    venue_city = models.CharField(_("city"), max_length=120, blank=True)
    online_platform = models.CharField(_("platform"), max_length=80, blank=True)
    joining_link = models.URLField(
        _("joining link"),
        max_length=500,
        blank=True,
        help_text=_("Kept for the person who writes to those who signed up, unless you say when it is to be shown."),
    )
    joining_opens = models.PositiveIntegerField(
        _("show the joining link to all"),
        null=True,
        blank=True,
        choices=[(None, _("Never")), *Opens.choices],
        help_text=_("On the page of the event alone, until it is over."),
    )

    private_fields = {"joining_link", "joining_opens"}
    same_in_all_languages = unsearched = {"joining_link"}
    search_fields = [*BasePage.search_fields, index.FilterField("mode")]

    place_panel = MultiFieldPanel(
        [
            FieldPanel("mode"),
            FieldRowPanel(
                [FieldPanel(f"venue_{name}") for name in ("name", "room", "address", "city")],
                attrs=shown_if("mode", "", Mode.IN_PERSON, Mode.HYBRID, or_filled=True),
            ),
            PastPlaces(attrs=shown_if("mode", "", Mode.IN_PERSON, Mode.HYBRID)),
            FieldRowPanel(
                [FieldPanel(name) for name in ("online_platform", "joining_link", "joining_opens")],
                attrs=shown_if("mode", "", Mode.ONLINE, Mode.HYBRID, or_filled=True),
            ),
        ],
        heading=_("Where"),
    )

    class Meta:
        abstract = True

    def more_search_text(self) -> list[str]:
        return [*super().more_search_text(), *([str(self.get_mode_display())] if self.mode else [])]

    @property
    def place(self) -> str:
        """Place and city in one line."""
        return ", ".join(part for part in (self.venue_name, self.venue_city) if part)

    @property
    def is_in_person(self) -> bool:
        """People meet somewhere: it is said, or a place is given and nothing else is said."""
        return self.mode in {Mode.IN_PERSON, Mode.HYBRID} or (not self.mode and bool(self.place))

    @property
    def is_online(self) -> bool:
        return self.mode in {Mode.ONLINE, Mode.HYBRID}

    def go_live_problems(self) -> list[Problem]:
        problems = super().go_live_problems()
        if not self.mode:
            problems = [Problem("mode", gettext("Say whether people meet in person, online or both.")), *problems]
        if self.is_in_person and not self.place:
            return [Problem("venue_name", gettext("Say where people meet, at least the city.")), *problems]
        return problems
