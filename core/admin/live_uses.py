"""What live pages use is not taken away or replaced around review: it is asked about first, with the pages by name,
and somebody who may not publish those pages is refused."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.auth import get_permission_codename
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, ReferenceIndex

from core.models.approved import ApprovedModel
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
    """The live pages that use something, as this person may be told, the approved rows that do, which have pages of
    their own, and whether this person may publish them all."""

    pages: list[Page]
    named: list[Page]
    rows: list[ApprovedModel]
    may_publish: bool

    @property
    def are_there(self) -> bool:
        return bool(self.pages or self.rows)

    @property
    def in_words(self) -> str:
        names = [*(page.title for page in self.named), *(str(row) for row in self.rows)]
        titles = [f"“{name}”" for name in names[:NAMED]]
        more = len(self.pages) + len(self.rows) - len(titles)
        if more:
            titles.append(ngettext("%(count)d more", "%(count)d more", more) % {"count": more})
        return one_stop(_("Live pages use it: %(pages)s.") % {"pages": ", ".join(titles)})

    @property
    def refusal(self) -> str:
        """Empty where this person may publish the pages."""
        if self.may_publish:
            return ""
        return f"{self.in_words} {_('Ask somebody who can publish them.')}"


def live_uses(rows: Iterable[Model], user: AnyUser) -> LiveUses:
    keys, others = _pages_using(rows)
    return _told(Page.objects.filter(pk__in=keys), others, user)


def uses_of_trees(pages: Iterable[Page], user: AnyUser) -> LiveUses:
    """What leads to these pages, or to a page below one of them, from elsewhere."""
    inside = Q(pk__in=[])
    for page in pages:
        inside |= Q(path__startswith=page.path)
    keys = Page.objects.filter(inside).annotate(key=Cast("pk", CharField())).values("key")
    kind = ContentType.objects.get_for_model(Page)
    found, others = _users(ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=keys))
    if others:
        found |= _pages_using(others, is_direct=False)[0]
    return _told(Page.objects.filter(pk__in=found).exclude(inside), others, user)


def _told(users: QuerySet[Page], others: list[Model], user: AnyUser) -> LiveUses:
    pages = list(users.filter(live=True).order_by("pk"))
    shown = set(
        shown_in_admin(Page.objects.filter(pk__in=[page.pk for page in pages]), user).values_list("pk", flat=True)
    )
    approved = [row for row in others if isinstance(row, ApprovedModel) and row.live]
    may_publish = all(page.permissions_for_user(user).can_publish() for page in pages)
    may_publish = may_publish and all(user.has_perm(_publishing(row)) for row in approved)
    return LiveUses(pages, [page for page in pages if page.pk in shown], approved, may_publish)


def _publishing(row: Model) -> str:
    return f"{row._meta.app_label}.{get_permission_codename('publish', row._meta)}"


def _pages_using(rows: Iterable[Model], is_direct: bool = True) -> tuple[set[str], list[Model]]:
    """Keys of pages that refer to these, also through what refers to them, as a person does to a portrait; and what
    stands between."""
    found: set[str] = set()
    others: list[Model] = []
    for row in rows:
        pages, between = _users(ReferenceIndex.get_references_to(row), is_direct)
        found |= pages
        others += [one for one in between if one not in others]
    return (found | _pages_using(others, is_direct=False)[0] if others else found), others


def _users(references: QuerySet[ReferenceIndex], is_direct: bool = True) -> tuple[set[str], list[Model]]:
    """Keys of the pages that these references stand in; and the rows that they do."""
    found: set[str] = set()
    between: dict[tuple[type[Model], str], Model] = {}
    for reference in references.select_related("base_content_type"):
        model = reference.base_content_type.model_class()
        if model is not None and issubclass(model, Page):
            found.add(reference.object_id)
        elif model is SiteSettings:
            # What every page shows counts for the front pages.
            found |= {str(node.pk) for node in fronts()}
        elif model is not None and is_direct:
            for other in model._default_manager.filter(pk=reference.object_id):
                between[model, reference.object_id] = other
    return found, list(between.values())


def ask_first(request: HttpRequest, rows: list[Model]) -> HttpResponse | None:
    """In place of a page that deletes: where live pages use one of these, they are named, and it is asked again."""
    uses = live_uses(rows, request.user)
    if not uses.are_there or (uses.may_publish and request.method == "POST" and request.POST.get(AGREED)):
        return None
    context = {
        "page_title": _("Live pages use this"),
        "page_subtitle": ", ".join(str(row) for row in rows[:NAMED]),
        "header_icon": "warning",
        "uses": uses,
        "named": uses.named[:NAMED],
        "rows": uses.rows[:NAMED],
        "agreed": AGREED,
    }
    status = 200 if uses.may_publish else 403
    return TemplateResponse(request, "core/admin/live_uses.html", context, status=status)
