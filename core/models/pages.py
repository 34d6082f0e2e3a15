"""What every page of the site is: its words, its parts with an address, its language, its way of going live."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Locale, Page, PageViewRestriction, Revision
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core.cover import Cover
from core.drafts.live_as import is_for_another
from core.forms import PageForm
from core.going_live import CannotGoLive, Problem, may_go_live, problems_of_any_page, warnings_of_any_page
from core.locking import lock_page
from core.models.page_or_copy import PageOrCopy
from core.models.page_parts import PagePart
from core.reserved_slugs import reserved_slugs
from core.routing import note_reading_language, page_at
from core.together.held_pages import not_alone
from core.visibility import restrictions


class BasePage(PageOrCopy):
    """What all kinds of page share."""

    lead = models.TextField(
        _("in one or two sentences"),
        blank=True,
        max_length=500,
        help_text=_("Appears under the title, in lists and in search results. Say what the reader will get."),
    )
    image = models.ForeignKey(
        "files.SiteImage", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    # After so many months somebody looks at a live page again; 0: never. Staff may say otherwise for their site.
    review_months = 12

    base_form_class = PageForm
    api_properties = ["kind", "terms_by_vocabulary"]
    search_fields = [*Page.search_fields, index.SearchField("search_text"), index.FilterField("first_published_at")]

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    picture_panel = FieldPanel("image")
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("show_in_menus")],
            heading=_("Address and menu"),
        ),
        MultiFieldPanel(
            [FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("image")],
            heading=_("In search engines and when shared"),
        ),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.slug in reserved_slugs():
            raise ValidationError(
                {"slug": _("“%(slug)s” is an address of the site itself. Choose another one.") % {"slug": self.slug}}
            )

    # Words

    @property
    def summary_text(self) -> str:
        return self.search_description or self.lead

    @property
    def cover(self) -> Cover:
        """What its cover tells. Kinds say more."""
        return Cover(figure=self.kind)

    def more_addresses(self) -> list[str]:
        """Addresses of other sites that the page shows and that stand in no block or text. Kinds add theirs."""
        return []

    def parts(self) -> Iterator[PagePart]:
        """The parts of the page that have an address of their own, unsaved, in order. Kinds add theirs."""
        return iter(())

    # Going live

    def go_live_problems(self) -> list[Problem]:
        """What keeps this page from going live, in plain words. Kinds add their rules."""
        return problems_of_any_page(self)

    def go_live_warnings(self) -> list[Problem]:
        """What a person should look at again before this page goes live. Kinds add theirs."""
        return warnings_of_any_page(self)

    @transaction.atomic
    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Every door to going live leads through here; a page that breaks a rule is refused.

        Raises `CannotGoLive`, a ValidationError, with the reasons.
        """
        # Wagtail would write the versions before the page.
        lock_page(self.pk)
        if is_for_another(self):
            words = gettext("It is a working copy: its words go live in the page itself, by review.")
            raise CannotGoLive([Problem("", words)])
        problems = [*not_alone(self), *may_go_live(revision)]
        if problems:
            raise CannotGoLive(problems)
        return super().publish(revision, *args, **kwargs)

    @transaction.atomic
    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail does, with the page held first: autosave writes over a version, then notes it at the page.

        A version that was decided about stays: the next one is compared with it.
        """
        lock_page(self.pk)
        over = kwargs.get("overwrite_revision")
        if over and over.task_states.exclude(finished_at=None).exists():
            kwargs["overwrite_revision"] = None
        self.make_new_terms()
        return super().save_revision(*args, **kwargs)

    # Languages

    def copy_for_translation(
        self, locale: Locale, copy_parents: bool = False, alias: bool = False, **more: Any
    ) -> Page:
        """A draft in another language. Pages above it become drafts too: Wagtail would make live mirrors of them."""
        return super().copy_for_translation(locale, copy_parents=copy_parents, alias=False, **more)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """As Wagtail does, with fewer queries; a page without translation answers at the other language's address."""
        if not path_components:
            note_reading_language(request, self)
            return super().route(request, path_components)
        found = page_at(self, path_components)
        if found is None:
            raise Http404
        page, rest = found
        return page.route(request, rest)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """As Wagtail does, with the address that visitors use in front, whatever the row of the site says."""
        parts = super().get_url_parts(request)
        return (parts[0], settings.PUBLIC_URL, parts[2]) if parts and parts[1] is not None else parts

    def get_view_restrictions(self) -> models.QuerySet:
        """As Wagtail answers, with fewer queries: what is private at all was asked of the database in this request."""
        if any(self.path.startswith(path) for one in restrictions() for path in one.paths):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()

    def waits_for(self) -> Page | None:
        """The event at whose end it goes live by itself. Kinds that wait for one say so."""
        return None

    def next_change(self, now: datetime.datetime) -> datetime.datetime | None:
        """The next instant at which something on the page changes by itself. Kinds that know one say so."""
        return None
