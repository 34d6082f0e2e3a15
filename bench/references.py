"""References as other programs read them: `python -m bench.references`.

The resources of the demonstration, 60 bodies and 42 hard names (those of the tests, with the author lists that a
librarian would write) are written as RIS, BibTeX and CSL-JSON, and read back. Prints, for each reader, for how many the
list of authors came out the same; fails where one did not. `pandoc` is a Debian package; without it, it is named as not
tried.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import Any

VAR = tempfile.TemporaryDirectory(prefix="commonplace-bench-")
os.environ |= {"VAR_DIR": VAR.name, "DJANGO_SETTINGS_MODULE": "cms.settings", "LOG_LEVEL": "ERROR", "DEBUG": ""}
os.environ.setdefault("SECRET_KEY", "bench" * 12)

import django

django.setup()

import bibtexparser
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
from citeproc.source.json import CiteProcJSON
from django.core.management import call_command
from pybtex.database import parse_string

from resources.citations.author_lists import authors_in, names_for_citation
from resources.citations.author_names import family_first
from resources.citations.csl import csl_item
from resources.citations.reference_formats import bibtex, csl_json, ris
from resources.models import ResourcePage
from tests.resources.names_of_authors import BODIES, HARD_NAMES

Item = dict[str, Any]
Lists = list[list[str]]
PANDOC = shutil.which("pandoc")
# What pandoc ends with where it does not know a format: RIS is read since 3.0.
UNKNOWN_FORMAT = 21


def plain(name: str) -> str:
    """Without the braces of BibTeX, which keep a body whole, and with its suffix at the end, as all others have it."""
    name = name.strip("{}").replace(r"\&", "&").removesuffix(",").replace("’", "'")
    parts = name.split(", ")
    return ", ".join([parts[0], parts[2], parts[1]]) if len(parts) == 3 and parts[1].rstrip(".") == "Jr" else name


def by_rispy(items: list[Item]) -> Lists:
    return [[plain(name) for name in one.get("authors", [])] for one in rispy.loads("".join(ris(items)))]


def by_pybtex(items: list[Item]) -> Lists:
    found = parse_string("".join(bibtex(items)), "bibtex").entries.values()
    return [[plain(str(person)) for person in one.persons.get("author", [])] for one in found]


def by_bibtexparser(items: list[Item]) -> Lists:
    layers = [SeparateCoAuthors(), LatexDecodingMiddleware()]
    read = bibtexparser.parse_string("".join(bibtex(items)), append_middleware=layers)
    assert not read.failed_blocks
    return [
        [plain(name) for name in fields["author"].value] if "author" in fields else []
        for fields in (one.fields_dict for one in read.entries)
    ]


def by_citeproc(items: list[Item]) -> Lists:
    source = CiteProcJSON(json.loads("".join(csl_json(items))))
    return [[plain(family_first(dict(name))) for name in source[one["id"]].get("author", [])] for one in items]


def by_pandoc(write: Callable[..., Any], form: str) -> Callable[[list[Item]], Lists]:
    def read(items: list[Item]) -> Lists:
        command = [PANDOC or "pandoc", "--from", form, "--to", "csljson"]
        done = subprocess.run(command, input="".join(write(items)).encode(), capture_output=True, check=False)
        if done.returncode == UNKNOWN_FORMAT:
            return []
        found = {one["id"].removeprefix("resource-"): one for one in json.loads(done.stdout)}
        return [[plain(family_first(whole(name))) for name in found[one["id"]].get("author", [])] for one in items]

    return read


def whole(name: dict[str, str]) -> dict[str, str]:
    """Pandoc keeps “van der” as a particle that may be left out; it is read nevertheless."""
    particle = name.get("dropping-particle") or name.get("non-dropping-particle")
    return name | ({"non-dropping-particle": particle} if particle else {})


READERS: dict[str, Callable[[list[Item]], Lists]] = {
    "rispy, RIS": by_rispy,
    "pybtex, BibTeX": by_pybtex,
    "bibtexparser, BibTeX": by_bibtexparser,
    "citeproc, CSL-JSON": by_citeproc,
}
if PANDOC:
    READERS |= {
        "pandoc, RIS": by_pandoc(ris, "ris"),
        "pandoc, BibTeX": by_pandoc(bibtex, "bibtex"),
        "pandoc, CSL-JSON": by_pandoc(csl_json, "csljson"),
    }


def of_names(cells: dict[str, list[str]]) -> tuple[list[Item], Lists]:
    """A reference for each cell, and the author lists that a librarian would write."""
    names = [[name for one in authors_in(cell).authors for name in names_for_citation(one)] for cell in cells]
    usual = {"type": "report", "title": "A title", "publisher": "A publisher", "URL": "https://example.org/"}
    return [usual | {"id": f"n{n}", "author": found} for n, found in enumerate(names)], list(cells.values())


def of_resources(language: str) -> tuple[list[Item], Lists]:
    """The resources in a language, as their pages show them. A translation has the same identifier."""
    pages = ResourcePage.objects.live().filter(locale__language_code=language).order_by("pk")
    items = [csl_item(page) for page in pages]
    return items, [[family_first(name) for name in one.get("author", [])] for one in items]


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("create_demo_site", verbosity=0)
    sets = {f"resources, {language}": of_resources(language) for language in ("en", "fr")} | {
        "bodies": of_names({name: [name] for name in BODIES}),
        "hard names": of_names(HARD_NAMES),
    }
    print(f"\n{'':<24}" + "".join(f"{f'{name} ({len(wanted)})':>20}" for name, (_items, wanted) in sets.items()))
    wrong = []
    for reader, read in READERS.items():
        equal = []
        for items, wanted in sets.values():
            lists = read(items)
            right_lists = [[plain(name) for name in names] for names in wanted]
            pairs = list(zip(lists, right_lists, strict=True)) if lists else []
            equal.append(sum(found == right for found, right in pairs) if lists else "not tried")
            wrong += [(reader, found, right) for found, right in pairs if found != right]
        print(f"{reader:<24}" + "".join(f"{number:>20}" for number in equal))
    for reader, found, right in wrong:
        print(f"{reader}: {found} and not {right}")
    names = sorted({name for key in ("resources, en", "resources, fr") for one in sets[key][1] for name in one})
    print(f"\nAuthors of the resources, to be looked at: {'; '.join(names)}")
    if not PANDOC:
        print("\nNot tried: pandoc (it is not here).")
    sys.exit(bool(wrong))


main()
