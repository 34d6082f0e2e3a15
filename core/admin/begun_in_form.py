"""A page, or a committee, that is missing where one is chosen is begun there by its title, as a draft (decision 65).

A page goes live before the pages below it (decision 67), a row with the first page that names it (decision 44).
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.coreutils import resolve_model_string
from wagtail.models import Page, PageSubscription
from wagtail.permissions import page_permission_policy

from core.new_rows import is_live_at_once
from core.page_slugs import free_page_slug
from core.text.cleaning import cleaned
from core.visibility import shown_in_admin
from users.models import AnyUser

LONGEST = 255
LONGEST_NAME = 200


def admin_urls() -> list[URLPattern]:
    return [path("begin/<str:kind>/", begin, name="begin_in_form")]


def is_begun_by_title(kind: type[Model] | None) -> bool:
    """Series are: a title is enough to begin one."""
    return bool(getattr(kind, "begun_by_title", ""))


def first_to_go_live(page: Page) -> list[Page]:
    """A part of a series that nobody may see yet would stand alone. What is live already stays as it is."""
    above = new_above(page.path[: -page.steplen]) if page.path and not page.live else []
    return [one for one in above if not _is_due_by_then(one, page)]


def new_above(path: str) -> list[Page]:
    """Of the pages down to this tree path, those begun by their title that were never live in any language."""
    paths = [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]
    drafts = Page.objects.filter(path__in=paths, live=False, first_published_at=None).order_by("path")
    return [one for one in drafts if is_begun_by_title(one.specific_class) and not one.get_translations().live()]


def _is_due_by_then(above: Page, page: Page) -> bool:
    """It was approved for a time that is not after that of the page."""
    return bool(page.go_live_at) and above.revisions.filter(approved_go_live_at__lte=page.go_live_at).exists()


def place_for_new(kind: type[Page], user: AnyUser, language: str) -> Page | None:
    """Where this person may begin one; None for kinds that are not begun by their title alone."""
    if not is_begun_by_title(kind):
        return None
    places = page_permission_policy.instances_user_has_permission_for(user, "add")
    places = places.exact_type(*kind.allowed_parent_page_models()).filter(locale__language_code=language)
    place = places.order_by("path").first()
    return place.specific if place and kind.can_create_at(place.specific) else None


@require_POST
def begin(request: HttpRequest, kind: str) -> HttpResponse:
    """Answers with the choice for the form."""
    try:
        model = resolve_model_string(kind)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    if not is_begun_by_title(model):
        raise Http404
    begin_one = begun if issubclass(model, Page) else begun_row
    try:
        one = begin_one(model, request.user, request.POST.get("language", ""), request.POST.get("title", ""))
    except ValidationError as error:
        return JsonResponse({"said": error.messages[0]}, status=400)
    return JsonResponse(_choice(one, request.user))


def may_begin(kind: type[Model], user: AnyUser, language: str) -> bool:
    """Whether this person may begin one where it is missing."""
    if not is_begun_by_title(kind):
        return False
    if issubclass(kind, Page):
        return place_for_new(kind, user, language) is not None
    return bool(user.has_perm(f"{kind._meta.app_label}.add_{kind._meta.model_name}"))


@transaction.atomic
def begun_row(kind: Any, user: AnyUser, language: str, name: str) -> Any:
    """A new row of this name, unseen until it is approved; or the one of this name that is there."""
    if not may_begin(kind, user, language) or language not in dict(settings.LANGUAGES):
        raise PermissionDenied
    name = _checked(name, LONGEST_NAME)
    if known := kind.of_name(name):
        return known
    row = kind.begin(name, language)
    row.live = is_live_at_once(kind, user)
    row.save()
    if not row.live:
        row.save_revision(user=user, log_action=True)
    return row


def _checked(title: str, longest: int) -> str:
    title = " ".join(cleaned(title).split())
    if not title or len(title) > longest:
        raise ValidationError(_("Write its title, in at most %(most)s characters.") % {"most": longest})
    return title


def begun(kind: type[Page], user: AnyUser, language: str, title: str) -> Page:
    """A draft of this title; or the page of this title that is there, and that this person may be shown."""
    place = place_for_new(kind, user, language)
    if place is None:
        raise PermissionDenied
    title = _checked(title, LONGEST)
    return _known(kind, place, title, user) or _draft(kind, place, title, user)


def _known(kind: type[Page], place: Page, title: str, user: AnyUser) -> Page | None:
    return shown_in_admin(kind._default_manager.child_of(place).filter(title__iexact=title), user).first()


@transaction.atomic
def _draft(kind: type[Page], place: Page, title: str, user: AnyUser) -> Page:
    """As Wagtail's own form of a new page makes it."""
    slug = free_page_slug(place, slugify(title, allow_unicode=True) or "page")
    page: Any = kind(title=title, slug=slug, owner=user, locale=place.locale, live=False)
    place.add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)
    PageSubscription.objects.create(page=page, user_id=user.pk, comment_notifications=True)
    return page


def _choice(one: Any, user: AnyUser) -> dict[str, Any]:
    said = _("It is a draft, and goes to review with this page. You can write there what it is about.")
    return {
        "value": one.pk,
        "label": one.get_admin_display_title() if isinstance(one, Page) else str(one),
        "said": "" if one.live else said,
        "edit_url": AdminURLFinder(user).get_edit_url(one) or "",
    }
