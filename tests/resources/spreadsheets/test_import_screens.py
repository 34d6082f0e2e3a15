"""Reports, Import: from the upload to the result, for those who may."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from core.going_live import may_go_live
from core.models import Term
from resources.models import ImportBatch, RememberedHeading, ResourcePage
from resources.spreadsheets.importing import batches, uploading
from tests import factories
from tests.resources.spreadsheets.sheet_files import edited, index, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(editor, django_capture_on_commit_callbacks):
    """An editor at the screens; what is left to the worker is done at once."""
    index()
    client = Client()
    client.force_login(editor)

    class Desk:
        user = editor

        def send(self, name: str, *args, **fields):
            with django_capture_on_commit_callbacks(execute=True):
                return client.post(reverse(f"imports:{name}", args=args), fields)

        def upload(self, file: io.BytesIO, name: str = "sheet.csv"):
            return self.send("list", file=SimpleUploadedFile(name, file.getvalue()))

        def see(self, name: str, *args, **asked) -> str:
            response = client.get(reverse(f"imports:{name}", args=args), asked)
            assert response.status_code == 200
            return response.content.decode()

        def checked(self, *rows: dict[str, str]) -> ImportBatch:
            self.upload(edited(*rows))
            batch = ImportBatch.objects.first()
            self.send("columns", batch.pk, **{f"column-{at}": name for at, name in enumerate(batch.mapping)})
            batch.refresh_from_db()
            return batch

    return Desk()


def test_from_a_file_to_drafts_and_back(desk):
    assert "Sheet to start with" in desk.see("list")
    batch = desk.checked({"title": "A <b>study</b>"}, {"title": "B", "year": "soon"})
    page = desk.see("batch", batch.pk)
    assert "A &lt;b&gt;study&lt;/b&gt;" in page
    assert "not a year" in page
    desk.send("apply", batch.pk)
    assert ResourcePage.objects.get().owner == desk.user
    assert "Drafts made" in desk.see("batch", batch.pk)
    desk.send("undo", batch.pk)
    assert not ResourcePage.objects.exists()
    assert "Undone" in desk.see("batch", batch.pk)


def test_columns_are_guessed_chosen_and_remembered(desk):
    desk.upload(text([["Name of it", "Blurb"], ["A", "What it is."]]))
    batch = ImportBatch.objects.get()
    assert 'value="summary"' in desk.see("columns", batch.pk)
    assert "No column is read as the title" in desk.send("columns", batch.pk).content.decode()
    desk.send("columns", batch.pk, **{"column-0": "title", "column-1": "summary"})
    assert batch.rows.get().title == "A"
    assert dict(RememberedHeading.objects.values_list("heading", "column")) == {
        "name of it": "title",
        "blurb": "summary",
    }


def test_columns_that_there_are_not_are_not_taken(desk):
    desk.upload(text([["title", "b"], ["A", "x"]]))
    batch = ImportBatch.objects.get()
    desk.send("columns", batch.pk, **{"column-0": "title", "column-1": "live_revision"})
    batch.refresh_from_db()
    assert batch.mapping == ["title", ""]
    answer = desk.send("columns", batch.pk, **{"column-0": "title", "column-1": "title"})
    assert "Only one column" in answer.content.decode()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x00\x01\x02", b"title\n", b'"'])
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.pdf", "a"])
def test_a_bad_file_is_answered_in_words(desk, content, name):
    assert desk.upload(io.BytesIO(content), name).status_code == 422
    assert not ImportBatch.objects.exists()


def test_no_file_is_answered_in_words(desk):
    assert desk.send("list").status_code == 422


def test_terms_are_decided_by_the_editor(desk):
    surrey = factories.term("region", "Surrey")
    batch = desk.checked({"title": "A", "region": "Surey"}, {"title": "B", "region": "Atlantis"})
    seen = " ".join(desk.see("batch", batch.pk).split())
    assert f'<optgroup label="It may mean"> <option value="{surrey.pk}"> Surrey </option>' in seen
    desk.send("terms", batch.pk, **{"term-0": "create", "term-1": str(surrey.pk)})
    desk.send("apply", batch.pk)
    regions = {page.title: [term.label for term in page.terms_of("region")] for page in ResourcePage.objects.all()}
    assert regions == {"A": ["Surrey"], "B": ["Atlantis"]}


def test_an_unknown_term_can_be_any_of_its_vocabulary(desk):
    """“Leaflet” is a tip sheet, though no letters say so."""
    tip_sheet = factories.term("type", "Tip sheet")
    batch = desk.checked({"title": "A", "type": "Leaflet"})
    seen = " ".join(desk.see("batch", batch.pk).split())
    assert f'<optgroup label="All of “Type of resource”"> <option value="{tip_sheet.pk}"> Tip sheet' in seen
    desk.send("terms", batch.pk, **{"term-0": str(tip_sheet.pk)})
    seen = " ".join(desk.see("batch", batch.pk).split())
    assert f'<option value="{tip_sheet.pk}" selected>' in seen
    desk.send("apply", batch.pk)
    assert [term.label for term in ResourcePage.objects.get().terms_of("type")] == ["Tip sheet"]


def test_what_was_decided_on_terms_stays_when_the_columns_are_chosen_again(desk):
    tip_sheet = factories.term("type", "Tip sheet")
    batch = desk.checked({"title": "A", "type": "Leaflet", "region": "Atlantis"})
    numbers = {one["name"]: number for number, one in enumerate(batch.unknown_terms)}
    desk.send("terms", batch.pk, **{f"term-{numbers['Leaflet']}": str(tip_sheet.pk)})
    desk.send("columns", batch.pk, **{"column-0": "title", "column-1": "type", "column-2": ""})
    batch.refresh_from_db()
    assert [(one["name"], one["chosen"]) for one in batch.unknown_terms] == [("Leaflet", tip_sheet.pk)]
    assert batch.rows.get().outcome == "new"


def test_a_merged_term_cannot_be_chosen(desk):
    merged = factories.term("type", "Hand-out")
    Term.objects.filter(pk=merged.pk).update(merged_into=factories.term("type", "Tip sheet"))
    batch = desk.checked({"title": "A", "type": "Leaflet"})
    assert f'value="{merged.pk}"' not in desk.see("batch", batch.pk)
    desk.send("terms", batch.pk, **{"term-0": str(merged.pk)})
    assert batch.rows.get().outcome == "error"


def test_each_row_says_what_it_lacks_before_it_can_go_live(desk):
    for vocabulary, name in {"category": "Practices", "region": "BC", "language": "English"}.items():
        factories.term(vocabulary, name)
    full = {"summary": "What it is.", "category": "Practices", "region": "BC", "language": "English"}
    full |= {"key_findings": "It helps.", "url": "https://example.org/a.pdf"}
    batch = desk.checked({"title": "Whole", **full}, {"title": "Halved", **full, "category": "", "url": ""})
    whole, halved = batch.rows.order_by("number")
    assert whole.lacks == []
    assert "Category: Choose at least one." in halved.lacks
    desk.send("apply", batch.pk)
    revisions = [page.latest_revision for page in ResourcePage.objects.order_by("pk")]
    assert [[problem.in_words for problem in may_go_live(one)] for one in revisions] == [whole.lacks, halved.lacks]
    seen = desk.see("batch", batch.pk, outcome="lacking")
    assert "Category: Choose at least one." in seen
    assert "Whole" not in seen


def test_a_term_that_will_be_made_is_not_lacking(desk):
    batch = desk.checked({"title": "A", "region": "Atlantis"})
    desk.send("terms", batch.pk, **{"term-0": "create"})
    lacks = batch.rows.get().lacks
    assert "Region: Choose at least one." not in lacks
    assert "Category: Choose at least one." in lacks


def test_a_term_of_another_vocabulary_cannot_be_chosen(desk):
    other = factories.term("category", "Principles")
    batch = desk.checked({"title": "A", "region": "Atlantis"})
    desk.send("terms", batch.pk, **{"term-0": str(other.pk)})
    assert batch.rows.get().outcome == "error"


def test_what_changes_is_told_without_colour(desk):
    page = factories.resource(title="A <b>study</b>", year=2021)
    batch = desk.checked({"id": str(page.identifier), "title": "A study", "year": "1999"})
    seen = desk.see("batch", batch.pk)
    assert '<del class="deletion">2021</del> → <ins class="addition">1999</ins>' in seen
    assert "&lt;b&gt;" in seen and "<b>study" not in seen


def test_a_duplicate_can_be_taken_all_the_same(desk):
    factories.resource(title="A study of tea")
    batch = desk.checked({"title": "A study of Tea", "summary": "Another."})
    assert "It is a different one" in desk.see("batch", batch.pk, outcome="duplicate")
    desk.send("take", batch.pk, 2)
    desk.send("apply", batch.pk)
    assert ResourcePage.objects.count() == 2


def test_a_second_press_applies_nothing_again(desk):
    batch = desk.checked({"title": "A"})
    desk.send("apply", batch.pk)
    desk.send("apply", batch.pk)
    assert ResourcePage.objects.count() == 1


def test_what_was_applied_can_be_neither_changed_nor_thrown_away(desk):
    batch = desk.checked({"title": "A"})
    desk.send("apply", batch.pk)
    for name in ("discard", "terms", "columns"):
        desk.send(name, batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.rows.get().is_applied) == ("applied", True)


def test_what_did_nothing_can_be_thrown_away(desk):
    batch = desk.checked({"title": "A"})
    desk.send("discard", batch.pk)
    assert not ImportBatch.objects.exists()


def test_progress_is_told_with_and_without_script(desk):
    batch = desk.checked({"title": "A"})
    ImportBatch.objects.filter(pk=batch.pk).update(state="applying", done=3, total=9)
    assert "3 of 9" in desk.see("batch", batch.pk)
    assert '"done": 3' in desk.see("progress", batch.pk)


def test_long_files_are_checked_in_the_background(desk, monkeypatch):
    monkeypatch.setattr(uploading, "CHECKED_AT_ONCE", 1)
    batch = desk.checked({"title": "A"}, {"title": "B"}, {"title": "C"})
    assert (batch.state, batch.rows.filter(outcome="new").count()) == ("checked", 3)


def test_odd_addresses_are_no_error_of_the_program(desk):
    batch = desk.checked({"title": "A"})
    for asked in ({"outcome": "nonsense"}, {"p": "x"}, {"p": "999"}):
        desk.see("batch", batch.pk, **asked)
    assert desk.send("take", batch.pk, 999).status_code == 302


def test_others_can_put_a_button_here(desk, monkeypatch):
    monkeypatch.setattr(batches, "steps", [lambda batch, user: batches.Step("Do more", "/somewhere/")])
    batch = desk.checked({"title": "A"})
    assert 'action="/somewhere/"' in desk.see("batch", batch.pk)


def test_the_template_is_in_the_language_of_the_reader(desk):
    response = Client()
    response.force_login(desk.user)
    content = response.get(reverse("imports:template")).content
    assert load_workbook(io.BytesIO(content)).sheetnames[0] == "Resources"


@pytest.mark.parametrize("group", ["Members", "Translators", None])
def test_who_may_not_add_pages_has_no_import(desk, group):
    batch = desk.checked({"title": "Secret"})
    stranger = factories.user()
    if group:
        stranger.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(stranger)
    for name in ("list", "template"):
        assert client.get(reverse(f"imports:{name}")).status_code in {302, 403}
    for name in ("batch", "columns", "progress"):
        answer = client.get(reverse(f"imports:{name}", args=[batch.pk]))
        assert answer.status_code in {302, 403}
        assert b"Secret" not in answer.content
    for name in ("apply", "undo", "terms", "discard"):
        assert client.post(reverse(f"imports:{name}", args=[batch.pk])).status_code in {302, 403}
    assert ImportBatch.objects.get().state == "checked"


def test_nobody_applies_by_following_a_link(desk):
    """As after signing in again: the import is shown as it was."""
    batch = desk.checked({"title": "A"})
    client = Client()
    client.force_login(desk.user)
    for name in ("apply", "undo", "terms", "discard"):
        answer = client.get(reverse(f"imports:{name}", args=[batch.pk]), follow=True)
        assert answer.redirect_chain == [(reverse("imports:batch", args=[batch.pk]), 302)]
    assert ImportBatch.objects.get().state == ImportBatch.State.CHECKED


def test_throwing_away_too_late_is_answered_in_words(desk):
    batch = desk.checked({"title": "A"})
    desk.send("apply", batch.pk)
    assert desk.send("discard", batch.pk).url == reverse("imports:batch", args=[batch.pk])
    assert "It can be undone, but not discarded" in desk.see("batch", batch.pk)
    assert ImportBatch.objects.exists()
