"""Blocks of words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.as_typed import PartOfDateBlock
from core.blocks.items import ONE_LINE, words_in

PROSE = ["h3", "h4", "bold", "italic", "ol", "ul", "blockquote", "link", "document-link"]
ANSWER = ["bold", "italic", "ol", "ul", "link", "document-link"]
LINE = ["bold", "italic", "link", "document-link"]


class ProseBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(**{"features": ["h2", *PROSE]} | kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/prose_block.html"


class LineBlock(blocks.RichTextBlock):
    """One item of a list: words with emphasis and links, and a list below it where it has parts."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": [*LINE, "ol", "ul"]} | kwargs)

    class Meta:
        icon = "list-ul"
        label = _("Item")
        form_attrs = ONE_LINE


class QuoteBlock(blocks.StructBlock):
    quote = blocks.TextBlock(label=_("Words"))
    source = blocks.CharBlock(label=_("Who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quote_block.html"


class NoticeBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"))
    text = blocks.RichTextBlock(label=_("Text"), features=ANSWER)

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        template = "blocks/notice_block.html"


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=600)
    answer = blocks.RichTextBlock(label=_("Answer"), features=ANSWER)

    class Meta:
        icon = "help"
        label = _("Question and answer")
        form_attrs = words_in("question", below="answer")


class NamedTextBlock(blocks.StructBlock):
    """A name and what it means: a principle, a value, a programme."""

    name = blocks.CharBlock(label=_("Name"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=ANSWER, required=False)

    class Meta:
        icon = "list-ul"
        label = _("Name and text")
        form_attrs = words_in("name", below="text")


class DatedTextBlock(blocks.StructBlock):
    """A step of a history: a date as far as it is known, and what happened."""

    date = PartOfDateBlock(
        regex=r"^\d{4}(-\d{2}(-\d{2})?)?$",
        label=_("Date"),
        help_text=_("A year, a month or a day: 2016, 2016-05 or 2016-05-31."),
        error_messages={"invalid": _("Write a year, a month or a day: 2016, 2016-05 or 2016-05-31.")},
    )
    text = blocks.RichTextBlock(label=_("What happened"), features=LINE)

    class Meta:
        icon = "date"
        label = _("Date and text")
        form_attrs = words_in("text")
