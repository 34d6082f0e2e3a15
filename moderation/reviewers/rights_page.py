"""Reports › Who can do what: the table of all sections, or the rights of one person."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from wagtail.admin.menu import MenuItem

from moderation.reviewers.deciders import people_with
from moderation.reviewers.section_rights import (
    ACTIONS,
    SectionRights,
    may_see_rights,
    rights_in,
    sections_for,
    with_same,
)
from users.models import User

SECTIONS_OF_A_PAGE = 25


@require_GET
def rights_page(request: HttpRequest) -> HttpResponse:
    if not may_see_rights(request.user):
        raise PermissionDenied
    people = people_with("wagtailadmin.access_admin").order_by("last_name", "first_name", "pk")
    person = _chosen(request.GET.get("person", ""), people)
    shown = Paginator(sections_for(request.user), SECTIONS_OF_A_PAGE).get_page(request.GET.get("p"))
    sections = rights_in(shown)
    if person:
        sections = with_same([_of(one, person) for one in sections])
    context = {
        "page_title": _("Who can do what"),
        "header_icon": "group",
        "actions": ACTIONS.values(),
        "people": people,
        "person": person,
        "shown": shown,
        "sections": [(one, _cells(one)) for one in sections],
        "may_change_groups": request.user.has_perm("auth.change_group"),
    }
    return TemplateResponse(request, "moderation/rights.html", context)


def _chosen(number: str, people: QuerySet[User]) -> User | None:
    return people.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None


def _of(rights: SectionRights, person: User) -> SectionRights:
    """Of everybody who may, this one."""
    able = {action: [one for one in found if one == person] for action, found in rights.able.items()}
    steps = [step._replace(people=[one for one in step.people if one == person]) for step in rights.steps]
    return rights._replace(able=able, steps=steps)


def _cells(rights: SectionRights) -> list[tuple[str | Promise, list[User]]]:
    return [(ACTIONS[action], able) for action, able in rights.able.items()]


class RightsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_rights(request.user)


def menu_item() -> MenuItem:
    return RightsItem(gettext_lazy("Who can do what"), reverse("rights"), name="rights", icon_name="group", order=60)


def admin_urls() -> list[URLPattern]:
    return [path("rights/", rights_page, name="rights")]
