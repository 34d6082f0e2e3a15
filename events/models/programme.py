"""What an event is about: for whom, and what happens in it."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField

from core.blocks import Body, LineBlock, QuestionBlock
from core.blocks.text import ANSWER
from core.going_live import Problem
from core.models import BasePage
from events.blocks import AgendaBlock, PreparationBlock


class WithProgramme(BasePage):
    """Background, objectives and agenda."""

    introduction = RichTextField(_("background"), features=ANSWER, blank=True)
    description = StreamField(Body(), verbose_name=_("description"), blank=True)
    objectives = StreamField([("objective", LineBlock(label=_("Objective")))], verbose_name=_("objectives"), blank=True)
    who_should_come = StreamField(
        [("group", LineBlock(label=_("Group")))], verbose_name=_("who should come"), blank=True
    )
    eligibility = StreamField(
        [("condition", LineBlock(label=_("Condition")))], verbose_name=_("who is eligible"), blank=True
    )
    ceremony = RichTextField(_("ceremony and acknowledgement"), features=ANSWER, blank=True)
    preparation = StreamField([("item", PreparationBlock())], verbose_name=_("to read or do before"), blank=True)
    agenda = StreamField([("item", AgendaBlock())], verbose_name=_("agenda"), blank=True)
    questions = StreamField([("question", QuestionBlock())], verbose_name=_("practical questions"), blank=True)

    private_fields = {"ceremony"}

    first_panels = [FieldPanel("introduction"), FieldPanel("objectives")]
    programme_panels = [
        FieldPanel("description"),
        FieldPanel("who_should_come"),
        FieldPanel("eligibility"),
        FieldPanel("agenda"),
        FieldPanel("ceremony"),
        FieldPanel("preparation"),
        FieldPanel("questions"),
    ]

    class Meta:
        abstract = True

    def go_live_problems(self) -> list[Problem]:
        problems = super().go_live_problems()
        if self.introduction or self.description:
            return problems
        words = gettext("Say what it is about, as background or under “More about the programme”.")
        return [Problem("introduction", words), *problems]
