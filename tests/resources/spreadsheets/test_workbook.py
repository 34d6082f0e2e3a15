"""A workbook of 200 rows with all that goes wrong, from the command line: what it prints, and what it makes."""

import csv
import io
import re

import openpyxl
import pytest
from django.core.management import call_command

from core.models import Term
from core.text.cleaning import cleaned
from jobs.models import OutgoingMail
from resources.models import ImportBatch, ImportRow, RememberedHeading, ResourcePage
from tests import factories
from tests.resources.spreadsheets import hard_workbook as hard

pytestmark = pytest.mark.django_db
LINE = re.compile(r"row (\d+): (new|changed|unchanged|duplicate|error): (.*)")
TERMS = {
    "category": ["Principles", "Practices"],
    "population": ["Peer workers", "Families and friends", "First Nations"],
    "region": ["Vernon", "Québec"],
    "type": ["Report", "Toolkit"],
    "language": ["English", "French"],
    "finding-group": ["Principles"],
}


@pytest.fixture
def there():
    """What the workbook finds: vocabularies, and three resources that it repeats."""
    for vocabulary, names in TERMS.items():
        for name in names:
            factories.term(vocabulary, name)
    same_address = [("link", {"label": "Keys", "url": hard.KNOWN_ADDRESS})]
    return [
        factories.resource(title="Supply in three cities", doi=hard.KNOWN_DOI),
        factories.resource(title="Keys and locks", links=same_address),
        factories.resource(title=hard.KNOWN_TITLE),
    ]


@pytest.fixture
def path(tmp_path):
    """The workbook with headings that the site knows."""
    return hard.write(tmp_path / "hard.xlsx", {"region": "region"})


def run(path, *options):
    """The lines that the command prints, as number, outcome and the rest."""
    out, notes = io.StringIO(), io.StringIO()
    call_command("import_resources", str(path), *options, stdout=out, stderr=notes)
    lines = [LINE.fullmatch(line) for line in out.getvalue().splitlines()]
    assert all(lines), out.getvalue()
    return [(int(line[1]), line[2], line[3]) for line in lines]


def wrong(told, expected):
    """Where the lines differ from what should be: TITLE - reason; of what goes well, the title alone."""
    pairs = list(zip(told, expected, strict=True))
    return [line for line, (number, one) in pairs if line[:2] != (number, one.outcome) or not reads_well(line[2], one)]


def reads_well(text, one):
    if one.outcome == "new" and not one.reason:
        return text == one.title
    title, dash, reason = text.partition(" - ")
    return bool(title == one.title and dash and reason and one.reason in reason)


def state():
    return {model: model.objects.count() for model in (ResourcePage, ImportBatch, ImportRow, Term, RememberedHeading)}


def test_the_dry_run_says_of_each_row_what_it_would_do_and_changes_nothing(there, path):
    before = state()
    assert wrong(run(path, "--dry-run"), hard.numbered()) == []
    assert state() == before


def test_with_create_terms_rows_of_unknown_terms_are_new(there, path):
    told = run(path, "--dry-run", "--create-terms")
    unknown = {number: one for number, one in hard.numbered() if "no such term" in one.reason}
    assert {number: outcome for number, outcome, __ in told if number in unknown} == dict.fromkeys(unknown, "new")
    assert not Term.objects.filter(labels__label__in=["Sled drivers", "Klingon"]).exists()


def test_terms_are_made_once_and_not_for_rows_with_errors(there, path):
    run(path, "--create-terms")
    made = Term.objects.filter(labels__label__in=["Sled drivers", "SLED DRIVERS", "Klingon", "Nowhere at all"])
    assert sorted(term.label for term in made) == ["Klingon", "Sled drivers"]


def test_good_rows_become_drafts_and_the_lines_are_those_of_the_dry_run(there, path):
    dry = run(path, "--dry-run")
    assert run(path) == dry
    new = [one for __, one in hard.numbered() if one.outcome == "new"]
    drafts = ResourcePage.objects.filter(live=False)
    assert sorted(drafts.values_list("title", flat=True)) == sorted(one.title for one in new)
    assert OutgoingMail.objects.count() == 0


