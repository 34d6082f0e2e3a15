"""What was said in a session, and what there is to see and read of it."""

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField

from core.blocks import DownloadBlock, LineBlock, QuestionBlock, QuoteBlock, RecordingBlock, TextAndPictures
from core.blocks.text import PROSE
from core.going_live import Problem
from core.models import BasePage, PagePart
from events.blocks import EarlierSessionBlock, OutcomeBlock, SectionBlock
from networks.people_in_blocks import part_rows


class SessionRecord(BasePage):
    """Summary, sections, questions, outcomes, recordings and materials."""

    summary = RichTextField(_("summary"), features=PROSE, blank=True)
    body = StreamField(TextAndPictures(), verbose_name=_("tables and pictures of the summary"), blank=True)
    quotation = StreamField(
        [("quote", QuoteBlock())],
        verbose_name=_("quotation"),
        blank=True,
        max_num=3,
        help_text=_(
            "One to three sentences that somebody said; the first is shown large at the top. Give the name only with "
            "consent; else for example “a family member”."
        ),
    )
    earlier_sessions = StreamField([("session", EarlierSessionBlock())], verbose_name=_("earlier sessions"), blank=True)
    sections = StreamField([("section", SectionBlock())], verbose_name=_("sections"), blank=True)
    questions = StreamField([("question", QuestionBlock())], verbose_name=_("question period"), blank=True)
    guiding_questions = StreamField(
        [("question", LineBlock(label=_("Question")))],
        verbose_name=_("guiding questions"),
        blank=True,
        help_text=_("Asked before the session, not answered here."),
    )
    outcomes = StreamField(
        [("outcome", OutcomeBlock())],
        verbose_name=_("outcomes"),
        blank=True,
        help_text=_("Start with the most important one."),
    )
    recordings = StreamField([("recording", RecordingBlock())], verbose_name=_("recordings"), blank=True)
    downloads = StreamField([("download", DownloadBlock())], verbose_name=_("documents of the session"), blank=True)
    materials = StreamField([("material", DownloadBlock())], verbose_name=_("further materials"), blank=True)

    of_one_time = {
        "summary",
        "body",
        "quotation",
        "earlier_sessions",
        "sections",
        "questions",
        "guiding_questions",
        "outcomes",
        "recordings",
        "downloads",
        "materials",
    }

    said_panels = [
        FieldPanel("summary"),
        FieldPanel("outcomes"),
        FieldPanel("sections"),
        FieldPanel("questions"),
    ]
    more_said_panels = [
        FieldPanel("body"),
        FieldPanel("quotation"),
        FieldPanel("guiding_questions"),
        FieldPanel("earlier_sessions"),
    ]
    material_panels = [
        FieldPanel("recordings"),
        FieldPanel("downloads"),
        FieldPanel("materials"),
        InlinePanel("related_pages", heading=_("Findings it is about, and other pages"), label=_("page")),
    ]

    class Meta:
        abstract = True

    @property
    def materials_in_order(self) -> list[StreamValue.StreamChild]:
        """Kind by kind, as each comes first in the form; of one kind the newest first, those without a date last."""
        kinds = list(dict.fromkeys(block.value.kind_label for block in self.materials))
        newest_first = sorted(self.materials, key=lambda block: block.value.get("date") or "", reverse=True)
        return sorted(newest_first, key=lambda block: kinds.index(block.value.kind_label))

    def parts(self) -> Iterator[PagePart]:
        return part_rows(
            self,
            ("sections", PagePart.Kind.SECTION, "heading"),
            ("questions", PagePart.Kind.QUESTION, "question"),
            ("outcomes", PagePart.Kind.OUTCOME, "title"),
            ("recordings", PagePart.Kind.RECORDING, "label"),
            ("downloads", PagePart.Kind.FILE, "title"),
            ("materials", PagePart.Kind.FILE, "title"),
        )

    def go_live_problems(self) -> list[Problem]:
        problems = super().go_live_problems()
        if not self.summary:
            return [Problem("summary", gettext("Write the summary: a paragraph or more.")), *problems]
        return problems
