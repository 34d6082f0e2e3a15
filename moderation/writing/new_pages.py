"""Where somebody may add a page of a kind: straight to its form, or to a short choice of sections."""

from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from core.admin.begun_in_form import begun, place_for_new
from core.i18n.languages import current
from core.visibility import outside_bin
from intake.filling import has_recipe
from intake.in_form.above_form import address_of_door
from users.models import AnyUser

# More than that is no choice; the rest is found by walking through the pages.
MOST = 60


class Kind(NamedTuple):
    """A kind of page that the desk offers. Its model is named, as it may stand above this app."""

    name: str
    model_name: str
    label: Any
    icon: str

    @property
    def model(self) -> type[Page]:
        return apps.get_model(self.model_name)

    @property
    def address(self) -> str:
        return reverse("write", args=[self.name])


class Option(NamedTuple):
    """A section, the form of a new page below it, and the door for a document, where the kind can begin with one."""

    section: Page
    form: str
    door: str


KINDS = [
    Kind("event", "events.EventPage", _("Write an event"), "calendar-alt"),
    Kind("summary", "events.WebinarSummaryPage", _("Write a summary"), "openquote"),
    Kind("resource", "resources.ResourcePage", _("Write a resource"), "doc-full-inverse"),
    Kind("page", "home.StandardPage", _("Write a page"), "doc-empty"),
]


def admin_urls() -> list[URLPattern]:
    return [path("write/<slug:name>/", write, name="write")]


def sections_for(kind: Kind, user: AnyUser) -> PageQuerySet:
    """The pages below which this person may add one of the kind, in the order of the tree."""
    pages = outside_bin(page_permission_policy.instances_user_has_permission_for(user, "add"))
    return pages.exact_type(*kind.model.allowed_parent_page_models()).order_by("path")


def write(request: HttpRequest, name: str) -> HttpResponse:
    """Where there is one section only, nobody is asked. A section that is missing may be begun by its title."""
    kind = next((one for one in KINDS if one.name == name), None)
    if kind is None:
        raise Http404
    missing = _can_be_begun(kind, request.user)
    if request.method == "POST" and missing:
        try:
            return redirect(_form_of(kind, begun(missing, request.user, current(), request.POST.get("title", ""))))
        except ValidationError as error:
            messages.error(request, error.messages[0])
    found = sections_for(kind, request.user).select_related("locale").specific()[:MOST]
    sections = [section for section in found if kind.model.can_create_at(section)]
    if not sections:
        raise PermissionDenied
    options = [_option(kind, section) for section in sections]
    if len(options) == 1:
        return redirect(options[0].form)
    context = {"page_title": kind.label, "header_icon": kind.icon, "languages": _by_language(options)}
    context |= {"missing": missing.begun_by_title if missing else ""}
    return TemplateResponse(request, "moderation/writing/choose_section.html", context)


def _can_be_begun(kind: Kind, user: AnyUser) -> type[Page] | None:
    """The kind of section that this person may begin, in their language, to put the new page below it."""
    parents = kind.model.allowed_parent_page_models()
    return next((parent for parent in parents if place_for_new(parent, user, current())), None)


def _form_of(kind: Kind, section: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=[*kind.model_name.lower().split("."), section.pk])


def _option(kind: Kind, section: Page) -> Option:
    door = address_of_door(kind.model, section) if has_recipe(kind.model) else ""
    return Option(section, _form_of(kind, section), door)


def _by_language(options: list[Option]) -> dict[str, list[Option]]:
    found: dict[str, list[Option]] = {}
    for option in options:
        found.setdefault(option.section.locale.get_display_name(), []).append(option)
    return found
