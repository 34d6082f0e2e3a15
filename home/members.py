"""The organisations that are members of the network."""

from caching.site_version import cached_until_change
from core.i18n.languages import current
from networks.models import Organisation


def member_organisations() -> list[Organisation]:
    """Those that somebody approved, by name in the reader's language."""
    return _by_name(current())


@cached_until_change
def _by_name(language: str) -> list[Organisation]:
    members = Organisation.objects.approved().filter(is_member=True).with_texts()
    return sorted(members, key=lambda one: one.name.casefold())
