"""What differs at one date of an event that repeats. Each block names the date by its day in the rule."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.text import ANSWER
from core.typed_fields import DayBlock, TimeOfDayBlock
from events.blocks import AgendaBlock, Mode
from networks.blocks import people_blocks

PLACE = ("venue_name", "venue_room", "venue_address", "venue_city")


class LeftOutBlock(blocks.StructBlock):
    """It never takes place on this day, and nothing is said of it."""

    day = DayBlock(label=_("Date"))

    class Meta:
        icon = "cross"
        label = _("Leave out a date")


class CancelledBlock(blocks.StructBlock):
    """It stays in lists and calendars, marked."""

    day = DayBlock(label=_("Date"))
    reason = blocks.CharBlock(
        label=_("Reason"), max_length=300, required=False, help_text=_("One sentence, for people who planned to come.")
    )

    class Meta:
        icon = "warning"
        label = _("Cancel a date")


class MovedBlock(blocks.StructBlock):
    """It takes place on another day or at other hours; without hours of its own it keeps them."""

    day = DayBlock(label=_("Date"))
    new_day = DayBlock(label=_("New date"), required=False)
    start = TimeOfDayBlock(label=_("From"), required=False, help_text=_("Leave empty if the hours stay the same."))
    end = TimeOfDayBlock(label=_("To"), required=False)
    reason = blocks.CharBlock(
        label=_("Reason"), max_length=300, required=False, help_text=_("One sentence, for people who planned to come.")
    )

    class Meta:
        icon = "redirect"
        label = _("Move a date")


class AddedBlock(blocks.StructBlock):
    """A date besides those of the rule."""

    day = DayBlock(label=_("Date"))
    start = TimeOfDayBlock(label=_("From"), required=False, help_text=_("Leave empty if the hours are as usual."))
    end = TimeOfDayBlock(label=_("To"), required=False)

    class Meta:
        icon = "plus"
        label = _("Add a date")


class OwnDateBlock(blocks.StructBlock):
    """A date with a title, guests, a place or an agenda of its own. What is left empty is as usual."""

    day = DayBlock(label=_("Date"))
    title = blocks.CharBlock(label=_("Title"), max_length=250, required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=ANSWER, required=False)
    people = blocks.StreamBlock(people_blocks(), label=_("Guests"), required=False)
    mode = blocks.ChoiceBlock(choices=Mode.choices, label=_("Mode"), required=False)
    venue_name = blocks.CharBlock(label=_("Place"), max_length=200, required=False)
    venue_room = blocks.CharBlock(label=_("Room"), max_length=120, required=False)
    venue_address = blocks.CharBlock(label=_("Address or corner"), max_length=250, required=False)
    venue_city = blocks.CharBlock(label=_("City"), max_length=120, required=False)
    agenda = blocks.StreamBlock([("item", AgendaBlock())], label=_("Agenda"), required=False)

    class Meta:
        icon = "user"
        label = _("A date with its own guest or programme")


def date_blocks() -> list[tuple[str, blocks.Block]]:
    return [
        ("left_out", LeftOutBlock()),
        ("cancelled", CancelledBlock()),
        ("moved", MovedBlock()),
        ("own", OwnDateBlock()),
        ("added", AddedBlock()),
    ]
