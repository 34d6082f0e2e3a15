"""Blocks that show or give a picture, a film or a file."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from core.blocks.as_typed import PartOfDateBlock
from core.blocks.items import words_in
from core.blocks.links import LinkValue, TargetBlock
from core.blocks.term_block import TermBlock
from core.blocks.text import ANSWER
from core.i18n.languages import language_choices
from core.text.page_text import PLACEHOLDER
from core.videos import PROVIDERS, host_of_video, read_video_address


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alternative_text = blocks.CharBlock(
        label=_("Alternative text, here"),
        required=False,
        help_text=_("What the picture shows in this place. If you leave this empty, the picture's own text is used."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Decoration only"), required=False, help_text=_("Screen readers will skip it.")
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/picture_block.html"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        value = super().clean(value)
        image = value.get("image")
        says_here = value.get("alternative_text") or value.get("decorative")
        if image and image.lacks_words and not says_here and not self.is_deferred_validation:
            words = _("Say what the picture tells, or say below that it only decorates.")
            raise StructBlockValidationError({"alternative_text": ValidationError(words)})
        return value


class DownloadBlock(TargetBlock):
    """A file to read or keep. Type and size are taken from the file where we hold it."""

    title = blocks.CharBlock(label=_("Title"), max_length=250)
    kind = TermBlock("material-type", label=_("Kind"), required=False)
    language = blocks.ChoiceBlock(choices=language_choices, label=_("Language"), required=False)
    format = blocks.CharBlock(label=_("Format"), max_length=20, required=False, help_text=_("PDF, web page, audio …"))
    size_kb = blocks.IntegerBlock(label=_("Size in kilobytes"), required=False, min_value=1)
    date = PartOfDateBlock(
        regex=r"^\d{4}(-\d{2}(-\d{2})?)?$",
        label=_("Date"),
        required=False,
        help_text=_("A year, a month or a day: 2016, 2016-05 or 2016-05-31."),
        error_messages={"invalid": _("Write a year, a month or a day: 2016, 2016-05 or 2016-05-31.")},
    )
    note = blocks.CharBlock(label=_("Note"), max_length=300, required=False)

    class Meta:
        icon = "download"
        label = _("Document or link")
        form_attrs = words_in("title")
        template = "blocks/download_block.html"


class RecordingValue(LinkValue):
    @property
    def provider(self):
        return PROVIDERS.get(self.get("host") or "")

    @property
    def href(self) -> str:
        is_known = self.provider and self["video_id"] != PLACEHOLDER
        return self.provider.page_url(self["video_id"]) if is_known else ""

    @property
    def player(self) -> str:
        return self.provider.player_url(self["video_id"]) if self.provider else ""


class RecordingBlock(blocks.StructBlock):
    """A film kept elsewhere, as host and number; nothing of the host is loaded before the reader presses play."""

    label = blocks.CharBlock(label=_("Title"), max_length=200)
    host = blocks.ChoiceBlock(choices=[(key, host.name) for key, host in PROVIDERS.items()], label=_("Host"))
    video_id = blocks.CharBlock(
        label=_("Video number or address"),
        max_length=200,
        help_text=_("Paste the address of the video. Only its number is kept."),
    )
    language = blocks.ChoiceBlock(choices=language_choices, label=_("Language spoken"))
    captions = blocks.MultipleChoiceBlock(choices=language_choices, label=_("Captions"), required=False)
    duration_minutes = blocks.IntegerBlock(label=_("Length in minutes"), required=False, min_value=1)
    size_mb = blocks.IntegerBlock(label=_("Size in megabytes"), required=False, min_value=1)
    transcript = DocumentChooserBlock(label=_("Transcript, as a document"), required=False)
    transcript_text = blocks.RichTextBlock(label=_("Transcript, as text"), features=ANSWER, required=False)

    class Meta:
        icon = "media"
        label = _("Recording")
        form_attrs = words_in("label")
        template = "blocks/recording_block.html"
        value_class = RecordingValue

    def clean(self, value: RecordingValue) -> RecordingValue:
        if not value.get("host"):
            value["host"] = host_of_video(value.get("video_id") or "")
        value = super().clean(value)
        if (value.get("video_id") or "").strip() == PLACEHOLDER:
            value["video_id"] = PLACEHOLDER
            return value
        found = read_video_address(value.get("host") or "", value.get("video_id") or "")
        if not found and self.is_deferred_validation:
            return value
        if value.get("video_id") and not found:
            raise StructBlockValidationError(
                {
                    "video_id": ValidationError(
                        _("This is not a video address or number from that host. Not known yet? Write #.")
                    )
                }
            )
        value["video_id"] = found
        return value
