"""Reports, Import: the list of imports, the upload, the sheet to begin with, and how its columns are read.

It begins with what all screens of imports share.
"""

import io
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from resources.models import ImportBatch, ResourceIndexPage
from resources.spreadsheets.columns import COLUMNS, FINDINGS, column_named
from resources.spreadsheets.headings import remember
from resources.spreadsheets.importing import batches, dry_run, tasks
from resources.spreadsheets.importing.permissions import indexes_for, may_import
from resources.spreadsheets.importing.unknown_terms import keep_decided
from resources.spreadsheets.reading import MAX_BYTES, BadFile
from resources.spreadsheets.template import write_template
from users.models import User

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
State = ImportBatch.State
# So few rows are looked at at once; more are left to the worker.
CHECKED_AT_ONCE = 150
UNDER_WAY = (State.CHECKING, State.APPLYING, State.UNDOING)
# Until here the columns and terms may be chosen anew, and the import thrown away.
OPEN = (State.MAPPING, State.CHECKED, State.FAILED)


def frame_of(title: str, **more: object) -> dict[str, object]:
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("imports:list"), "label": _("Import")},
    ]
    if title:
        trail.append({"url": "", "label": title})
    return {"header_title": title or _("Import"), "breadcrumbs_items": trail, "header_icon": "upload", **more}


def person_of(request: HttpRequest) -> User:
    """Who is signed in: the admin lets nobody else in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def batch_for(request: HttpRequest, pk: int) -> ImportBatch:
    batch = get_object_or_404(ImportBatch.objects.select_related("index__locale", "made_by"), pk=pk)
    if not may_import(batch, request.user):
        raise PermissionDenied
    return batch


def indexes_of(request: HttpRequest) -> list[ResourceIndexPage]:
    found = indexes_for(request.user)
    if not found:
        raise PermissionDenied
    return found


def check_and_show(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Look at the rows: at once where there are few, else in the background."""
    if dry_run.begin(batch):
        if batch.total <= CHECKED_AT_ONCE:
            tasks.work_on(batch)
        if ImportBatch.objects.filter(pk=batch.pk, state__in=UNDER_WAY).exists():
            tasks.carry_on.enqueue(batch.pk)
    return redirect("imports:batch", batch.pk)


def pages_of(page: PageOfRows) -> dict[str, object]:
    return {"elided_page_range": page.paginator.get_elided_page_range(page.number)}


# The list of imports, and the upload


class ListField(forms.ModelChoiceField):
    """Lists by name and language."""

    def label_from_instance(self, obj: ResourceIndexPage) -> str:
        return f"{obj.title} ({obj.locale})"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A .xlsx or .csv file of at most 10 MB, with a heading over each column."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, indexes: list[ResourceIndexPage], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(indexes) > 1:
            lists = ResourceIndexPage.objects.filter(pk__in=[one.pk for one in indexes])
            self.fields["list"] = ListField(lists, label=_("List"), empty_label=None, initial=indexes[0])


def list_of_imports(request: HttpRequest) -> HttpResponse:
    indexes = indexes_of(request)
    is_post = request.method == "POST"
    form = UploadForm(indexes, request.POST if is_post else None, request.FILES if is_post else None)
    if is_post and form.is_valid():
        batch = _uploaded(request, form, form.cleaned_data.get("list") or indexes[0])
        if batch:
            return redirect("imports:columns", batch.pk)
    imports = ImportBatch.objects.filter(index__in=indexes).select_related("made_by", "index__locale")
    imports = imports.annotate(rows_count=Count("rows")).order_by("-created_at", "-pk")
    page = Paginator(imports, 20).get_page(request.GET.get("p"))
    context = frame_of("", form=form, page=page, several=len(indexes) > 1, **pages_of(page))
    return render(request, "resources/admin/imports.html", context, status=422 if form.errors else 200)


def _uploaded(request: HttpRequest, form: UploadForm, index: ResourceIndexPage) -> ImportBatch | None:
    file = form.cleaned_data["file"]
    try:
        if file.size > MAX_BYTES:
            raise BadFile(_("The file is larger than 10 MB. Split it into several files."))
        batch, rows = batches.batch_of(file, file.name, index, person_of(request))
    except BadFile as error:
        form.add_error("file", str(error))
        return None
    batches.save(batch, rows)
    return batch


def template_sheet(request: HttpRequest) -> HttpResponse:
    indexes_of(request)
    out = io.BytesIO()
    write_template(out)
    headers = {"Content-Disposition": 'attachment; filename="resources.xlsx"'}
    return HttpResponse(out.getvalue(), content_type=XLSX, headers=headers)


# The columns


class ColumnLine(NamedTuple):
    """A heading of the file, some of what stands below it, and how it may be read."""

    number: int
    heading: str
    examples: list[str]
    chosen: str
    choices: list[tuple[str, str]]


def columns(request: HttpRequest, pk: int) -> HttpResponse:
    batch = batch_for(request, pk)
    if batch.state not in OPEN:
        return redirect("imports:batch", pk)
    problem = ""
    if request.method == "POST":
        mapping = [request.POST.get(f"column-{number}", "") for number in range(len(batch.headings))]
        try:
            _take_mapping(batch, mapping)
        except BadFile as error:
            problem = str(error)
        else:
            return check_and_show(request, batch)
    earlier = ImportBatch.objects.filter(digest=batch.digest, applied_at__isnull=False).exclude(pk=batch.pk).first()
    context = frame_of(batch.file_name, batch=batch, lines=_column_lines(batch), problem=problem, earlier=earlier)
    return render(request, "resources/admin/import_columns.html", context, status=422 if problem else 200)


def _take_mapping(batch: ImportBatch, mapping: list[str]) -> None:
    """Only columns that there are, each once."""
    batch.mapping = [column.name if name and (column := column_named(name)) else "" for name in mapping]
    batches.check_mapping(batch.mapping)
    keep_decided(batch)
    batch.save(update_fields=["mapping", "unknown_terms"])
    remember(batch.headings, batch.mapping)


def _column_lines(batch: ImportBatch) -> list[ColumnLine]:
    rows = list(batch.rows.order_by("number")[:30])
    usual = [(column.name, f"{column.label} ({column.name})") for column in COLUMNS]
    found = []
    for number, heading in enumerate(batch.headings):
        cells = [row.cells[number] for row in rows if number < len(row.cells)]
        examples = [cell[:90] for cell in cells if isinstance(cell, str) and cell][:3]
        chosen = batch.mapping[number]
        if not heading and not examples:
            continue
        own = {FINDINGS + heading[:250]: _("Findings of the group “%(name)s”") % {"name": heading[:250]}}
        if chosen not in dict(usual) and chosen:
            own = {chosen: _("Findings of the group “%(name)s”") % {"name": chosen[len(FINDINGS) :]}}
        choices = [("", _("Not read")), *usual, *(own.items() if heading else [])]
        found.append(ColumnLine(number, heading, examples, chosen, choices))
    return found
