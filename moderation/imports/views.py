"""The table in which an import is reviewed, and the button that sends it there."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from wagtail.admin import messages

from moderation.approval import Refused
from moderation.imports import review_table
from moderation.imports.bulk_submission import may_send, send, sendable
from moderation.imports.decisions import Entries, ask, carry_out, open_to, waiting_for
from moderation.imports.review_tasks import settle
from moderation.imports.shown_versions import fingerprints, newest_versions, same_versions
from moderation.models import ImportReview, ReviewEntry
from resources.models import ImportBatch, ImportRow

State = ReviewEntry.State
Decision = ReviewEntry.Decision
ROWS = 25
# So few are decided at once; more are left to the worker.
AT_ONCE = 10


def _review(request: HttpRequest, batch_id: int) -> ImportReview:
    """Open to those who decide about one of its rows, and to whoever sent it; the others need not know of it."""
    batch = get_object_or_404(ImportBatch, pk=batch_id)
    review = get_object_or_404(ImportReview.objects.select_related("batch__index", "sent_by"), batch=batch)
    if not open_to(review, request.user).exists():
        raise PermissionDenied
    return review


# Sending


def send_import(request: HttpRequest, batch_id: int) -> HttpResponse:
    batch = get_object_or_404(ImportBatch.objects.select_related("index"), pk=batch_id)
    if not may_send(batch, request.user):
        raise PermissionDenied
    reasons: list[str] = []
    if request.method == "POST":
        try:
            send(batch, request.user)
        except ValidationError as refusal:
            reasons = refusal.messages
        else:
            messages.success(request, _("“%(file)s” is on its way to the moderators.") % {"file": batch})
            return redirect("review_import", batch.pk)
    count = sendable(batch).count()
    note = ngettext(
        "%(count)d draft will go to the moderators. If it is not ready to go live, it stays a draft and is listed.",
        "%(count)d drafts will go to the moderators, as one item. Those that are not ready to go live "
        "stay drafts and are listed with the reason.",
        count,
    )
    context = {
        "header_title": f"{_('Send for review')}: {batch.file_name}",
        "page_title": _("Send for review"),
        "page_subtitle": batch.file_name,
        "header_icon": "resubmit",
        "parent": batch.index,
        "note": note % {"count": count} if count else _("It has nothing left to send."),
        "reasons": reasons,
        "button": _("Send them for review") if count else "",
    }
    return TemplateResponse(request, "moderation/ask.html", context, status=409 if reasons else 200)


# The table


@dataclass
class Asked:
    """What the address of the table asks for. Words that it does not know ask for nothing."""

    state: str
    outcome: str
    remarks: bool
    words: str

    @classmethod
    def of(cls, request: HttpRequest, usual: str) -> "Asked":
        states = {*State.values, "mine", "problem", "all"}
        state, outcome = request.GET.get("state", usual), request.GET.get("outcome", "")
        return cls(
            state if state in states else usual,
            outcome if outcome in ImportRow.Outcome.values else "",
            request.GET.get("remarks") == "1",
            request.GET.get("q", "").replace("\x00", "").strip()[:100],
        )

    def narrow(self, entries: Entries, mine: Entries) -> Entries:
        if self.state == "mine":
            entries = entries.filter(pk__in=mine.values("pk"))
        elif self.state == "problem":
            entries = entries.filter(state=State.WAITING).exclude(problem="")
        elif self.state != "all":
            entries = entries.filter(state=self.state)
        if self.outcome:
            entries = entries.filter(row__outcome=self.outcome)
        if self.remarks:
            entries = entries.filter(warnings__gt=0)
        return entries.filter(row__title__icontains=self.words) if self.words else entries


def review_import(request: HttpRequest, batch_id: int) -> HttpResponse:
    review = _review(request, batch_id)
    if request.method == "POST":
        return _decide(request, review)
    return _table(request, review)


def _table(request: HttpRequest, review: ImportReview, **more: Any) -> HttpResponse:
    entries, mine = open_to(review, request.user), waiting_for(review, request.user)
    asked = Asked.of(request, "mine" if mine.exists() else "all")
    # Before the lines are read: what is saved in between was not shown.
    shown = newest_versions(asked.narrow(mine, mine))
    found = asked.narrow(entries, mine).select_related(
        "row", "review__batch", "decided_by", "asked_by", "workflow_state__current_task_state__task"
    )
    page = Paginator(found.order_by("row__number"), ROWS).get_page(request.GET.get("p"))
    mine_here = set(mine.filter(pk__in=[entry.pk for entry in page]).values_list("pk", flat=True))
    lines = review_table.lines(list(page), mine_here, request.user)
    context = {
        "header_title": f"{_('Review of an import')}: {review.batch.file_name}",
        "page_title": _("Review of an import"),
        "page_subtitle": review.batch.file_name,
        "header_icon": "glasses",
        "review": review,
        "batch": review.batch,
        "asked": asked,
        "outcomes": [choice for choice in ImportRow.Outcome.choices if choice[0] in ("new", "changed", "duplicate")],
        "tabs": _tabs(entries, mine, asked),
        "page_obj": page,
        "lines": lines,
        "shown": fingerprints(shown),
        "waiting_here": len(mine_here),
        "waiting_in_all": asked.narrow(mine, mine).count(),
        "progress": _progress(review),
        "chosen": set(),
        "comment": "",
    }
    context |= more
    status = 409 if context.get("refusals") else 200
    return TemplateResponse(request, "moderation/import_review.html", context, status=status)


def _tabs(entries: Entries, mine: Entries, asked: Asked) -> list[dict[str, Any]]:
    """What the table can be narrowed to, each with its number; those without any are left out."""
    counts = dict(entries.values_list("state").annotate(Count("pk")).order_by())
    waiting = mine.count()
    problems = entries.filter(state=State.WAITING).exclude(problem="").count()
    tabs = [
        ("mine", _("Waiting for you"), waiting),
        (State.WAITING, _("Waiting"), counts.get(State.WAITING, 0) if counts.get(State.WAITING, 0) != waiting else 0),
        ("problem", _("Could not be done"), problems),
        *((state, State(state).label, counts.get(state, 0)) for state in State if state != State.WAITING),
        ("all", pgettext("rows", "All"), sum(counts.values())),
    ]
    return [
        {"state": state, "label": str(label), "count": count, "is_current": state == asked.state}
        for state, label, count in tabs
        if count or state == asked.state
    ]


def _progress(review: ImportReview) -> dict[str, Any]:
    """What the worker is doing with it."""
    left = review.entries.filter(Q(state=State.SENDING) | ~Q(asked="")).count()
    words = ngettext("%(done)d of %(total)d row is done.", "%(done)d of %(total)d rows are done.", review.total) % {
        "done": min(review.done, review.total),
        "total": review.total,
    }
    return {"is_running": bool(left), "done": review.done, "total": review.total, "words": words}


def progress(request: HttpRequest, batch_id: int) -> JsonResponse:
    return JsonResponse(_progress(_review(request, batch_id)))


# Deciding


def _decide(request: HttpRequest, review: ImportReview) -> HttpResponse:
    decision, comment = request.POST.get("decision", ""), request.POST.get("comment", "").replace("\x00", "")
    versions = _versions(request, review)
    try:
        if decision not in Decision.values:
            raise Refused(_("Choose what should be done."))
        if not versions:
            raise Refused(_("Choose at least one row that waits for you."))
        keys = ask(review, request.user, decision, versions, comment)
    except Refused as refusal:
        chosen = set(_numbers(request.POST.getlist("row")))
        return _table(request, review, refusals=refusal.messages, chosen=chosen, comment=comment)
    left_out = len(versions) - len(keys)
    if left_out:
        words = ngettext(
            "%(count)d row was decided by somebody else in the meantime.",
            "%(count)d rows were decided by somebody else in the meantime.",
            left_out,
        )
        messages.warning(request, words % {"count": left_out})
    _do_it(request, review, keys)
    return redirect(f"{reverse('review_import', args=[review.batch_id])}?{request.GET.urlencode()}".rstrip("?"))


def _numbers(given: list[str]) -> list[int]:
    return [int(one) for one in given if one.isascii() and one.isdecimal() and len(one) < 19]


def _versions(request: HttpRequest, review: ImportReview) -> dict[int, str]:
    """The rows that were chosen, each with the version that was on the screen; or all that the table would show."""
    if request.POST.get("scope") != "all":
        chosen = _numbers(request.POST.getlist("row"))
        return {pk: request.POST.get(f"version-{pk}", "").replace("\x00", "") for pk in chosen}
    mine = waiting_for(review, request.user)
    narrowed = Asked.of(request, "mine").narrow(mine, mine)
    newest = newest_versions(narrowed)
    shown = request.POST.get("shown", "")
    versions = same_versions(newest, shown)
    if shown:
        _leave(request, review, newest.keys() - versions.keys())
    return versions


def _leave(request: HttpRequest, review: ImportReview, keys: set[int]) -> None:
    """Rows of which another version is the newest by now, or that did not wait when the table was made."""
    newer = review.entries.filter(pk__in=keys).update(
        problem=_("The page was changed after you opened the table. Read what is new, then decide again.")
    )
    if newer:
        words = ngettext(
            "%(count)d row was changed after you opened the table, so it is still waiting.",
            "%(count)d rows were changed after you opened the table, so they are still waiting.",
            newer,
        )
        messages.warning(request, words % {"count": newer})


def _do_it(request: HttpRequest, review: ImportReview, keys: list[int]) -> None:
    """A few at once; many are left to the worker."""
    if len(keys) > AT_ONCE:
        words = ngettext("%(count)d row is being done.", "%(count)d rows are being done.", len(keys))
        messages.success(request, words % {"count": len(keys)})
        return
    for pk in keys:
        carry_out(pk)
    settle(review)
    failed = review.entries.filter(pk__in=keys).exclude(problem="").count()
    if done := len(keys) - failed:
        messages.success(
            request, ngettext("%(count)d row is done.", "%(count)d rows are done.", done) % {"count": done}
        )
    if failed:
        words = ngettext(
            "%(count)d row could not be done: it says why.", "%(count)d rows could not be done: each says why.", failed
        )
        messages.error(request, words % {"count": failed})
