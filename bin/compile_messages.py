#!/usr/bin/env python3
"""Compiles the translations of the interface in Python: no gettext has to be installed."""

from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_messages() -> None:
    """Write a .mo beside every .po that is newer."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime <= source.stat().st_mtime:
            partial = target.with_suffix(".part")
            polib.pofile(str(source)).save_as_mofile(str(partial))
            partial.replace(target)


if __name__ == "__main__":
    compile_messages()
