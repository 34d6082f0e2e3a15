"""The rules of time zones come from the pinned package tzdata, never from the older files of the system.

Rules change: British Columbia stays on daylight time from 2026 on, and a system that has not heard of it tells every
reader a time that is an hour wrong. The lock file says which rules are in force, on every machine the same.
"""

import os
import zoneinfo
from importlib.resources import files
from pathlib import Path


def use_pinned_zone_data() -> None:
    """For Python, and for what asks the C library (times in the log). Called before anything asks for a zone."""
    zoneinfo.reset_tzpath(())
    zoneinfo.ZoneInfo.clear_cache()
    os.environ["TZDIR"] = str(Path(str(files("tzdata"))) / "zoneinfo")
