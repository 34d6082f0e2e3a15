#!/usr/bin/env python3
"""The site's own apps, from the lowest to the highest: those of INSTALLED_APPS that stand in this project.

INSTALLED_APPS is the one list of them. What has to name them all (mypy, import-linter, the limits of `check_shape`,
the tables of folders in the documents) asks here. As a script it prints their names on one line.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def our_apps() -> list[str]:
    """Names of the packages, in the order in which they are installed."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("SECRET_KEY", "only-to-read-the-settings")
    from cms.settings import INSTALLED_APPS  # noqa: PLC0415 - the path is set first

    names = (app.partition(".")[0] for app in INSTALLED_APPS)
    return list(dict.fromkeys(name for name in names if (ROOT / name / "__init__.py").exists()))


if __name__ == "__main__":
    print(" ".join(our_apps()))  # noqa: T201 - for the shell
