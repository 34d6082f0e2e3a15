"""One sheet of 40 resources in every shape that offices save: `python -m bench.sheets`.

Each shape is imported on a site of its own and compared, cell by cell, with what the plain workbook gave. Prints a
table; fails where a resource came out otherwise and no sentence said so. LibreOffice's own shapes need `soffice`
(Debian: libreoffice-calc); without it they are named as not tried.
"""

import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

VAR = tempfile.TemporaryDirectory(prefix="commonplace-bench-")
os.environ |= {"VAR_DIR": VAR.name, "DJANGO_SETTINGS_MODULE": "cms.settings", "LOG_LEVEL": "ERROR", "DEBUG": ""}
os.environ.setdefault("SECRET_KEY", "bench" * 12)

import django

django.setup()

from django.core.management import call_command
from django.db import transaction
from openpyxl import Workbook, load_workbook

from bench.site import empty_site
from resources.models import ImportBatch, ResourceIndexPage, ResourcePage
from resources.spreadsheets.columns import row_of
from resources.spreadsheets.importing import applying, batches, dry_run, tasks
from resources.spreadsheets.reading import BadFile
from users.models import User

ROWS = 40
OFFICE = shutil.which("soffice")
ENCODINGS = {
    "UTF-8": "utf-8",
    "UTF-8 with its sign": "utf-8-sig",
    "UTF-16": "utf-16",
    "Windows-1252": "cp1252",
    "Mac Roman": "mac_roman",
    "DOS (CP850)": "cp850",
}
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
# Letters that all six encodings have.
TITLES = [
    "Été et hiver à Québec: notes {n}",
    "Peer workers in Vernon, year {n}",
    'Ce que disent les aînés; volume "{n}"',
    "Año {n}: what the Muñoz house tried",
    "Straße, Brücke, Zürich: {n} visits",
]
AUTHORS = [
    "Amélie Côté; Jo Rivers",
    "BC Housing",
    "García Márquez, Gabriel; van der Berg, Anna",
    "Fraser Health; Doe KL",
    "François Müller",
]
Row = dict[str, str]


class Outcome(NamedTuple):
    """What became of a shape: resources by their titles, or the sentence that refused the file."""

    resources: dict[str, Row]
    sentences: list[str]


def rows() -> list[Row]:
    return [
        {
            "title": TITLES[n % len(TITLES)].format(n=n),
            "summary": f'Où l\'on apprend, en {n} pages, ce qui a été essayé; "so it goes".',
            "category": "Principles; Practices" if n % 2 else "Practices",
            "region": ("Vernon", "Québec")[n % 2],
            "type": "Report",
            "authors": AUTHORS[n % len(AUTHORS)],
            "publisher": "Société Santé & Cie" if n % 3 else "Alder Health",
            "year": str(1990 + n % 35),
            "language": ("English", "French")[n % 2],
            "url": f"https://example.org/bibliotheque/{n}?part=1&lang=fr",
            "doi": f"10.1234/sheet.{n}",
            "peer_reviewed": ("yes", "no", "")[n % 3],
            "keywords": "santé; maïs",
            "key_findings": f"First line, with a comma; no. {n}\nDeuxième ligne: élève",
        }
        for n in range(ROWS)
    ]


# Shapes


