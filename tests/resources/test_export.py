"""Lists as files: everything this visitor may see and nothing else, in formats that other programs read."""

import csv
import io
import json
import re
import uuid
import zipfile

import feedparser
import openpyxl
import pytest
import rispy
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pybtex.database import parse_string
from wagtail.models import PageViewRestriction

from resources.models import ResourcePage
from resources.spreadsheets.columns import COLUMNS
from resources.views import export
from tests import factories

pytestmark = pytest.mark.django_db
FORMATS = ("csv", "xlsx", "ris", "bibtex", "csl-json")


@pytest.fixture
def commit():
    """What waits for the end of the transaction happens now: the index of words, the version."""

    def run():
        while connection.run_on_commit:
            connection.run_on_commit.pop(0)[1]()

    return run


def close(page, *groups):
    kind = PageViewRestriction.GROUPS if groups else PageViewRestriction.LOGIN
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
    restriction.groups.set(groups)
    return page


def sign_in(client, *groups):
    member = factories.user()
    member.groups.set(groups)
    client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    return member


def body_of(answer):
    return b"".join(answer) if answer.streaming else answer.content


def csv_rows(body):
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


def xlsx_rows(body):
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    names, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


READERS = {
    "csv": lambda body: [row["title"] for row in csv_rows(body)],
    "xlsx": lambda body: [row["title"] for row in xlsx_rows(body)],
    "ris": lambda body: [one["title"] for one in rispy.loads(body.decode())],
    "bibtex": lambda body: [
        entry.fields["title"].replace("{", "").replace("}", "")
        for entry in parse_string(body.decode(), "bibtex").entries.values()
    ],
    "csl-json": lambda body: [item["title"] for item in json.loads(body)],
}


def titles(client, name, query=""):
    answer = client.get(f"/resources/export/{name}/{query}")
    assert answer.status_code == 200
    return READERS[name](body_of(answer))


@pytest.mark.parametrize("name", FORMATS)
def test_every_entry_is_exported_not_only_the_sheet_in_the_order_asked_for(client, name, monkeypatch):
    monkeypatch.setattr(export, "CHUNK", 2)
    monkeypatch.setattr("resources.models.ResourceIndexPage.page_size", 2)
    for title in ("Charlie", "Alpha", "Echo", "Delta", "Bravo"):
        factories.resource(title=title)
    assert titles(client, name, "?sort=title") == ["Alpha", "Bravo", "Charlie", "Delta", "Echo"]


@pytest.mark.parametrize("name", FORMATS)
def test_filters_and_words_hold_and_unknown_ones_are_ignored(client, name, commit):
    factories.resource(title="Beds in wards", year=2020)
    factories.resource(title="Beds at home", year=2021)
    factories.resource(title="Pharmacies", year=2020)
    commit()
    assert titles(client, name, "?year=2020&q=beds&colour=red&category=none&page=7") == ["Beds in wards"]


def hidden(title="Secret"):
    """A resource hidden in each way, with the group that may see one of them."""
    board = Group.objects.create(name="Board")
    close(factories.resource(title=f"{title} members"))
    close(factories.resource(title=f"{title} board"), board)
    factories.resource(title=f"{title} draft", live=False)
    gone = factories.resource(title=f"{title} gone")
    gone.unpublish()
    changed = factories.resource(title="Open")
    changed.title = f"{title} change"
    changed.save_revision()
    return board


@pytest.mark.parametrize("name", FORMATS)
def test_a_stranger_gets_what_is_open(client, name):
    hidden()
    assert titles(client, name) == ["Open"]
    answer = client.get(f"/resources/export/{name}/")
    assert b"Secret" not in body_of(answer)


@pytest.mark.parametrize("name", FORMATS)
def test_a_member_gets_what_members_see_and_the_board_its_own(client, name):
    board = hidden()
    sign_in(client)
    assert set(titles(client, name)) == {"Open", "Secret members"}
    sign_in(client, board)
    assert set(titles(client, name)) == {"Open", "Secret members", "Secret board"}
    client.logout()
    assert titles(client, name) == ["Open"]


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_leaves_a_closed_list(client, name):
    factories.resource(title="Secret")
    close(factories.resource_index())
    answer = client.get(f"/resources/export/{name}/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=/resources/export/")


def test_the_answer_to_a_member_is_kept_by_nobody(client):
    factories.resource()
    sign_in(client)
    answer = client.get("/resources/export/ris/")
    assert answer["Cache-Control"] == "private, no-store"
    assert "Cookie" in answer["Vary"]
    assert "ETag" not in answer