def test_the_same_workbook_twice_changes_nothing(there, path):
    first = run(path)
    before = (state()[ResourcePage], set(ResourcePage.objects.values_list("latest_revision", flat=True)))
    for (number, outcome, rest), (again, now, __) in zip(first, run(path), strict=True):
        assert (again, now) == (number, "unchanged" if outcome == "new" else outcome), rest
    assert (state()[ResourcePage], set(ResourcePage.objects.values_list("latest_revision", flat=True))) == before


def draft(title):
    return ResourcePage.objects.get(title__startswith=title).get_latest_revision_as_object()


def labels(page, vocabulary):
    return [term.label for term in page.terms_of(vocabulary)]


def test_what_the_cells_say_stands_in_the_drafts(there, path):
    run(path)
    years = [draft(f"Harbour notes {number}:").year for number in range(30, 36)]
    assert years == [2021, 2021, 2021, 2021, 2021, None]
    assert labels(draft("Harbour notes 46:"), "population") == TERMS["population"]
    for number, region in ((47, "Vernon"), (48, "Québec"), (49, "Québec")):
        assert labels(draft(f"Harbour notes {number}:"), "region") == [region]
    for number in (120, 121, 122):
        assert labels(draft(f"Harbour notes {number}:"), "category") == ["Practices"]
    groups = draft("Harbour notes 103:").findings
    assert [(one.value["group"] and one.value["group"].label, one.value["heading"]) for one in groups] == [
        ("Principles", ""),
        (None, "For the prescriber"),
    ]
    assert [str(item) for item in groups[1].value["items"]] == [
        "<p>Start low.</p>",
        "<p>Go slow.</p>",
        "<p>Ask again in a week.</p>",
    ]


def test_formulas_in_texts_stay_the_words_that_they_are(there, path):
    run(path)
    for text in hard.INJECTIONS:
        assert ResourcePage.objects.filter(title=cleaned(text)).count() == 1, text
    page = draft("Harbour notes 87:")
    assert (page.edition, page.research_method, page.keywords) == ("-1+1", "@SUM(A1:A9)", "=a; @b; -c")
    assert page.author_names == ["=1+1", "+cmd|x"]


def test_a_workbook_with_unknown_headings_names_what_it_does_not_read(there, tmp_path):
    notes = io.StringIO()
    call_command(
        "import_resources", str(hard.write(tmp_path / "a.xlsx")), "--dry-run", stdout=io.StringIO(), stderr=notes
    )
    assert "Columns that are not read: Lieu, Remarques internes" in notes.getvalue()
    assert "200 rows:" in notes.getvalue()


# Out and in again


def exported(client, name, query=""):
    answer = client.get(f"/resources/export/{name}/{query}")
    return b"".join(answer) if answer.streaming else answer.content


def publish_all():
    for page in ResourcePage.objects.filter(live=False).exclude(title__regex="Harbour notes [56]"):
        if not page.get_latest_revision_as_object().go_live_problems():
            page.get_latest_revision().publish()


@pytest.fixture
def public(there, path):
    """What the workbook gives is live, as far as the rules let it."""
    run(path)
    for page in ResourcePage.objects.filter(live=False).exclude(title__regex="Harbour notes [56]"):
        if not page.get_latest_revision_as_object().go_live_problems():
            page.get_latest_revision().publish()


@pytest.mark.parametrize("name", ["xlsx", "csv"])
def test_what_was_published_comes_back_unchanged(public, client, name, tmp_path):
    file = tmp_path / f"out.{name}"
    file.write_bytes(exported(client, name))
    told = run(file)
    assert {outcome for __, outcome, __ in told} == {"unchanged"}
    assert len(told) == ResourcePage.objects.live().count()


def test_no_cell_of_an_export_is_alive(public, client):
    book = openpyxl.load_workbook(io.BytesIO(exported(client, "xlsx")))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert not [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value and cell.data_type != "s"
    ]
    rows = csv.reader(io.StringIO(exported(client, "csv").decode("utf-8-sig"), newline=""))
    assert [cell for row in rows for cell in row if re.match(r"[=+\-@\t\r＝＋－＠]", cell)] == []
