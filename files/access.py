"""Who may have a file. A picture or document that only private pages use is private; one that none uses is staff's."""

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe
from wagtail.models import DraftStateMixin, Page, ReferenceIndex

from caching.signal_handlers import is_public
from caching.site_version import cached_until_change, version_cache
from core.projections import projection
from core.visibility import STRANGER, own_sections, visible_to
from core.visibility import shown_in_admin as pages_shown_in_admin
from files.models import SiteImage, SiteRendition
from users.models import AnyUser

FOREVER = 365 * 24 * 3600
# What browsers show as a picture and never run. SVG is not among them.
PICTURES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
}


@projection
def references(page: Page) -> None:
    """What a page that goes live refers to is known at once, not when the worker comes to it."""
    ReferenceIndex.create_or_update_for_object(page)


def may_have(file: Model, user: AnyUser) -> bool:
    """Whether this person may have the file."""
    if is_staff(user):
        return shown_in_admin(type(file)._default_manager.filter(pk=file.pk), user).exists()
    return _is_used_for(file, user)


def is_staff(user: AnyUser) -> bool:
    """Those who work in the admin."""
    return user.is_authenticated and user.has_perm("wagtailadmin.access_admin")


def shown_in_admin(files: QuerySet, user: AnyUser) -> QuerySet:
    """Those of `files` that this person may choose among: all; for who works in some sections, what pages that they are
    shown use, what is no page's own, and what they brought in themselves."""
    if own_sections(user) is None:
        return files
    rows = ReferenceIndex.objects.filter(to_content_type=ContentType.objects.get_for_model(files.model))
    pages = pages_shown_in_admin(Page.objects.all(), user).annotate(text=Cast("pk", CharField())).values("text")
    used = rows.filter(base_content_type=_page_type(), object_id__in=pages)
    used = used | rows.filter(base_content_type__in=_open_types())
    keys = {int(key) for key in used.values_list("to_object_id", flat=True)}
    return files.filter(Q(uploaded_by_user=user) | Q(pk__in=keys))


def used_by_live_pages(file: Model) -> bool:
    return Page.objects.filter(pk__in=_page_ids(file), live=True).exists()


def public_ids(model: type[Model]) -> set[int]:
    """The files of a kind that a stranger may have."""
    return _public_ids(model._meta.label)


@cached_until_change
def _public_ids(label: str) -> set[int]:
    target = ContentType.objects.get_by_natural_key(*label.lower().split("."))
    rows = ReferenceIndex.objects.filter(to_content_type=target)
    pages = visible_to(Page.objects.all(), STRANGER).annotate(text=Cast("pk", CharField())).values("text")
    from_pages = rows.filter(base_content_type=_page_type(), object_id__in=pages)
    others = _from_open_rows(rows)
    return {int(pk) for pk in from_pages.union(others).values_list("to_object_id", flat=True)}


def _is_used_for(file: Model, user: AnyUser) -> bool:
    pages = visible_to(Page.objects.filter(pk__in=_page_ids(file)), user)
    return pages.exists() or _from_open_rows(ReferenceIndex.get_references_to(file)).exists()


def _page_ids(file: Model) -> list[str]:
    rows: QuerySet = ReferenceIndex.get_references_to(file).filter(base_content_type=_page_type())
    return list(rows.values_list("object_id", flat=True))


def used_on(pages: QuerySet, model: type[Model]) -> dict[int, Page]:
    """The files of a kind that these pages show and that are not public: by key, each with one of the pages."""
    by_key = {str(page.pk): page for page in pages}
    target = ContentType.objects.get_for_model(model)
    rows: QuerySet = ReferenceIndex.objects.filter(to_content_type=target, base_content_type=_page_type())
    pairs = rows.filter(object_id__in=by_key).values_list("to_object_id", "object_id")
    public = public_ids(model)
    return {int(file): by_key[page] for file, page in pairs if int(file) not in public}


def _page_type() -> ContentType:
    return ContentType.objects.get_for_model(Page)


def _open_types() -> list[ContentType]:
    """What is no page and shows on public pages: people, organisations, settings."""
    models = {model for model in ReferenceIndex.indexed_models if not issubclass(model, Page) and is_public(model)}
    return list(ContentType.objects.get_for_models(*models).values())


def _from_open_rows(rows: QuerySet) -> QuerySet:
    """References from what is no page, without rows that nobody approved yet."""
    types = _open_types()
    found = rows.filter(base_content_type__in=types)
    for kind in types:
        model = kind.model_class()
        if model is not None and issubclass(model, DraftStateMixin):
            drafts = model._default_manager.filter(live=False).annotate(text=Cast("pk", CharField())).values("text")
            found = found.exclude(base_content_type=kind, object_id__in=drafts)
    return found


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """A rendition of a picture, at its address below /media/. Originals have no address."""
    name = f"images/{name}"
    extension = name[name.rfind(".") :].lower()
    if extension not in PICTURES:
        raise Http404
    public = _is_public_picture(name)
    if not public and not _may_have_picture(name, request.user):
        raise Http404
    try:
        opened = default_storage.open(name)
    except (OSError, ValueError) as error:
        raise Http404 from error
    answer = FileResponse(opened, content_type=PICTURES[extension])
    answer["Cache-Control"] = f"public, max-age={FOREVER}, immutable" if public else "private, max-age=600"
    return answer


def _is_public_picture(name: str) -> bool:
    """Remembered while it holds: the index of references may follow a change a moment later."""
    known, key = version_cache(), ("public picture", name)
    if key not in known and _may_have_picture(name, STRANGER):
        known[key] = True
    return key in known


def _may_have_picture(name: str, user: AnyUser) -> bool:
    rendition = SiteRendition.objects.filter(file=name).first()
    return rendition is not None and may_have(SiteImage(pk=rendition.image_id), user)