@pytest.mark.parametrize("short", [10, 1_000_000])
def test_a_stranger_asks_again_whether_anything_changed(client, short, monkeypatch, commit):
    monkeypatch.setattr(export, "SHORT", short)
    factories.resource()
    commit()
    answer = client.get("/resources/export/csl-json/")
    assert set(answer["Cache-Control"].split(", ")) == {"public", "max-age=0", "must-revalidate"}
    assert "Cookie" in answer["Vary"]
    again = client.get("/resources/export/csl-json/", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    factories.resource()
    commit()
    assert client.get("/resources/export/csl-json/", headers={"if-none-match": answer["ETag"]}).status_code == 200


def test_the_file_has_a_name_with_the_date(client):
    factories.resource()
    answer = client.get("/resources/export/xlsx/")
    assert re.fullmatch(r'attachment; filename="resources-\d{4}-\d\d-\d\d\.xlsx"', answer["Content-Disposition"])


@pytest.mark.parametrize("path", ["pdf", "csv.exe", "RIS", "__class__"])
def test_other_formats_do_not_exist(client, path):
    factories.resource_index()
    assert client.get(f"/resources/export/{path}/").status_code == 404


FORMULAS = ['=HYPERLINK("https://evil.example","x")', "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "'=1"]


def test_exported_sheets_hold_no_live_formulas(client):
    for title in FORMULAS:
        factories.resource(
            title=title,
            summary=title,
            keywords=title,
            edition=title,
            research_method=title,
            authors=[("author", {"name": title, "person": None})],
            findings=[("group", {"group": None, "heading": title, "items": [title]})],
        )
    for row in csv_rows(body_of(client.get("/resources/export/csv/"))):
        for name, text in row.items():
            assert not (name + text).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
            assert not text.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    book = openpyxl.load_workbook(io.BytesIO(body_of(client.get("/resources/export/xlsx/"))))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}
    assert "<f>" not in _sheet_xml(body_of(client.get("/resources/export/xlsx/")))


def _sheet_xml(body):
    return zipfile.ZipFile(io.BytesIO(body)).read("xl/worksheets/sheet1.xml").decode()


def test_a_sheet_has_the_columns_of_the_import(client):
    page = factories.resource(findings=[("group", {"group": None, "heading": "My group", "items": ["One", "Two"]})])
    (row,) = csv_rows(body_of(client.get("/resources/export/csv/")))
    assert list(row)[: len(COLUMNS)] == [column.name for column in COLUMNS]
    assert (row["id"], row["revision"]) == (str(page.identifier), str(page.live_revision_id))
    assert row["findings: My group"] == "One\nTwo"


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_a_sheet_that_comes_back_unedited_changes_nothing(client, name, tmp_path, capsys):
    for title in FORMULAS:
        factories.resource(title=title, findings=[("group", {"group": None, "heading": "Mine", "items": [title]})])
    (tmp_path / f"list.{name}").write_bytes(body_of(client.get(f"/resources/export/{name}/")))
    call_command("import_resources", str(tmp_path / f"list.{name}"), "--dry-run")
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("row ")]
    assert len(lines) == len(FORMULAS)
    assert all(": unchanged:" in line for line in lines)


def queries_of(client, count):
    for _number in range(count):
        factories.resource(
            terms=[factories.term("region", f"Region {_number}"), *_usual()],
            authors=[("author", {"name": "", "person": factories.person()})],
        )
    with CaptureQueriesContext(
        connection,
    ) as found:
        client.get("/resources/export/xlsx/?sort=title")
    return len(found)


def _usual():
    return [factories.term("category", "Principles"), factories.term("language", "English")]


def test_the_number_of_queries_does_not_grow_with_the_list(client):
    few = queries_of(client, 2)
    assert queries_of(client, 12) <= few + 1


def test_the_menu_says_how_much_and_keeps_the_filters(client):
    factories.resource(year=2020)
    factories.resource(year=2020)
    factories.resource(year=2021)
    text = client.get("/resources/?year=2020").content.decode()
    assert "Export this list (2 entries)" in text
    assert 'href="/resources/export/bibtex/?year=2020"' in text


# The permanent address


def test_the_permanent_address_survives_renaming(client, commit):
    page = factories.resource(slug="first")
    page.slug = "second"
    page.save_revision().publish()
    commit()
    for answer in (client.get(f"/resources/id/{page.identifier}/"), client.head(f"/resources/id/{page.identifier}/")):
        assert (answer.status_code, answer["Location"]) == (302, "/resources/second/")


