"""A form for something new makes one thing, however often it arrives: an answer may be late or lost, and then the
browser, or whoever waits before it, sends the form again.

Each window names its form (`core.admin.kept_text`); the entry of the history that says "created" carries that name.
A form that comes again is an edit of what it made. Both are asked in the transaction in which it is made, with the
section of a page, or whoever makes a row, locked (`website.middleware.PageForms`).
"""

import json
import uuid
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import resolve
from modelcluster.models import get_all_child_relations
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import set_query_params
from wagtail.log_actions import registry
from wagtail.models import Page, RevisionMixin

from core.admin.kept_text import WINDOW
from core.locking import lock_page
from users.models import AnyUser

CREATED = "wagtail.create"
MOST_PARTS = 1000


def _window(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(WINDOW, ""))
    except ValueError:
        return None


def note_made(request: HttpRequest, made: Model) -> None:
    window = _window(request)
    if window is None:
        return
    entry = registry.get_logs_for_instance(made).filter(action=CREATED).order_by("pk").last()
    if entry is not None:
        entry.uuid = window
        entry.save(update_fields=["uuid"])


def edit_page_made(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> HttpResponse | None:
    return _edit_made(request, page_class)


def edit_row_made(request: HttpRequest, model: type[Model]) -> HttpResponse | None:
    return _edit_made(request, model)


def _edit_made(request: HttpRequest, model: type[Model]) -> HttpResponse | None:
    """The answer of the editor of what this form has made already; None where it comes for the first time."""
    made = _made(request, model)
    address = AdminURLFinder(request.user).get_edit_url(made) if made else None
    if address is None:
        return None
    if isinstance(made, Page):
        lock_page(made.pk)
    request.POST = QueryDict(_as_edit(request.POST, made, request.user).urlencode())
    match = resolve(address)
    answer = match.func(request, *match.args, **match.kwargs)
    return _with_address(answer, address)


def _made(request: HttpRequest, model: type[Model]) -> Any:
    window = _window(request) if request.method == "POST" else None
    if window is None or not issubclass(model, RevisionMixin):
        return None
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    entries = registry.get_log_model_for_model(model).objects.filter(content_type=kind)
    entry = entries.filter(uuid=window, action=CREATED, user_id=request.user.pk).first()
    if entry is None:
        return None
    key = entry.page_id if issubclass(model, Page) else entry.object_id
    return model._default_manager.filter(pk=key).first()


def _as_edit(sent: QueryDict, made: RevisionMixin, user: AnyUser) -> QueryDict:
    """What was sent, as the editor of what is there would send it."""
    edit = sent.copy()
    newest = made.latest_revision
    if newest is not None:
        # What others wrote since is not to be written over unasked.
        seen = newest if newest.user_id == user.pk else made.revisions.order_by("pk").first()
        edit["loaded_revision_id"] = str(seen.pk)
        edit["loaded_revision_created_at"] = seen.created_at.isoformat()
        made = newest.as_object()
    _name_parts(edit, made, "")
    return edit


def _name_parts(edit: QueryDict, made: Model, prefix: str) -> None:
    """The rows that were made with it are those of the form: all that they hold is in the form, whichever is which."""
    for relation in get_all_child_relations(type(made)):
        name = relation.get_accessor_name()
        count = edit.get(f"{prefix}{name}-TOTAL_FORMS", "")
        if not count.isdecimal() or int(count) > MOST_PARTS or edit.get(f"{prefix}{name}-INITIAL_FORMS") != "0":
            continue
        edit[f"{prefix}{name}-INITIAL_FORMS"] = count
        parts = [f"{prefix}{name}-{index}-" for index in range(int(count))]
        parts.sort(key=lambda part: bool(edit.get(f"{part}DELETE")))
        for part, row in zip(parts, getattr(made, name).all(), strict=False):
            edit[f"{part}id"] = str(row.pk or "")
            _name_parts(edit, row, part)


def _with_address(answer: HttpResponse, address: str) -> HttpResponse:
    """Autosave goes on at the editor's own address."""
    if answer.headers.get("Content-Type") != "application/json":
        return answer
    said = json.loads(answer.content)
    if said.get("success"):
        said |= {"url": address, "hydrate_url": set_query_params(address, {"_w_hydrate_create_view": "1"})}
        answer.content = json.dumps(said)
    return answer
