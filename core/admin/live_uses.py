"""What live pages use is not taken away or replaced around review: it is asked about first, with the pages by name,
and somebody who may not publish those pages is refused."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, ReferenceIndex

from core.models.site import SiteSettings
from core.text.sentences import one_stop
from core.tree import fronts
from core.visibility import shown_in_admin
from users.models import AnyUser

# So many pages are named; the rest is counted.
NAMED = 10
# In a form that was asked about: yes, do it.
AGREED = "agreed"


class LiveUses(NamedTuple):
    """The live pages that use something, as this person may be told, and whether they may publish them all."""

    pages: list[Page]
    named: list[Page]
    may_publish: bool

    @property
    def in_words(self) -> str:
        titles = [f"“{page.title}”" for page in self.named[:NAMED]]
        more = len(self.pages) - len(titles)
        if more:
            titles.append(ngettext("%(count)d more", "%(count)d more", more) % {"count": more})
        return one_stop(_("Live pages use it: %(pages)s.") % {"pages": ", ".join(titles)})

    @property
    def refusal(self) -> str:
        """Empty where this person may publish the pages."""
        if self.may_publish:
            return ""
        return f"{self.in_words} {_('Ask somebody who may publish them.')}"


def live_uses(rows: Iterable[Model], user: AnyUser) -> LiveUses:
    pages = list(Page.objects.filter(pk__in=_pages_using(rows), live=True).order_by("pk"))
    shown = set(
        shown_in_admin(Page.objects.filter(pk__in=[page.pk for page in pages]), user).values_list("pk", flat=True)
    )
    may_publish = all(page.permissions_for_user(user).can_publish() for page in pages)
    return LiveUses(pages, [page for page in pages if page.pk in shown], may_publish)


def _pages_using(rows: Iterable[Model], is_direct: bool = True) -> set[str]:
    """Keys of pages that refer to these; also through what refers to them, as a person does to a portrait."""
    found: set[str] = set()
    between: list[Model] = []
    for row in rows:
        for reference in ReferenceIndex.get_references_to(row).select_related("base_content_type"):
            model = reference.base_content_type.model_class()
            if model is not None and issubclass(model, Page):
                found.add(reference.object_id)
            elif model is SiteSettings:
                # What every page shows counts for the front pages.
                found |= {str(node.pk) for node in fronts()}
            elif model is not None and is_direct:
                between += model._default_manager.filter(pk=reference.object_id)
    return found | _pages_using(between, is_direct=False) if between else found


def ask_first(request: HttpRequest, rows: list[Model]) -> HttpResponse | None:
    """In place of a page that deletes: where live pages use one of these, they are named, and it is asked again."""
    uses = live_uses(rows, request.user)
    if not uses.pages or (uses.may_publish and request.method == "POST" and request.POST.get(AGREED)):
        return None
    context = {
        "page_title": _("Live pages use this"),
        "page_subtitle": ", ".join(str(row) for row in rows[:NAMED]),
        "header_icon": "warning",
        "uses": uses,
        "named": uses.named[:NAMED],
        "agreed": AGREED,
    }
    status = 200 if uses.may_publish else 403
    return TemplateResponse(request, "core/admin/live_uses.html", context, status=status)
