"""Blocks that show or give a picture, a film or a file."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText

from core.blocks.as_typed import PartOfDateBlock
from core.blocks.items import words_in
from core.blocks.links import LinkValue, TargetBlock
from core.blocks.term_block import TermBlock
from core.blocks.text import ANSWER
from core.i18n.languages import language_choices
from core.text.page_text import PLACEHOLDER
from core.transcripts.spoken_text import Passage, passages_in
from core.transcripts.taken import turns_to_read
from core.transcripts.web_vtt import CannotReadTranscript
from core.videos import PROVIDERS, host_of_video, read_video_address

# Endings of files of slides.
SLIDES = frozenset(["ppt", "pptx", "odp"])


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


class DownloadValue(LinkValue):
    @property
    def kind_label(self) -> str:
        """As it was chosen; a file of slides is one by its ending."""
        document, kind = self.get("document"), self.get("kind")
        if kind:
            return str(kind.seen_label)
        return gettext("Slides") if document and document.file_extension.lower() in SLIDES else ""


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
        value_class = DownloadValue


class SpokenPassage(NamedTuple):
    """A passage of a transcript, with the addresses of its moment at the host of the film and in its player."""

    passage: Passage
    href: str
    player: str

    @property
    def text(self) -> RichText:
        return RichText(self.passage.html)


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

    @cached_property
    def passages(self) -> list[SpokenPassage]:
        """Its transcript, each passage with where it stands in the film. Empty where it names no times."""
        text = self.get("transcript_text")
        found = passages_in(text.source) if text else []
        if all(passage.seconds is None for passage in found):
            return []
        return [SpokenPassage(passage, *self._moment(passage.seconds)) for passage in found]

    def _moment(self, second: int | None) -> tuple[str, str]:
        if second is None or not self.href or not self.provider:
            return "", ""
        number = self["video_id"]
        return self.provider.moment_url(number, second), self.provider.player_moment_url(number, second)


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
    transcript = DocumentChooserBlock(
        label=_("Transcript, as a document"),
        required=False,
        help_text=_("The .vtt file of the meeting tool is read: its words stand below once the page is saved."),
    )
    transcript_text = blocks.RichTextBlock(
        label=_("Transcript, as text"),
        features=ANSWER,
        required=False,
        help_text=_("“0:03:10 Name” in bold begins a passage, a line in bold is a heading."),
    )

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
        self._check_transcript(value)
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

    def _check_transcript(self, value: RecordingValue) -> None:
        try:
            turns_to_read(value)
        except CannotReadTranscript as error:
            raise StructBlockValidationError({"transcript": ValidationError(str(error))}) from error
