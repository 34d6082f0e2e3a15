"""Reports, Import: the list of imports, the upload, the sheet to begin with, and how its columns are read."""

import io
from typing import Any, NamedTuple

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from resources.importing import upload_parsing
from resources.importing.views_base import OPEN, batch_for, check_and_show, frame_of, indexes_of, pages_of
from resources.models import ImportBatch, ResourceIndexPage
from resources.spreadsheets.columns import COLUMNS, FINDINGS, column_named
from resources.spreadsheets.headings import remember
from resources.spreadsheets.reading import MAX_BYTES, BadFile
from resources.spreadsheets.template import write_template

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ListField(forms.ModelChoiceField):
    """Lists by name and language."""

    def label_from_instance(self, obj: Any) -> str:
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


# The list of imports, and the upload


def list_of_imports(request: HttpRequest) -> HttpResponse:
    indexes = indexes_of(request)
    is_post = request.method == "POST"
    form = UploadForm(indexes, request.POST if is_post else None, request.FILES if is_post else None)
    if is_post and form.is_valid():
        batch = _uploaded(request, form, form.cleaned_data.get("list") or indexes[0])
        if batch:
            return redirect("imports:columns", batch.pk)
    batches = ImportBatch.objects.filter(index__in=indexes).select_related("made_by", "index__locale")
    batches = batches.annotate(rows_count=Count("rows")).order_by("-created_at", "-pk")
    page = Paginator(batches, 20).get_page(request.GET.get("p"))
    context = frame_of("", form=form, page=page, several=len(indexes) > 1, **pages_of(page))
    return render(request, "resources/admin/imports.html", context, status=422 if form.errors else 200)


def _uploaded(request: HttpRequest, form: UploadForm, index: ResourceIndexPage) -> ImportBatch | None:
    file = form.cleaned_data["file"]
    try:
        if file.size > MAX_BYTES:
            raise BadFile(_("The file is larger than 10 MB. Divide it into several."))
        batch, rows = upload_parsing.batch_of(file, file.name, index, request.user)
    except BadFile as error:
        form.add_error("file", str(error))
        return None
    upload_parsing.save(batch, rows)
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
    upload_parsing.check_mapping(batch.mapping)
    batch.unknown_terms = []
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
