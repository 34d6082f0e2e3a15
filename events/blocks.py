"""Blocks of sessions: sittings, agenda, supports, accessibility, preparation."""

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks import TextAndPictures
from core.blocks.items import words_in
from core.blocks.links import SignUpBlock, TargetBlock
from core.blocks.text import ANSWER, PROSE, LineBlock
from core.typed_fields import DayBlock, TimeOfDayBlock
from networks.blocks import offers_people


class Mode(TextChoices):
    IN_PERSON = "in-person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


class Support(TextChoices):
    HONORARIUM = "honorarium", _("Honorarium")
    TRAVEL = "travel", _("Travel")
    FOOD = "food", _("Food")
    CHILD_CARE = "child-care", _("Child care")
    SUPPORT_PERSON = "support-person", _("Support person")
    COUNSELLOR = "counsellor", _("Someone to talk to")
    CRISIS_LINE = "crisis-line", _("Crisis line")
    MASKS = "masks", _("Masks")
    PHONE_AND_DATA = "phone-and-data", _("Phone and data")
    PRIVACY = "privacy", _("Your name and picture")
    OTHER = "other", _("Other support")


class Access(TextChoices):
    WHEELCHAIR = "wheelchair", _("Getting in and around")
    INTERPRETATION = "interpretation", _("Interpretation")
    CAPTIONS = "captions", _("Captions")
    QUIET_SPACE = "quiet-space", _("Quiet space")
    SCENT = "scent", _("Scents")
    OTHER = "other", _("Other")


class SittingBlock(blocks.StructBlock):
    """One sitting of an event, with hours, mode and place of its own."""

    label = blocks.CharBlock(label=_("Name"), max_length=150)
    date = DayBlock(label=_("Date"), required=False)
    start = TimeOfDayBlock(label=_("From"), required=False)
    end = TimeOfDayBlock(label=_("To"), required=False)
    mode = blocks.ChoiceBlock(choices=Mode.choices, label=_("Mode"), required=False)
    place = blocks.CharBlock(label=_("Place"), max_length=200, required=False)
    open_to = blocks.CharBlock(label=_("Open to"), max_length=200, required=False)
    registration_url = SignUpBlock(label=_("Sign-up address"), required=False)

    class Meta:
        icon = "time"
        label = _("Sitting")
        form_attrs = words_in("label")


class AgendaBlock(blocks.StructBlock):
    """Something that happens in an event; what its day means: events/agenda.py."""

    day = blocks.IntegerBlock(
        label=_("Day of the event"),
        min_value=1,
        max_value=366,
        required=False,
        help_text=_(
            "Only for an event of several days: 1 for the first day, 2 for the second. The items after it stand on "
            "the same day until one has another number."
        ),
    )
    start = TimeOfDayBlock(label=_("From"), required=False)
    end = TimeOfDayBlock(label=_("To"), required=False)
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=ANSWER, required=False)
    people = blocks.ListBlock(blocks.CharBlock(label=_("Name")), label=_("People"), default=[])
    items = blocks.ListBlock(LineBlock(), label=_("Items"), default=[])

    class Meta:
        icon = "list-ol"
        label = _("Item of the agenda")
        form_attrs = words_in("title", below="text") | offers_people("people")


class SupportBlock(blocks.StructBlock):
    """A support for people with lived experience, with the amount said plainly."""

    kind = blocks.ChoiceBlock(choices=Support.choices, label=_("Support"))
    amount = blocks.CharBlock(
        label=_("Amount and how it is paid"),
        max_length=120,
        required=False,
        help_text=_("For example “$75, in cash on the day”."),
    )
    text = blocks.RichTextBlock(label=_("Text"), features=ANSWER, required=False)

    class Meta:
        icon = "user"
        label = _("Support")


class AccessBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(choices=Access.choices, label=_("About"))
    text = blocks.RichTextBlock(label=_("Text"), features=ANSWER)

    class Meta:
        icon = "universal-access"
        label = _("Accessibility")


class PreparationBlock(TargetBlock):
    """Something to read or do before the session."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=ANSWER, required=False)

    class Meta:
        icon = "doc-full"
        label = _("Preparation")
        form_attrs = words_in("title", below="text")


class EarlierSessionBlock(TargetBlock):
    title = blocks.CharBlock(label=_("Theme"), max_length=250)
    text = blocks.RichTextBlock(label=_("Text"), features=ANSWER, required=False)

    class Meta:
        icon = "history"
        label = _("Earlier session")
        form_attrs = words_in("title", below="text")


class SectionBlock(blocks.StructBlock):
    """A section of a summary, one for each project that was presented."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=250)
    body = blocks.RichTextBlock(label=_("Text"), features=PROSE, required=False)
    more = TextAndPictures(label=_("Tables, pictures and more text"), required=False)

    class Meta:
        icon = "title"
        label = _("Section")
        form_attrs = words_in("heading", below="body")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        value = super().clean(value)
        if not self.is_deferred_validation and not value.get("body") and not value.get("more"):
            problem = ValidationError(_("Write the text of the section, or add a table or a picture."))
            raise StructBlockValidationError(block_errors={"body": problem})
        return value


class OutcomeBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Outcome or call to action"), max_length=300)
    text = blocks.RichTextBlock(label=_("Text"), features=ANSWER, required=False)

    class Meta:
        icon = "tick"
        label = _("Outcome")
        form_attrs = words_in("title", below="text")
