"""The front page and plain pages."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from core.blocks import Body, CallToActionBlock, LinkBlock, NoticeBlock, PictureBlock, ProseBlock
from core.cover import Cover
from core.models import BasePage, Vocabulary, tabs
from core.prefetch import Reader
from events.models import EventPage
from events.related_events import next_change, upcoming_events
from home.counted import Counted
from home.sections import feeds_for, organisation_data, sections_of
from home.ways import ways_of
from website.page_cache import valid_until


class HeadedBlock(blocks.StructBlock):
    """A section with a heading and a number of entries that the site fills in."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    count = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=12)


class NextEventsBlock(HeadedBlock):
    class Meta:
        icon = "calendar-alt"
        label = _("Next events")
        template = "blocks/next_events_block.html"


class LatestSummariesBlock(HeadedBlock):
    class Meta:
        icon = "history"
        label = _("Latest summaries")
        template = "blocks/latest_summaries_block.html"


class FeaturedResourcesBlock(HeadedBlock):
    """Chosen findings; where none are chosen, the newest."""

    text = blocks.TextBlock(label=_("Text"), required=False)
    resources = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="resources.ResourcePage"), label=_("Chosen findings"), default=[]
    )

    class Meta:
        icon = "doc-full"
        label = _("Findings")
        template = "blocks/featured_resources_block.html"


class TermMapBlock(blocks.StructBlock):
    """The map of a vocabulary with how many entries a list has for each term of it."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False)
    counted = blocks.ChoiceBlock(label=_("What is counted"), choices=Counted.choices, default=Counted.RESOURCES)
    vocabulary = blocks.ChoiceBlock(
        label=_("Vocabulary"),
        choices=Vocabulary.choices,
        default=Vocabulary.REGION,
        help_text=_("One that has a map: Words › Maps."),
    )

    class Meta:
        icon = "site"
        label = _("Map")
        template = "blocks/term_map_block.html"


class FindingsDrawingBlock(blocks.StructBlock):
    """How many resources and findings there are, and a dot for each finding in rows of a vocabulary."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False)
    vocabulary = blocks.ChoiceBlock(label=_("Rows"), choices=Vocabulary.choices, default=Vocabulary.POPULATION)

    class Meta:
        icon = "doc-full"
        label = _("Findings in dots")
        template = "blocks/findings_drawing_block.html"


class PagesBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    pages = blocks.ListBlock(blocks.PageChooserBlock(), label=_("Pages"))

    class Meta:
        icon = "doc-empty"
        label = _("Pages")
        template = "blocks/pages_block.html"


class MembersBlock(blocks.StructBlock):
    """The organisations that are members of the network; the site fills them in."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False)

    class Meta:
        icon = "group"
        label = _("Member organisations")
        template = "blocks/members_block.html"


class HomeSections(blocks.StreamBlock):
    next_events = NextEventsBlock()
    latest_summaries = LatestSummariesBlock()
    featured_resources = FeaturedResourcesBlock()
    findings_drawing = FindingsDrawingBlock()
    term_map = TermMapBlock()
    members = MembersBlock()
    pages = PagesBlock()
    call_to_action = CallToActionBlock()
    text = ProseBlock()
    picture = PictureBlock()
    notice = NoticeBlock()


class HomePage(BasePage):
    """The front page: a statement, ways in, and sections that editors arrange."""

    headline = models.CharField(
        _("statement"), max_length=160, blank=True, help_text=_("Say in one sentence what the network is for.")
    )
    ways = StreamField([("way", LinkBlock())], verbose_name=_("ways in"), blank=True)
    shows_next_event = models.BooleanField(_("show the next session beside the statement"), default=True)
    sections = StreamField(HomeSections(), verbose_name=_("sections"), blank=True)

    private_fields = differs_by_language = {"shows_next_event"}

    parent_page_types = ["wagtailcore.Page"]

    edit_handler = tabs(
        (
            _("Front page"),
            [
                *BasePage.content_panels[:1],
                FieldPanel("headline"),
                *BasePage.content_panels[1:],
                FieldPanel("ways"),
                FieldPanel("shows_next_event"),
                FieldPanel("sections"),
            ],
        ),
    )

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        reader, now = Reader.of(request, self), timezone.now()
        upcoming = upcoming_events(EventPage, reader, now)
        valid_until(request, next_change(upcoming, now))
        next_event = upcoming[0] if upcoming and self.shows_next_event else None
        return super().get_context(request, *args, **kwargs) | {
            "next_event": next_event,
            "ways": ways_of(self.ways, reader),
            "sections": sections_of(self.sections, [event for event in upcoming if event != next_event], reader),
            "feeds": feeds_for(reader),
        }

    @property
    def cover(self) -> Cover:
        return Cover(note=self.headline)

    def structured_data(self) -> dict[str, Any]:
        return organisation_data(self)


class StandardPage(BasePage):
    """A page of text: help, privacy, accessibility."""

    body = StreamField(Body(), verbose_name=_("text"), blank=True)

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    edit_handler = tabs((_("Text"), [*BasePage.content_panels, FieldPanel("body")]))

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
