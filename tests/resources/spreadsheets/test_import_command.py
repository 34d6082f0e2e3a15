"""`manage.py import_resources`: one line for each row, and words for a file that cannot be read."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from core.models import Term
from resources.models import ImportBatch, ResourcePage
from resources.models.publication import latest_year
from resources.spreadsheets.columns import row_of
from tests import factories
from tests.resources.spreadsheets.sheet_files import edited, index

pytestmark = pytest.mark.django_db
LINE = re.compile(r"row \d+: (new|changed|unchanged|duplicate|error): .*")


@pytest.fixture
def run(tmp_path):
    """Runs the command on a sheet and gives the lines that it printed."""
    index()

    def command(*rows, name: str = "sheet.csv", **options) -> list[str]:
        path = tmp_path / name
        path.write_bytes(edited(*rows).getvalue())
        out = io.StringIO()
        call_command("import_resources", str(path), stdout=out, stderr=io.StringIO(), **options)
        return out.getvalue().splitlines()

    return command


def refusal(tmp_path, content: bytes, name: str = "sheet.csv", **options) -> str:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError) as caught:
        call_command("import_resources", str(tmp_path / name), stdout=io.StringIO(), **options)
    return str(caught.value)


def test_each_row_is_one_line(run):
    known = factories.resource(title="Known")
    other = factories.resource(title="Another of the kind", year=2001)
    lines = run(
        {"title": "Brand new\nin two lines"},
        row_of(known) | {"title": "Known", "year": "2020"},
        row_of(known) | {"id": "", "revision": "", "title": "Known", "url": "", "summary": "Else"},
        {"title": "Bad", "year": "soon"},
        row_of(other),
    )
    assert lines == [
        "row 2: new: Brand new in two lines",
        "row 3: changed: Known - year",
        "row 4: duplicate: Known - Nearly the same title as “Known”.",
        f"row 5: error: Bad - year: “soon” is not a year from 1800 to {latest_year()}.",
        "row 6: unchanged: Another of the kind",
    ]


def test_a_dry_run_says_the_same_and_changes_nothing(run):
    rows = [{"title": "A", "region": "Atlantis"}, {"title": "B"}]
    lines = run(*rows, dry_run=True, create_terms=True)
    assert lines == ["row 2: new: A", "row 3: new: B"]
    assert (ResourcePage.objects.count(), ImportBatch.objects.count(), Term.objects.count()) == (0, 0, 0)
    assert run(*rows, create_terms=True) == lines


def test_rows_become_drafts_without_the_worker(run):
    run({"title": "A"}, {"title": "B"})
    assert set(ResourcePage.objects.values_list("title", "live")) == {("A", False), ("B", False)}
    assert ImportBatch.objects.get().state == "applied"


def test_the_same_file_twice_changes_nothing(run):
    rows = [{"title": "A", "principles": "One\nTwo"}, {"title": "B", "year": "2020"}]
    run(*rows)
    assert run(*rows) == ["row 2: unchanged: A", "row 3: unchanged: B"]


def test_terms_are_made_only_when_asked_for(run):
    assert run({"title": "A", "region": "Atlantis"}) == ["row 2: error: A - region: There is no such term: “Atlantis”."]
    assert run({"title": "A", "region": "Atlantis"}, create_terms=True) == ["row 2: new: A"]
    assert Term.objects.get().label == "Atlantis"


def test_drafts_belong_to_the_person_who_is_named(run):
    user = factories.user("edda@example.org", is_superuser=True)
    run({"title": "A"}, user="Edda@example.org")
    page = ResourcePage.objects.get()
    assert (page.owner, page.latest_revision.user) == (user, user)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.csv"),
        (b"year\n2020", "a.csv"),
        (b"%PDF", "a.pdf"),
        (b"PK\x03\x04", "a.xlsx"),
        (b"title,Title,name\nA,B,C\n"[:6], "a.csv"),
    ],
)
def test_a_bad_file_is_refused_in_words(content, name, tmp_path):
    index()
    assert refusal(tmp_path, content, name).endswith(".")
    assert not ImportBatch.objects.exists()


def test_a_missing_file_list_or_person_is_named(bare_site, tmp_path):
    assert "no list" in refusal(tmp_path, b"title\nA\n")
    index()
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_resources", str(tmp_path / "missing.csv"))
    assert "Nobody" in refusal(tmp_path, b"title\nA\n", user="who@example.org")
    with pytest.raises(CommandError):
        call_command("import_resources", str(tmp_path))
