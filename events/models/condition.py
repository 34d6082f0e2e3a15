"""Whether an event happens as planned."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from core.going_live import Problem
from core.models import BasePage


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
        help_text=_("Explain in a sentence why it is cancelled or postponed, for those who had signed up."),
    )
    new_date = models.DateField(_("new date"), null=True, blank=True)
    new_time = models.TimeField(_("new time"), null=True, blank=True)

    condition_panel = MultiFieldPanel(
        [
            FieldPanel("condition"),
            FieldPanel("condition_reason"),
            FieldRowPanel([FieldPanel("new_date"), FieldPanel("new_time")]),
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

    def go_live_problems(self) -> list[Problem]:
        problems = super().go_live_problems()
        if self.condition != self.Condition.AS_PLANNED and not self.condition_reason:
            return [Problem("condition_reason", gettext("Say why it is cancelled or postponed.")), *problems]
        return problems
