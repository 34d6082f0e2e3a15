"""Whether an event happens as planned."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.going_live import Problem
from core.models import BasePage, Fold, shown_if


class Conditional(BasePage):
    """An event may be cancelled, or postponed to a day that may be known."""

    class Condition(models.TextChoices):
        AS_PLANNED = "as-planned", _("As planned")
        CANCELLED = "cancelled", _("Cancelled")
        POSTPONED = "postponed", _("Postponed")

    condition = models.CharField(_("condition"), max_length=12, choices=Condition.choices, default=Condition.AS_PLANNED)
    condition_reason = models.TextField(
        _("reason"),
        blank=True,
        help_text=_("Explain in one sentence why it is cancelled or postponed, for people who signed up."),
    )
    new_date = models.DateField(_("new date"), null=True, blank=True)
    new_time = models.TimeField(_("new time"), null=True, blank=True)

    of_one_time = {"condition", "condition_reason", "new_date", "new_time"}

    condition_panel = Fold(
        [
            FieldPanel("condition"),
            FieldPanel("condition_reason", attrs=shown_if("condition", "cancelled", "postponed", or_filled=True)),
            FieldRowPanel(
                [FieldPanel("new_date"), FieldPanel("new_time")],
                attrs=shown_if("condition", "postponed", or_filled=True),
            ),
        ],
        heading=_("Is it happening?"),
    )

    class Meta:
        abstract = True

    @property
    def is_cancelled(self) -> bool:
        return self.condition == self.Condition.CANCELLED

    @property
    def is_postponed(self) -> bool:
        return self.condition == self.Condition.POSTPONED

    @property
    def is_rescheduled(self) -> bool:
        """Postponed to a day that is known."""
        return self.is_postponed and self.new_date is not None

    @property
    def takes_place(self) -> bool:
        """There is a time to come to: as planned, or the new one."""
        return self.condition == self.Condition.AS_PLANNED or self.is_rescheduled

    def go_live_problems(self) -> list[Problem]:
        return [*self._condition_problems(), *super().go_live_problems()]

    def _condition_problems(self) -> Iterator[Problem]:
        if self.condition != self.Condition.AS_PLANNED and not self.condition_reason:
            yield Problem("condition_reason", gettext("Say why it is cancelled or postponed."))
        if self.new_date and not self.is_postponed:
            yield Problem("condition", gettext("There is a new date. Mark the event as postponed, or remove the date."))
        if self.new_time and not self.new_date:
            yield Problem("new_date", gettext("There is a new time. Add the new date too."))
