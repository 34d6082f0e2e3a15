"""The organisations that are members of the network."""

from core.text.collation import sort_key
from networks.models import Organisation
from networks.organisation_cache import known_organisations


def member_organisations() -> list[Organisation]:
    """Those that somebody approved, by name in the reader's language."""
    members = [one for one in known_organisations().values() if one.live and one.is_member]
    return sorted(members, key=lambda one: sort_key(one.name))
