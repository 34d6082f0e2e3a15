"""Whom to call or text in a crisis."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.text.phone_links import dialled

NUMBER = re.compile(r"\+?[\d\s().-]+\Z")
# 9-1-1 has three digits; no number in the world has more than fifteen.
DIGITS = range(3, 16)


def check_phone_number(number: str) -> None:
    """Refuses what a phone could not dial."""
    if not NUMBER.match(number) or len(re.sub(r"\D", "", number)) not in DIGITS:
        raise ValidationError(_("Write the number alone, like 9-1-1 or 604-555-0199."))


class HelpLineValue(blocks.StructValue):
    @property
    def digits(self) -> str:
        """As it stands behind `tel:` and `sms:`."""
        return dialled(self["number"])


class HelpLineBlock(blocks.StructBlock):
    """A number, and who is helped there."""

    words = blocks.CharBlock(
        label=_("For whom"), max_length=60, help_text=_("A short question: “In danger?”, “Thinking about suicide?”")
    )
    number = blocks.CharBlock(
        label=_("Number"), max_length=24, validators=[check_phone_number], help_text=_("As people know it: 9-1-1.")
    )
    can_call = blocks.BooleanBlock(label=_("Takes calls"), required=False, default=True)
    can_text = blocks.BooleanBlock(label=_("Takes text messages"), required=False)
    note = blocks.CharBlock(
        label=_("Note"), max_length=160, required=False, help_text=_("Hours, languages, what to expect.")
    )

    class Meta:
        icon = "comment"
        label = _("Line")
        value_class = HelpLineValue
        label_format = "{number}: {words}"

    def clean(self, value: HelpLineValue) -> HelpLineValue:
        value = super().clean(value)
        if not value["can_call"] and not value["can_text"]:
            problem = ValidationError(_("Say whether it takes calls, text messages or both."))
            raise blocks.StructBlockValidationError(block_errors={"can_call": problem})
        return value
