"""The admin's front page: pages that this person looks after and that come up."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from care.caring_people import due, owned_by, rows_for, with_notes
from moderation.desk_table import DeskTable

SHOWN = 5


class PagesOfYours(DeskTable):
    name = "pages_to_look_at"
    heading = _("Are they still right?")
    columns = (_("Page"), _("Last looked at"), _("What is your answer?"))
    template_name = "care/pages_of_yours.html"
    order = 118

    def get_rows(self, parent_context: Mapping[str, Any]) -> Mapping[str, Iterable[Any]]:
        user = parent_context["request"].user
        mine = due(owned_by(rows_for(user), user)).order_by("review_on", "pk")
        return {"entries": with_notes(mine[:SHOWN], user)}