def test_it_leads_to_the_page_in_the_readers_language(client):
    page = factories.resource(slug="report")
    factories.in_french(page)
    assert client.get(f"/fr/resources-fr/id/{page.identifier}/")["Location"] == "/fr/resources-fr/report-fr/"
    assert client.get(f"/resources/id/{page.identifier}/")["Location"] == "/resources/report/"


def test_of_what_is_not_public_it_tells_nothing(client):
    draft, private = factories.resource(live=False, slug="secret-1"), close(factories.resource(slug="secret-2"))
    missing = client.get(f"/resources/id/{uuid.uuid4()}/")
    found = client.get(f"/resources/id/{draft.identifier}/")
    assert found.status_code == missing.status_code == 404
    answer = client.get(f"/resources/id/{private.identifier}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next=/resources/id/{private.identifier}/")
    sign_in(client)
    assert client.get(f"/resources/id/{private.identifier}/")["Location"] == "/resources/secret-2/"


def test_who_is_signed_in_and_may_not_see_it_is_refused_and_not_sent_round_in_circles(client):
    private = close(factories.resource(), Group.objects.create(name="Elders"))
    sign_in(client)
    assert client.get(f"/resources/id/{private.identifier}/").status_code == 403


def test_a_copy_is_another_resource_and_a_translation_the_same():
    page = factories.resource()
    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert copy.identifier != page.identifier
    assert copy.get_latest_revision_as_object().identifier == copy.identifier
    french = factories.in_french(page)
    assert french.identifier == page.identifier
    assert french.get_latest_revision_as_object().identifier == page.identifier


def test_copies_below_a_copied_list_are_other_resources():
    page = factories.resource()
    copy = page.get_parent().copy(recursive=True, update_attrs={"slug": "copy"}, keep_live=False)
    assert ResourcePage.objects.child_of(copy).get().identifier != page.identifier


# The feed


def test_the_feed_holds_the_filters_and_words(client, commit):
    factories.resource(title="Beds in wards", year=2020)
    factories.resource(title="Beds at home", year=2021)
    factories.resource(title="Pharmacies", year=2020)
    close(factories.resource(title="Beds for members", year=2020))
    commit()
    text = client.get("/resources/?year=2020&q=beds").content.decode()
    assert 'href="/resources/feed/?year=2020&amp;q=beds"' in text
    feed = feedparser.parse(client.get("/resources/feed/?year=2020&q=beds").content)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Beds in wards"]
    assert feed.feed.links[0].href == "http://127.0.0.1:8000/resources/?year=2020&q=beds"


# Long lists


@pytest.fixture
def made(monkeypatch):
    """Everything is long; the lists that were written."""
    written = []
    pages_of = export.pages_of
    monkeypatch.setattr(export, "SHORT", 10)
    monkeypatch.setattr(export, "MANY", 0)
    monkeypatch.setattr(export, "pages_of", lambda listing: written.append(listing) or pages_of(listing))
    return written


def test_a_long_file_is_made_once_for_all_strangers_until_something_changes(client, made, commit):
    factories.resource(title="Open")
    commit()
    assert titles(client, "ris") == titles(client, "ris") == ["Open"]
    assert len(made) == 1
    close(ResourcePage.objects.get())
    commit()
    assert titles(client, "ris") == []


def test_what_a_member_gets_is_never_kept_for_others(client, made, commit):
    close(factories.resource(title="Secret"))
    commit()
    sign_in(client)
    assert titles(client, "csv") == ["Secret"]
    client.logout()
    assert titles(client, "csv") == []


def test_few_long_files_lie_on_disk(client, made, commit, monkeypatch, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(export, "MOST_FILES", 2)
    factories.resource()
    commit()
    for name in FORMATS:
        assert client.get(f"/resources/export/{name}/").status_code == 200
    assert len(list((tmp_path / "exports").iterdir())) == 2


def test_while_a_long_list_is_written_others_wait_politely(client, made, monkeypatch):
    monkeypatch.setattr(export, "PATIENCE", 0)
    factories.resource()
    with export._one_at_a_time:
        answer = client.get("/resources/export/ris/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert titles(client, "ris")


def test_a_list_that_fails_lets_the_next_one_through(client, made, monkeypatch):
    factories.resource()
    monkeypatch.setattr(export, "attach_terms", lambda pages: 1 / 0)
    for _attempt in range(2):
        with pytest.raises(ZeroDivisionError):
            client.get("/resources/export/ris/")
