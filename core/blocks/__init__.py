"""What editors put into the body of a page, a family to a module."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from core.blocks.links import CallToActionBlock, LinkBlock
from core.blocks.media import DownloadBlock, PictureBlock, RecordingBlock
from core.blocks.text import PROSE, LineBlock, NoticeBlock, ProseBlock, QuestionBlock, QuoteBlock


class TableValue(blocks.StructValue):
    @property
    def has_headings(self) -> bool:
        return any(column["heading"] for column in self["table"].columns)


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Caption"), help_text=_("Say what the table shows."))
    table = TypedTableBlock(
        [("text", blocks.CharBlock(label=_("Text"), required=False)), ("prose", LineBlock(label=_("Text with links")))],
        label=_("Table"),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table_block.html"
        value_class = TableValue


class TextAndPictures(blocks.StreamBlock):
    """Text with what illustrates it, below a heading that stands in a field of its own."""

    text = ProseBlock(features=PROSE)
    picture = PictureBlock()
    table = TableBlock()

    class Meta:
        template = "blocks/body.html"
        form_attrs = {"data-takes-tables": ""}


class Body(blocks.StreamBlock):
    """The free part of a page: text with headings, and what illustrates it."""

    text = ProseBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    notice = NoticeBlock()
    table = TableBlock()
    questions = blocks.ListBlock(
        QuestionBlock(), icon="help", label=_("Questions and answers"), template="blocks/questions_block.html"
    )
    download = DownloadBlock()
    recording = RecordingBlock()
    call_to_action = CallToActionBlock()
    links = blocks.ListBlock(LinkBlock(), icon="link", label=_("Links"), template="blocks/links_block.html")

    class Meta:
        template = "blocks/body.html"
        # A table that is pasted into one of its texts becomes a block: static/js/paste-tables.js.
        form_attrs = {"data-takes-tables": ""}


__all__ = [
    "Body",
    "CallToActionBlock",
    "DownloadBlock",
    "LineBlock",
    "LinkBlock",
    "NoticeBlock",
    "PictureBlock",
    "ProseBlock",
    "QuestionBlock",
    "QuoteBlock",
    "RecordingBlock",
    "TableBlock",
    "TextAndPictures",
]