def saved(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def filled(sheet, given: list[Row]) -> None:
    sheet.append(list(given[0]))
    for row in given:
        sheet.append(list(row.values()))


def plain(given: list[Row]) -> bytes:
    workbook = Workbook()
    filled(workbook.active, given)
    return saved(workbook)


def with_cover(given: list[Row]) -> bytes:
    workbook = Workbook()
    workbook.active.title = "Cover"
    for line in (["Library of the network"], ["Kept by", "the communications office"], ["State of", "1 November"]):
        workbook.active.append(line)
    filled(workbook.create_sheet("Data"), given)
    return saved(workbook)


def in_two_tabs(given: list[Row]) -> bytes:
    workbook = Workbook()
    workbook.active.title = "Until 2010"
    filled(workbook.active, given[: ROWS // 2])
    filled(workbook.create_sheet("Since 2010"), given[ROWS // 2 :])
    return saved(workbook)


def with_linked_titles(given: list[Row]) -> bytes:
    """No column of addresses: the titles lead there."""
    workbook = Workbook()
    filled(workbook.active, [{name: row[name] for name in row if name != "url"} for row in given])
    for number, row in enumerate(given, start=2):
        workbook.active.cell(number, 1).hyperlink = row["url"]
    return saved(workbook)


def with_numbers(given: list[Row]) -> bytes:
    """Years are numbers, yes and no are truths, as a person types them."""
    workbook = load_workbook(io.BytesIO(plain(given)))
    names = list(given[0])
    for line in workbook.active.iter_rows(min_row=2):
        year, reviewed = line[names.index("year")], line[names.index("peer_reviewed")]
        year.value = int(year.value)
        reviewed.value = {"yes": True, "no": False}.get(reviewed.value)
    return saved(workbook)


def strict(content: bytes) -> bytes:
    """As Excel saves it when asked for “Strict Open XML Spreadsheet”."""
    out = io.BytesIO()
    names = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
    }
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            text = old.read(part).decode()
            for transitional, other in names.items():
                text = text.replace(transitional, other)
            new.writestr(part.filename, text)
    return out.getvalue()


def as_text(given: list[Row], encoding: str, separator: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerows([list(given[0]), *(list(row.values()) for row in given)])
    return out.getvalue().encode(encoding)


def by_office(content: bytes, ending: str, options: str = "") -> bytes:
    """Opened and saved again by LibreOffice."""
    with tempfile.TemporaryDirectory(prefix="commonplace-office-") as folder:
        source = Path(folder) / "sheet.xlsx"
        source.write_bytes(content)
        command = [OFFICE or "soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        command += ["--convert-to", f"{ending}{options}", "--outdir", f"{folder}/out", str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return (Path(folder) / "out" / f"sheet.{ending}").read_bytes()


Shapes = dict[str, tuple[str, Callable[[], bytes]]]


def shapes(given: list[Row]) -> Shapes:
    """What each is called, the ending of its file, and how it is made."""
    books = {
        "Workbook": plain,
        "Workbook, a cover first": with_cover,
        "Workbook, two tabs": in_two_tabs,
        "Workbook, linked titles": with_linked_titles,
        "Workbook, numbers and truths": with_numbers,
    }
    found: Shapes = {}
    for name, make in books.items():
        found[name] = ("xlsx", lambda make=make: make(given))
        found[f"{name}, strict"] = ("xlsx", lambda make=make: strict(make(given)))
    for coding, encoding in ENCODINGS.items():
        for sign, separator in SEPARATORS.items():
            name = f"Text, {coding}, {sign}"
            found[name] = ("csv", lambda encoding=encoding, separator=separator: as_text(given, encoding, separator))
    if OFFICE:
        found |= shapes_of_office(given, books)
    return found


def shapes_of_office(given: list[Row], books: dict[str, Callable[[list[Row]], bytes]]) -> Shapes:
    found: Shapes = {}
    for name, make in books.items():
        found[f"LibreOffice: {name}"] = ("xlsx", lambda make=make: by_office(make(given), "xlsx"))
    # Its filter's options: separator, quotation mark, character set (by LibreOffice's numbers).
    for sign, number in {"comma": 44, "semicolon": 59, "tab": 9}.items():
        for coding, charset in {"UTF-8": 76, "Windows-1252": 1, "Mac Roman": 2, "DOS (CP850)": 4}.items():
            options = f":Text - txt - csv (StarCalc):{number},34,{charset}"
            name = f"LibreOffice: Text, {coding}, {sign}"
            found[name] = ("csv", lambda options=options: by_office(plain(given), "csv", options))
    found["LibreOffice: OpenDocument"] = ("ods", lambda: by_office(plain(given), "ods"))
    return found


# Importing


def imported(content: bytes, ending: str, index: ResourceIndexPage, user: User) -> Outcome:
    """Imported, looked at, and taken back with its transaction."""
    with transaction.atomic():
        try:
            batch, lines = batches.batch_of(io.BytesIO(content), f"sheet.{ending}", index, user)
            batches.check_mapping(batch.mapping)
        except BadFile as refusal:
            return Outcome({}, [str(refusal)])
        batches.save(batch, lines)
        for begin in (dry_run.begin, applying.begin):
            begin(batch)
            while tasks.work_on(ImportBatch.objects.get(pk=batch.pk)):
                pass
            batch.refresh_from_db()
        said = [*batch.notes]
        for row in batch.rows.all():
            said += [f"{row.shown_place}: {words}" for words in (row.reason, *row.doubts) if words]
        made = {}
        for page in ResourcePage.objects.filter(import_rows__batch=batch):
            page = page.get_latest_revision_as_object()
            made[page.title] = {name: value for name, value in row_of(page).items() if name not in {"id", "address"}}
        transaction.set_rollback(True)
    return Outcome(made, said)


def report(name: str, found: Outcome, right: Outcome) -> bool:
    """A line of the table; whether nothing came out otherwise in silence."""
    equal = sum(found.resources.get(title) == row for title, row in right.resources.items())
    told = [words for words in found.sentences if words not in right.sentences]
    is_well = equal == len(right.resources) and len(found.resources) == equal
    state = "equal" if is_well else "told" if told else "SILENT"
    words = f"{told[0][:96]}{f' (+{len(told) - 1})' if len(told) > 1 else ''}" if told else ""
    print(f"{name:<46}{len(found.resources):>5}{equal:>7}  {state:<7} {words}")
    return is_well or bool(told)


def main() -> None:
    call_command("migrate", verbosity=0)
    index, user = empty_site(
        {
            "category": ["Principles", "Practices"],
            "region": ["Vernon", "Québec"],
            "type": ["Report"],
            "language": ["English", "French"],
            "finding-group": ["Principles", "Practices"],
        }
    )
    given = rows()
    right = imported(plain(given), "xlsx", index, user)
    assert set(right.resources) == {row["title"] for row in given}, right.sentences
    for row in given:
        read = right.resources[row["title"]]
        wrong = {name: (value, read[name]) for name, value in row.items() if read[name] != value}
        assert not wrong, wrong
    print(f"\n{ROWS} resources in one sheet, compared with the plain workbook\n")
    print(f"{'':<46}{'rows':>5}{'equal':>7}")
    is_well = [
        report(name, imported(make(), ending, index, user), right) for name, (ending, make) in shapes(given).items()
    ]
    if not OFFICE:
        print("\nNot tried: what LibreOffice saves (there is no soffice here).")
    sys.exit(not all(is_well))


main()
