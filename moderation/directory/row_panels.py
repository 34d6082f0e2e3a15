"""The admin's front page: drafts of the directory that wait for me, and where mine stand."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from core.models.approved import ApprovedModel
from core.new_rows import reviewed_models, waiting
from moderation.desk_table import DeskTable
from moderation.directory.row_decisions import may_decide
from moderation.models import RowReview
from users.models import AnyUser


class Entry(NamedTuple):
    """A draft that waits, its newest version, and what was said about it."""

    row: ApprovedModel
    revision: Revision | None
    review: RowReview | None

    @property
    def kind(self) -> str:
        return str(self.row._meta.model_name)

    @property
    def name(self) -> str:
        return self.revision.object_str if self.revision else str(self.row)

    @property
    def edit_url(self) -> str:
        return str(self.row.snippet_viewset.get_url_name("edit"))

    @property
    def is_back(self) -> bool:
        return bool(self.review and self.review.is_back(self.revision))


def _entries(author: AnyUser | None = None) -> list[Entry]:
    """All that waits, or what this person changed last."""
    reviews = {
        (one.content_type.model_class(), one.object_id): one
        for one in RowReview.objects.select_related("content_type", "decided_by")
    }
    found = []
    for model in reviewed_models():
        rows = waiting(model).select_related("latest_revision__user").order_by("pk")
        for row in rows.filter(latest_revision__user=author) if author else rows:
            found.append(Entry(row, row.latest_revision, reviews.get((model, row.pk))))
    return found


class WaitingInTheDirectory(DeskTable):
    """What was sent back waits for its author, until it is changed."""

    name = "waiting_in_the_directory"
    heading = _("Waiting in the directory")
    columns = (_("Name"), _("Kind"), _("Last change by"), _("Since"))
    template_name = "moderation/waiting_in_the_directory.html"
    order = 105

    def get_rows(self, parent_context: Mapping[str, Any]) -> Mapping[str, Iterable[Any]]:
        user = parent_context["request"].user
        return {"entries": [one for one in _entries() if not one.is_back]} if may_decide(user) else {}


class YourEntries(DeskTable):
    """Drafts of this person in the directory: sent back with a reason, or not read yet."""

    name = "your_entries"
    heading = _("Your entries in the directory")
    columns = (_("Name"), _("Status"), _("Since"))
    template_name = "moderation/your_entries.html"
    order = 115

    def get_rows(self, parent_context: Mapping[str, Any]) -> Mapping[str, Iterable[Any]]:
        entries = _entries(parent_context["request"].user)
        return {"entries": sorted(entries, key=lambda entry: not entry.is_back)}
