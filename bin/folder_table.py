#!/usr/bin/env python3
"""Whether the tables of folders in the documents say what the folders say of themselves. With --write: makes them so.

The first sentence of a package, in its `__init__.py`, is its row; INSTALLED_APPS is the order.
"""

import ast
import re
import sys
from pathlib import Path

from our_apps import ROOT, our_apps

DOCUMENTS = ("README.md", "docs/developing.md")
TABLE = re.compile(r"(<!-- folders: bin/folder_table.py -->\n).*?(?=<!-- end -->)", re.DOTALL)


def table() -> str:
    rows = [f"| `{name}/` | {sentences_of(ROOT / name)} |" for name in ["cms", *our_apps()]]
    return "\n".join(["| folder | what |", "|---|---|", *rows]) + "\n"


def sentences_of(package: Path) -> str:
    """Raises SystemExit for a package that does not say what it is."""
    text = ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8")))
    if not text:
        sys.exit(f"{package.name}/__init__.py does not say in a sentence what the folder is for.")
    return " ".join(text.split())


def main() -> None:
    stale = []
    for name in DOCUMENTS:
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        made = TABLE.sub(lambda match: match[1] + table(), text)
        if made == text and TABLE.search(text):
            continue
        stale.append(name)
        if "--write" in sys.argv:
            path.write_text(made, encoding="utf-8")
    if stale and "--write" not in sys.argv:
        sys.exit(f"The table of folders is out of date in {', '.join(stale)}: bin/folder_table.py --write")


if __name__ == "__main__":
    main()
