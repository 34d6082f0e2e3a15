"""Reports, Import: one import, its dry run, what can be done with it, and its result."""

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import URLResolver, include, path
from django.utils.translation import gettext as _
from wagtail.admin import messages

from core.text.marked_changes import in_marks
from jobs.heartbeat import Role, is_missed
from resources.models import ImportBatch, ImportRow
from resources.spreadsheets.importing import applying, batches, tasks, undoing
from resources.spreadsheets.importing.unknown_terms import decide, unknown_lines
from resources.spreadsheets.importing.uploading import (
    OPEN,
    UNDER_WAY,
    State,
    batch_for,
    check_and_show,
    columns,
    frame_of,
    list_of_imports,
    pages_of,
    person_of,
    template_sheet,
)

View = Callable[..., HttpResponse]
ROWS_SHOWN = 50
DIFFERENCES_SHOWN = 1_500
# The rows that ask something, whatever they do.
DOUBTFUL = "doubtful"
# The rows whose page could not go live as it is.
LACKING = "lacking"


# One import


class RowLine(NamedTuple):
    row: ImportRow
    changes: list[dict[str, str]]


def batch_page(request: HttpRequest, pk: int) -> HttpResponse:
    batch = batch_for(request, pk)
    if batch.state == State.MAPPING:
        return redirect("imports:columns", pk)
    counts = dict(batch.rows.values_list("outcome").annotate(Count("pk")).order_by())
    outcome = request.GET.get("outcome", "")
    rows = batch.rows.select_related("page__locale").order_by("number")
    more = {DOUBTFUL: batch.rows.exclude(doubts=[]), LACKING: batch.rows.exclude(lacks=[])}
    if outcome in ImportRow.Outcome.values:
        rows = rows.filter(outcome=outcome)
    elif outcome in more:
        rows = more[outcome].select_related("page__locale").order_by("number")
    page = Paginator(rows, ROWS_SHOWN).get_page(request.GET.get("p"))
    context = frame_of(
        batch.file_name,
        batch=batch,
        is_under_way=batch.state in UNDER_WAY,
        is_missed=batch.state in UNDER_WAY and is_missed(Role.QUEUE),
        is_open=batch.state in OPEN,
        may_undo=batch.state in undoing.UNDOABLE and batch.rows.filter(is_applied=True).exists(),
        tabs=[
            *((value, label, counts.get(value, 0)) for value, label in ImportRow.Outcome.choices),
            (DOUBTFUL, _("to be looked at"), more[DOUBTFUL].count()),
            (LACKING, _("lacks something"), more[LACKING].count()),
        ],
        counts={value: counts.get(value, 0) for value in ImportRow.Outcome.values},
        to_apply=sum(counts.get(value, 0) for value in applying.DOES_SOMETHING),
        outcome=outcome,
        page=page,
        lines=[RowLine(row, _differences(row)) for row in page],
        unknown=unknown_lines(batch) if batch.state == State.CHECKED else [],
        may_add_terms=request.user.has_perm("core.add_term"),
        left_alone=_left_alone(batch),
        steps=batches.steps_for(batch, request.user),
        **pages_of(page),
    )
    return render(request, "resources/admin/import.html", context)


def _differences(row: ImportRow) -> list[dict[str, str]]:
    """The changes of a row, word by word."""
    found = []
    for change in row.changes:
        before, after_ = change["before"][:DIFFERENCES_SHOWN], change["after"][:DIFFERENCES_SHOWN]
        found.append({"column": change["column"], "html": in_marks(before, after_)})
    return found


def _left_alone(batch: ImportBatch) -> list[ImportRow]:
    """Rows that undoing passed by, with the reason."""
    if batch.state != State.UNDONE:
        return []
    return list(batch.rows.filter(is_applied=True).select_related("page")[:ROWS_SHOWN])


def progress(request: HttpRequest, pk: int) -> JsonResponse:
    batch = batch_for(request, pk)
    is_under_way = batch.state in UNDER_WAY
    answer = {"state": batch.state, "isUnderWay": is_under_way, "done": batch.done, "total": batch.total}
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


# What can be done with it


def pressed(view: View) -> View:
    """For buttons. Whoever comes by a link, as after signing in again, sees the import and has done nothing."""

    @wraps(view)
    def asked(request: HttpRequest, pk: int, *args: object, **kwargs: object) -> HttpResponse:
        return view(request, pk, *args, **kwargs) if request.method == "POST" else redirect("imports:batch", pk)

    return asked


@pressed
def decide_terms(request: HttpRequest, pk: int) -> HttpResponse:
    """What becomes of each unknown term: nothing, a new term, or one that is there already."""
    batch = batch_for(request, pk)
    if batch.state != State.CHECKED:
        return redirect("imports:batch", pk)
    decide(batch, request.POST, may_create=request.user.has_perm("core.add_term"))
    return check_and_show(request, batch)


@pressed
def take_row(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Somebody has looked: the row is no duplicate."""
    batch = batch_for(request, pk)
    ready = batch.rows.filter(number=number, outcome=ImportRow.Outcome.DUPLICATE, batch__state=State.CHECKED)
    if ready.update(outcome=ImportRow.Outcome.NEW, is_taken=True):
        messages.success(request, _("Row %(number)s will become a draft.") % {"number": number})
    return redirect("imports:batch", pk)


@pressed
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    batch = batch_for(request, pk)
    with transaction.atomic():
        if applying.begin(batch):
            tasks.carry_on.enqueue(batch.pk)
    return redirect("imports:batch", pk)


@pressed
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    batch = batch_for(request, pk)
    with transaction.atomic():
        if undoing.begin(batch, person_of(request)):
            tasks.carry_on.enqueue(batch.pk)
    return redirect("imports:batch", pk)


@pressed
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away an import that has done nothing yet."""
    batch = batch_for(request, pk)
    if ImportBatch.objects.filter(pk=batch.pk, state__in=OPEN, applied_at=None).delete()[0]:
        messages.success(request, _("“%(file)s” was discarded. Nothing has changed.") % {"file": batch.file_name})
        return redirect("imports:list")
    messages.warning(request, _("Somebody has applied it in the meantime. It can be undone, but not discarded."))
    return redirect("imports:batch", pk)


def admin_urls() -> list[URLResolver]:
    routes = [
        path("", list_of_imports, name="list"),
        path("template/", template_sheet, name="template"),
        path("<int:pk>/", batch_page, name="batch"),
        path("<int:pk>/columns/", columns, name="columns"),
        path("<int:pk>/progress/", progress, name="progress"),
        path("<int:pk>/terms/", decide_terms, name="terms"),
        path("<int:pk>/row/<int:number>/take/", take_row, name="take"),
        path("<int:pk>/apply/", apply, name="apply"),
        path("<int:pk>/undo/", undo, name="undo"),
        path("<int:pk>/discard/", discard, name="discard"),
    ]
    return [path("imports/", include((routes, "imports"), namespace="imports"))]
