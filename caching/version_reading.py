"""What a look at the shared version tells."""

from typing import NamedTuple


class Reading(NamedTuple):
    """The version of the public site, and whether what is remembered of it can be trusted."""

    version: int
    # False while a change may be committed and is not announced yet, or the version cannot be read.
    is_settled: bool = True
