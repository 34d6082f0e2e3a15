"""What a resource says: its summary, its findings, other materials."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField

from core.blocks import Body
from core.blocks.text import ANSWER
from core.going_live import Problem
from core.models import BasePage, PagePart
from networks.people_in_blocks import plain
from resources.blocks import FindingsBlock


class SummedUp(BasePage):
    """A document as it was read: summed up, and its findings one by one."""

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=900,
        help_text=_("What it is and whom it is for, in 40 to 120 words. The findings have their own place below."),
    )
    key_findings = RichTextField(_("key findings"), features=["h3", "h4", "blockquote", *ANSWER], blank=True)
    findings = StreamField([("group", FindingsBlock())], verbose_name=_("findings in groups"), blank=True)
    other_materials = StreamField(Body(), verbose_name=_("other materials"), blank=True)
    is_listed_only = models.BooleanField(
        _("listed only"),
        default=False,
        help_text=_("An entry of lower priority: title, link, language and one term are enough."),
    )

    of_one_time = {"summary", "key_findings", "findings", "other_materials"}

    content_panels = [*BasePage.content_panels[:1], FieldPanel("summary"), FieldPanel("findings")]
    more_content_panels = [FieldPanel("key_findings"), FieldPanel("other_materials"), FieldPanel("is_listed_only")]

    class Meta:
        abstract = True

    @property
    def summary_text(self) -> str:
        return self.search_description or self.summary

    def parts(self) -> Iterator[PagePart]:
        order = 0
        for group in self.findings:
            term = group.value.get("group")
            heading = group.value.get("heading") or ""
            for item in group.value["items"].bound_blocks:
                order += 1
                yield PagePart(
                    page=self,
                    kind=PagePart.Kind.FINDING,
                    block_id=item.id,
                    group=heading,
                    group_term=term,
                    text=plain(item.value),
                    order=order,
                )

    def go_live_problems(self) -> list[Problem]:
        problems = super().go_live_problems()
        if self.is_listed_only or self.summary:
            return problems
        return [*problems, Problem("summary", gettext("Write the summary."))]
