#!/usr/bin/env python3
"""Compiles the translations of the interface in Python: no gettext has to be installed."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


def compile_messages() -> None:
    """Write a .mo beside every .po that is newer: of the site, and of apps that bring their own."""
    for source in (*ROOT.glob("locale/*/LC_MESSAGES/*.po"), *ROOT.glob("*/locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime <= source.stat().st_mtime:
            partial = target.with_suffix(".part")
            polib.pofile(str(source)).save_as_mofile(str(partial))
            partial.replace(target)


if __name__ == "__main__":
    compile_messages()
