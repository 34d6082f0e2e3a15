"""A workbook of 200 rows as people send them: good rows among all that goes wrong, and what becomes of each."""

import datetime
import io
import re
import unicodedata
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from core.text.cleaning import cleaned

ROWS = 200
# What is there before: in the demo site, or made by the test.
KNOWN_DOI = "10.5555/pjcc.2023.0702"
KNOWN_ADDRESS = "https://example.org/library/keys.pdf"
KNOWN_TITLE = "Ask Us Twice: How to Consult People Who Use Drugs Without Wearing Them Out"
HEADINGS = {
    "title": "Titre",
    "summary": "Résumé",
    "region": "Lieu",
    "remarks": "Remarques internes",
    "prescriber": "findings: For the prescriber",
}
COLUMNS = (
    "title summary category population region type authors publisher year language url doi peer_reviewed full_text "
    "keywords key_findings principles prescriber method edition remarks listed_only id"
).split()
# openpyxl cuts texts at 32,767 characters; other programs do not.
LONG = "LONG-LONG-TEXT"
LONG_TEXT = ("One hundred thousand letters. " * 3_334)[:100_000]
# A formula as Excel saves it, with its result.
WITH_RESULT = {"=2000+21": "2021", "=1000+500": "1500"}


class Case(NamedTuple):
    """One row: its cells, what the dry run says, and what it says when the unknown terms are decided."""

    values: dict[str, Any]
    outcome: str = "new"
    reason: str = ""
    then: str = ""

    @property
    def title(self) -> str:
        """As one line, cleaned as all words are."""
        title = (self.values["title"] or "").removeprefix("'")
        return " ".join(cleaned(title).split())[:255]

    @property
    def final(self) -> str:
        return self.then or self.outcome


def case(number: int, outcome: str = "new", reason: str = "", then: str = "", **values: Any) -> Case:
    """A row that may go live, but for what is said of it."""
    usual = {
        "title": f"Harbour notes {number}: what was tried and what came of it",
        "summary": f"Tells how house number {number} was opened, who works there, and what the neighbours say of it.",
        "category": "Principles",
        "population": "Peer workers",
        "region": "Vernon",
        "type": "Report",
        "authors": "Amara Diallo; Jo Rivers",
        "publisher": "Harbour Health Society",
        "year": 2021,
        "language": "English",
        "url": f"https://example.net/harbour/{number}.pdf",
    }
    return Case(usual | values, outcome, reason, then)


INJECTIONS = [
    '=HYPERLINK("http://evil.example/steal","Read it")',
    "+cmd|' /C calc'!A0 and more words",
    "@SUM(1+1)*cmd|' /C calc'!A0 in words",
    "-1+1 is what the tables say",
    "\u200f=1+1 hidden behind a mark",
    "＝SUM(1) in wide letters",
]
RIGHT_TO_LEFT = [
    "كُتَيِّبُ الأقران في الجناح: ما تعلّمناه",
    "\u200fדּוּחַ עַל־אֹדוֹת הַבַּיִת הַפָּתוּחַ\u200f",
    "\u2067دليل الرعاية\u2069 (Care guide in Arabic)",
]


def cases() -> list[Case | None]:
    """The rows in their order; None is an empty row."""
    found = [
        *_years(),
        None,
        *_terms(),
        *_duplicates(),
        None,
        None,
        *_formulas(),
        *_texts(),
        *_wrong_cells(),
        *_merged(),
        *_listed_only(),
    ]
    plain = ROWS - sum(one is not None for one in found)
    return [*found, *(case(500 + number) for number in range(plain))]


def _years() -> list[Case]:
    bad = ["spring of 2019", 1500, 2999, -5, "c. 1999", True, "21"]
    good = [2021.0, datetime.date(2021, 5, 3), datetime.datetime(2021, 5, 3, 10, 30), "2021", " 2021 ", None]
    return [
        *(case(10 + place, "error", "is not a year from 1800 to", year=year) for place, year in enumerate(bad)),
        *(case(30 + place, year=year) for place, year in enumerate(good)),
    ]


def _terms() -> list[Case]:
    both = "Peer workers ;Families and friends\nFirst Nations;; "
    return [
        case(40, "error", "There is no such term: “Vernonn”", then="new", region="Vernonn"),
        case(41, "error", "There is no such term: “Practises”", then="new", category="Principles; Practises"),
        case(42, "error", "There is no such term: “Sled drivers”", then="new", population="Sled drivers; Peer workers"),
        case(43, "error", "There is no such term: “SLED DRIVERS”", then="new", population="SLED DRIVERS"),
        case(44, "error", "There is no such term: “Klingon”", language="Klingon"),
        case(45, "error", "Only one is allowed", type="Report; Toolkit"),
        case(46, population=both),
        case(47, region="  Vernon  ", title="   Harbour notes 47: spaces   all \n around  "),
        case(48, region=unicodedata.normalize("NFD", "Québec")),
        case(49, region=unicodedata.normalize("NFC", "Québec")),
        case(50, category="principles", language="ENGLISH", type="report"),
        case(51, title=unicodedata.normalize("NFD", "Équité déjà vue à Montréal: été et hiver")),
    ]


