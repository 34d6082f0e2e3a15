"""The pages of the admin where a document comes in, and what is said about it afterwards."""

from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.hooks import get_hooks
from wagtail.models import Page

from intake.confirming import close, confirm, may_close, open_again, settle
from intake.document import Document
from intake.document_pictures import Pictures
from intake.document_reading import CannotRead
from intake.filling import has_recipe, takes_address
from intake.forms import DocumentForm
from intake.in_form.above_form import about_waiting
from intake.in_form.piece_items import items_of_piece, takes_pieces
from intake.known_elsewhere import document_at, is_lone_address, may_ask
from intake.making import Source, draft_of, read_source, save_draft
from intake.models import PASTED_HTML, PASTED_TEXT, Intake


def start(request: HttpRequest, app_label: str, model_name: str, parent_pk: int) -> HttpResponse:
    """A document becomes a draft below this page."""
    page_class, parent = _asked_for(request, app_label, model_name, parent_pk)
    for hook in get_hooks("before_create_page"):
        if response := hook(request, parent, page_class):
            return response
    form = DocumentForm(request.POST or None, request.FILES or None, by_address=takes_address(page_class))
    if request.method == "POST" and form.is_valid():
        try:
            return _make(request, page_class, parent, form.cleaned_data)
        except CannotRead as error:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(error))
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
    context = {
        "form": form,
        "parent": parent,
        "form_address": reverse("wagtailadmin_pages:add", args=[app_label, model_name, parent.pk]),
        "page_title": _("Start from a document"),
        "page_subtitle": page_class.get_verbose_name(),
        "header_icon": "doc-full-inverse",
    }
    return render(request, "intake/start.html", context)


def _asked_for(request: HttpRequest, app_label: str, model_name: str, parent_pk: int) -> tuple[type[Page], Page]:
    """The kind of page and the page above it; refused where Wagtail's own form of a new page would be refused."""
    parent = get_object_or_404(Page, pk=parent_pk).specific
    if not parent.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    try:
        page_class = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404 from error
    if not issubclass(page_class, Page) or not has_recipe(page_class):
        raise Http404
    if page_class not in parent.creatable_subpage_models() or not page_class.can_create_at(parent):
        raise PermissionDenied
    return page_class, parent


def _make(request: HttpRequest, page_class: type[Page], parent: Page, given: dict[str, Any]) -> HttpResponse:
    is_address = takes_address(page_class) and not given["file"] and is_lone_address(given["text"])
    pictures = Pictures(request.user)
    document, source = _look_up(given["text"]) if is_address else _read(given, pictures)
    draft = draft_of(page_class, parent, document, source.name, pictures)
    intake = save_draft(draft, source)
    page = intake.page.specific
    for hook in get_hooks("after_create_page"):
        if response := hook(request, page):
            return response
    messages.success(request, _("“%(title)s” is a draft now. Look through what was read.") % {"title": page.title})
    return redirect("wagtailadmin_pages:edit", page.pk)


def _read(given: dict[str, Any], pictures: Pictures) -> tuple[Document, Source]:
    """The file, and after it what was pasted, if both are given."""
    document, sources = Document(), []
    if given["file"]:
        sources.append(Source(given["file"].name, given["file"].read()))
    if given["text"].strip():
        pasted, name = (given["html"], PASTED_HTML) if given["html"].strip() else (given["text"], PASTED_TEXT)
        sources.append(Source(name, pasted.encode()))
    for source in sources:
        read = read_source(source, pictures)
        document.blocks += read.blocks
        document.not_kept += read.not_kept
        document.keywords += read.keywords
    return document, sources[0]


def _look_up(text: str) -> tuple[Document, Source]:
    """A DOI or an address by itself stands for what is known of it elsewhere."""
    if not may_ask():
        raise CannotRead("not_asked")
    document = document_at(text)
    if document is None:
        raise CannotRead("not_found")
    return document, Source("address.txt", text.encode())


# Afterwards


def _intake_of(request: HttpRequest, pk: int) -> Intake:
    """For who may edit the page; for others it does not exist."""
    intake = get_object_or_404(Intake.objects.select_related("page"), pk=pk)
    if not intake.page.permissions_for_user(request.user).can_edit():
        raise Http404
    return intake


@require_safe
def source(request: HttpRequest, pk: int) -> FileResponse:
    """The document itself, to keep and never to run."""
    intake = _intake_of(request, pk)
    try:
        file = intake.source.open()
    except (OSError, ValueError) as error:
        raise Http404 from error
    name = intake.source_name or "document"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")


@require_POST
def confirm_guesses(request: HttpRequest, pk: int) -> JsonResponse:
    intake = confirm(_intake_of(request, pk), set(request.POST.getlist("field")))
    return JsonResponse({"open": [guess["field"] for guess in intake.open_guesses]})


@require_POST
def piece_as_items(request: HttpRequest, pk: int) -> JsonResponse:
    """A piece that found no field, as items of a list of the form. Nothing is saved: the form puts them in."""
    intake = _intake_of(request, pk)
    number, field = _piece_of(request, intake), request.POST.get("field", "")
    page = intake.page.specific
    if not takes_pieces(page, field):
        raise Http404
    made = items_of_piece(page, field, intake.leftovers[number])
    if not made.items:
        problem = _("This does not fit into that list. Add it to a text instead.")
        return JsonResponse({"problem": problem}, status=409)
    return JsonResponse({"items": made.items, "whole": made.is_whole})


@require_POST
def settle_piece(request: HttpRequest, pk: int) -> JsonResponse:
    intake = _intake_of(request, pk)
    settled = settle(intake, _piece_of(request, intake), request.POST.get("settled") == "yes")
    total = len(settled.open_pieces)
    return JsonResponse({"open": settled.open_pieces, "sentence": about_waiting(total)})


def _piece_of(request: HttpRequest, intake: Intake) -> int:
    number = request.POST.get("piece", "")
    if not number.isdecimal() or int(number[:6]) >= len(intake.leftovers):
        raise Http404
    return int(number[:6])


@require_POST
def done(request: HttpRequest, pk: int) -> JsonResponse:
    """Puts the document away. While pieces wait to be placed, it asks first."""
    intake = _intake_of(request, pk)
    if request.POST.get("again"):
        open_again(intake)
        return JsonResponse({"closed": False})
    page = intake.page.get_latest_revision_as_object()
    if not may_close(intake, page):
        return JsonResponse({"problem": _("Confirm first what was read, or correct it and save.")}, status=409)
    waiting = len(intake.open_pieces)
    if waiting and not request.POST.get("sure"):
        return JsonResponse({"ask": _question_about(waiting)})
    close(intake)
    return JsonResponse({"closed": True})


def _question_about(total: int) -> str:
    words = ngettext(
        "%(total)s piece of your document is not placed yet. If you are done now, it does not come into the page.",
        "%(total)s pieces of your document are not placed yet. If you are done now, they do not come into the page.",
        total,
    )
    return words % {"total": total}


def admin_urls() -> list[URLPattern]:
    return [
        path("intake/<str:app_label>/<str:model_name>/<int:parent_pk>/", start, name="intake_start"),
        path("intake/<int:pk>/source/", source, name="intake_source"),
        path("intake/<int:pk>/confirm/", confirm_guesses, name="intake_confirm"),
        path("intake/<int:pk>/piece/", piece_as_items, name="intake_piece"),
        path("intake/<int:pk>/settle/", settle_piece, name="intake_settle"),
        path("intake/<int:pk>/done/", done, name="intake_done"),
    ]
