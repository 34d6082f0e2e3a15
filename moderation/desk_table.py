"""Panels of the admin's front page that are a table."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.utils.functional import Promise
from wagtail.admin.ui.components import Component


class DeskTable(Component):
    """A table with a heading; its template gives the rows. Nothing at all is shown while there is no row."""

    name: ClassVar[str]
    heading: ClassVar[str | Promise]
    columns: ClassVar[tuple[str | Promise, ...]]

    def get_rows(self, parent_context: Mapping[str, Any]) -> Mapping[str, Iterable[Any]]:
        """What the template goes through, by name."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        rows = self.get_rows(parent_context)
        # A row may be a form, and lead back here.
        asked = {name: parent_context.get(name) for name in ("request", "csrf_token")}
        frame = {**asked, "id": self.name.replace("_", "-"), "heading": self.heading, "columns": self.columns}
        return {**rows, **frame, "is_shown": any(rows.values())}
