"""A dictionary of what is remembered of one version, which knows how large it is."""

import time
from collections.abc import Hashable
from typing import Any

from caching.sizes import estimated_size


class VersionCache(dict[Hashable, Any]):
    """Grows by the estimated size of each value (see `caching.sizes`); shrinks only by being emptied."""

    def __init__(self, version: int = 0, made_at: float | None = None) -> None:
        super().__init__()
        self.version = version
        self.made_at = time.monotonic() if made_at is None else made_at
        self.bytes = 0

    def __setitem__(self, key: Hashable, value: object) -> None:
        self.bytes += estimated_size(key) + estimated_size(value)
        super().__setitem__(key, value)

    def update(self, *values: Any, **more: Any) -> None:
        for key, value in dict(*values, **more).items():
            self[key] = value

    def clear(self) -> None:
        self.bytes = 0
        super().clear()