def _duplicates() -> list[Case]:
    twice = "The bell, the kettle and the long corridor: nights in a small house"
    return [
        case(60, doi="10.5555/HARD.Book.1"),
        case(61, "duplicate", "Same DOI as row ", doi="https://doi.org/10.5555/hard.book.1"),
        case(62, "duplicate", "Same DOI as “", doi=f"DOI: {KNOWN_DOI.upper()}"),
        case(63, url="https://example.net/harbour/same"),
        case(64, "duplicate", "Same address as row ", url="HTTP://www.Example.net/harbour/same/?utm_source=news#top"),
        case(65, "duplicate", "Same address as “", url=KNOWN_ADDRESS.replace("https://", "http://www.")),
        case(66, title=twice),
        case(67, "duplicate", "Nearly the same title as row ", title=twice.upper().replace(" AND", " &")),
        case(68, "duplicate", "Nearly the same title as “", title=KNOWN_TITLE.replace("Drugs", "Drug").lower()),
    ]


def _formulas() -> list[Case]:
    formula = "formula whose result is not in the file"
    return [
        case(70, "error", formula, year="=SUM(1,2020)"),
        case(71, year="=2000+21"),
        case(72, "error", "is not a year", year="=1000+500"),
        case(73, "error", formula, edition='=HYPERLINK("http://evil.example","Read it")'),
        case(74, "error", "The formula of the cell failed: #REF!", edition="#REF!"),
        *(case(80 + place, title=f"'{text}") for place, text in enumerate(INJECTIONS)),
        case(
            87,
            "new",
            "“+cmd|x” looks like a person",
            edition="'-1+1",
            method="'@SUM(A1:A9)",
            authors="'=1+1; +cmd|x",
            keywords="'=a; @b; -c",
        ),
        case(88, principles="'=1+1\n- a dash\n@SUM(1)", key_findings="-1+1\n=HYPERLINK(1)\n- item", prescriber="'-2+2"),
    ]


def _texts() -> list[Case]:
    return [
        *(case(90 + place, title=title) for place, title in enumerate(RIGHT_TO_LEFT)),
        case(100, "error", "The text has 100000 characters. The limit is 900.", summary=LONG),
        case(101, "error", "The text is too long. The limit is 50000 characters.", key_findings=LONG),
        case(102, remarks=LONG),
        case(103, prescriber="  Start low.  \n\nGo slow.\n Ask again in a week. ", principles="Peers are paid."),
        case(
            104,
            title="Harbour notes 104: <b>signs</b> & “words” 'and' \"more\"",
            summary="<script>alert(1)</script> & on",
        ),
        case(105, method="17 interviews_x0041_", key_findings="A first paragraph.\n- one item\n- another item"),
        case(106, "error", "characters. The limit is 255.", title="A title without any ending " * 20),
    ]


def _wrong_cells() -> list[Case]:
    return [
        case(110, "error", "There is no title.", title=None),
        case(111, "error", "“see our website” is not an address", url="see our website"),
        case(112, "error", "is not an address", url="javascript:alert(1)"),
        case(113, "error", "is not a DOI", doi="unknown"),
        case(114, "error", "is neither yes nor no", peer_reviewed="perhaps"),
        case(115, peer_reviewed="Oui", full_text=True, doi="doi:10.5555/hard.115"),
        case(116, "error", "", id="5d0c1d0a-0000-4000-8000-000000000000"),
        case(117, "error", "", id="number 117"),
        case(118, "error", "is not a year", year="soon", region="Nowhere at all"),
    ]


def _merged() -> list[Case]:
    """The category stands once, in a cell over three rows."""
    return [case(120, category="Practices"), case(121, category=None), case(122, category=None)]


def _listed_only() -> list[Case]:
    left = dict.fromkeys(("summary", "population", "type", "authors", "publisher", "year", "region"))
    return [case(130 + number, listed_only="yes", **left) for number in range(5)]


def numbered() -> list[tuple[int, Case]]:
    """Each row with its number in the sheet, below the headings."""
    return [(number, one) for number, one in enumerate(cases(), start=2) if one is not None]


def write(path: Path, headings: dict[str, str] | None = None) -> Path:
    """The workbook. With `headings` some columns are called otherwise."""
    names = HEADINGS | (headings or {})
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Données"
    sheet.append([names.get(name, name) for name in COLUMNS])
    for number, one in enumerate(cases(), start=2):
        for place, name in enumerate(COLUMNS if one else [], start=1):
            _put(sheet.cell(number, place), one.values.get(name))
    _merge(sheet)
    sheet.column_dimensions[get_column_letter(COLUMNS.index("method") + 1)].hidden = True
    other = workbook.create_sheet("Old list")
    other.append(["title", "year"])
    other.append(["This sheet is not read", 2020])
    out = io.BytesIO()
    workbook.save(out)
    path.write_bytes(_as_others_write(out))
    return path


def _put(cell: Any, value: Any) -> None:
    """A value; a text that begins with ' is a text and no formula, as in a spreadsheet."""
    is_text = isinstance(value, str) and value.startswith("'")
    cell.value = value[1:] if is_text else value
    if is_text:
        cell.data_type = "s"


def _merge(sheet: Any) -> None:
    rows = [number for number, one in numbered() if re.search(r"notes 12\d:", one.values["title"] or "")]
    letter = get_column_letter(COLUMNS.index("category") + 1)
    sheet.merge_cells(f"{letter}{min(rows)}:{letter}{max(rows)}")


def _as_others_write(saved: io.BytesIO) -> bytes:
    """Results of formulas and cells without a limit, which openpyxl does not write."""
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, _as_others_write_it(before.read(name).decode()))
    return out.getvalue()


def _as_others_write_it(text: str) -> str:
    for formula, result in WITH_RESULT.items():
        text = re.sub(rf"<f>{re.escape(formula[1:])}</f><v ?/?>(</v>)?", f"<f>{formula[1:]}</f><v>{result}</v>", text)
    return text.replace(LONG, LONG_TEXT)
