"""Two mails for a whole import: to the moderators when it begins to wait, to the sender when all is decided."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import translation
from wagtail.models import Task

from moderation.models import ImportReview, ReviewEntry
from moderation.notifications import letter, post, wants_mail
from moderation.reviewers.deciders import deciders
from resources.models import ImportRow
from users.models import User

State = ReviewEntry.State
# So many titles of a kind stand in the mail; the rest is in the table that it leads to.
NAMED = 50


def address(review: ImportReview) -> str:
    return settings.WAGTAILADMIN_BASE_URL + reverse("review_import", args=[review.batch_id])


def tell_moderators(review: ImportReview, task: Task, entries: QuerySet[ReviewEntry]) -> None:
    """To the moderators of a step, about all that waits there; whoever sent it knows."""
    if not hasattr(task, "groups"):
        return
    people = deciders(task)
    context = _about(review) | entries.aggregate(
        count=Count("pk"),
        new=Count("pk", filter=Q(row__outcome=ImportRow.Outcome.NEW)),
        with_remarks=Count("pk", filter=Q(warnings__gt=0)),
    )
    _send("import_submitted", [one for one in people if one != review.sent_by], context, review.sent_by)


def tell_sender(review: ImportReview) -> None:
    """What became of each row that the sender was not told of yet."""
    if review.sent_by is None:
        return
    decided = (
        review.entries.filter(is_told=False).select_related("row", "row__page", "decided_by").order_by("row__number")
    )
    groups = {state.value: decided.filter(state=state) for state in State}
    context = _about(review) | {
        "parts": {name: {"count": rows.count(), "rows": list(rows[:NAMED])} for name, rows in groups.items()},
    }
    for part in context["parts"].values():
        part["more"] = part["count"] - len(part["rows"])
    _send("import_decided", [review.sent_by], context, None)


def _about(review: ImportReview) -> dict[str, Any]:
    return {
        "file": review.batch.file_name,
        "section": review.batch.index.title,
        "page": review.batch.index,
        "sender": review.sent_by,
        "link": address(review),
        "site": settings.PUBLIC_URL,
    }


def _send(name: str, people: Iterable[User], context: dict[str, Any], reply_to: User | None) -> None:
    for person in people:
        if wants_mail(person):
            with translation.override(person.language):
                post(letter(name, person, context | {"person": person}, reply_to), person, context["page"])
