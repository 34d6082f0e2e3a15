"""Blocks of signing up on this site: own questions, and reminders."""

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks import LineBlock
from core.blocks.items import words_in


class Answered(TextChoices):
    """How a question is answered."""

    LINE = "line", _("In one line")
    TEXT = "text", _("In a few sentences")
    ONE = "one", _("With one of the answers below")
    SEVERAL = "several", _("With any of the answers below")


class Unit(TextChoices):
    HOURS = "hours", _("hours")
    DAYS = "days", _("days")


class Side(TextChoices):
    """Which end of the event a reminder is counted from."""

    BEFORE = "before", _("before it begins")
    AFTER = "after", _("after it ends")


class Recipients(TextChoices):
    WITH_PLACE = "place", _("Everybody who has a place")
    WAITING = "waiting", _("Everybody who waits for a place")
    CAME = "came", _("Everybody who came")


class AskedBlock(blocks.StructBlock):
    """A question that the network asks of those who sign up."""

    question = blocks.CharBlock(label=_("Question"), max_length=250)
    help = blocks.CharBlock(label=_("Explanation"), max_length=250, required=False)
    kind = blocks.ChoiceBlock(choices=Answered.choices, default=Answered.LINE, label=_("It is answered"))
    choices = blocks.ListBlock(LineBlock(label=_("Answer")), label=_("Answers to choose from"), default=[])
    is_required = blocks.BooleanBlock(label=_("An answer is needed"), required=False)

    class Meta:
        icon = "help"
        label = _("Question")
        form_attrs = words_in("question")
        form_classname = "struct-block asked-block"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        value = super().clean(value)
        if not self.is_deferred_validation and needs_choices(value) and len(value["choices"]) < 2:
            problem = ValidationError(_("Write at least two answers to choose from."))
            raise StructBlockValidationError(block_errors={"choices": problem})
        return value


def needs_choices(value: blocks.StructValue) -> bool:
    return value.get("kind") in {Answered.ONE, Answered.SEVERAL}


class ReminderBlock(blocks.StructBlock):
    """A mail to those who signed up, at a time before or after the event, in the network's own words."""

    number = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=90, default=1)
    unit = blocks.ChoiceBlock(choices=Unit.choices, default=Unit.DAYS, label=_("Hours or days"))
    side = blocks.ChoiceBlock(choices=Side.choices, default=Side.BEFORE, label=_("Before or after"))
    to = blocks.ChoiceBlock(choices=Recipients.choices, default=Recipients.WITH_PLACE, label=_("To whom"))
    subject = blocks.CharBlock(label=_("Subject"), max_length=150)
    text = blocks.TextBlock(
        label=_("Text"),
        max_length=3000,
        help_text=_("Day, time and place, and how to change or cancel, are added by themselves."),
    )
    with_joining_link = blocks.BooleanBlock(label=_("Send the joining link along"), required=False)

    class Meta:
        icon = "mail"
        label = _("Reminder")
        form_classname = "struct-block reminder-block"
