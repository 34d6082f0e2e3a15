"""Organisations in memory, and the chooser block that takes them from there."""

from typing import Any

from wagtail.snippets.blocks import SnippetChooserBlock

from caching.site_version import cached_until_change
from core.text.collation import sort_key
from networks.models.organisations import Organisation


@cached_until_change
def known_organisations() -> dict[int, Organisation]:
    """All organisations with their names, by key: some dozens, named everywhere."""
    return Organisation.objects.with_texts().in_bulk()


def member_organisations() -> list[Organisation]:
    """Members of the network that somebody approved, by name in the reader's language."""
    members = [one for one in known_organisations().values() if one.live and one.is_member]
    return sorted(members, key=lambda one: sort_key(one.name))


class OrganisationChooserBlock(SnippetChooserBlock):
    """A snippet chooser whose values cost no query."""

    def to_python(self, value: int | None) -> Organisation | None:
        return known_organisations().get(value) if value else None

    def bulk_to_python(self, values: list[int | None]) -> list[Organisation | None]:
        organisations = known_organisations()
        return [organisations.get(value) if value else None for value in values]

    def deconstruct(self) -> tuple[str, Any, Any]:
        # For migrations it is a snippet chooser as any other: what is stored is the same.
        _path, args, kwargs = super().deconstruct()
        return "wagtail.snippets.blocks.SnippetChooserBlock", args, kwargs
