"""What rows of a sheet do: found out, done, done again, stopped in the middle, taken back."""

import datetime
import io
from html import escape

import pytest
from django.utils.text import slugify
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import GroupPagePermission, Locale, Page, Revision
from wagtail_localize.operations import translate_object

from core.models import PageTerm, RelatedPage, Term
from core.reserved_slugs import reserved_slugs
from moderation.submission import submit
from resources.models import ImportBatch, ImportRow, ResourcePage
from resources.spreadsheets.cell_text import html_of
from resources.spreadsheets.columns import column_named, row_of
from resources.spreadsheets.headings import guess
from resources.spreadsheets.importing import applying, dry_run, undoing
from resources.spreadsheets.importing.applying import RowApplier
from resources.spreadsheets.importing.row_mapping import Names, settled, take
from resources.spreadsheets.writing import write_csv, write_xlsx
from tests import factories
from tests.resources.spreadsheets.sheet_files import (
    applied,
    book,
    checked,
    edited,
    exported,
    index,
    only_row,
    outcomes,
    read,
    worked,
)

pytestmark = pytest.mark.django_db
RICH = {
    "title": "= A; title – with “quotes” & <b>tags</b>",
    "summary": "First line.\r\n\r\nSecond, after an empty line.",
    "key_findings": '<p>A <b>bold</b> one<br/>and <a href="https://example.org">the guide</a></p><ul><li>One</li></ul>',
    "other_materials": [
        ("text", "<h3>Heading</h3><p>Words</p>"),
        ("quote", {"quote": "Said so", "source": "Somebody"}),
    ],
    "authors": [("author", {"name": "Jo Rivers", "person": None}), ("author", {"name": "Lee", "person": None})],
    "organisations": [
        ("organisation", {"role": "host", "organisation": None, "name": "A host"}),
        ("organisation", {"role": "publisher", "organisation": None, "name": "A publisher"}),
        ("organisation", {"role": "funder", "organisation": None, "name": "A funder"}),
    ],
    "links": [
        ("link", {"label": "The report", "url": "https://example.org/a.pdf", "size_kb": 20, "format": "PDF"}),
        ("link", {"label": "In French", "url": "https://example.org/b;c.pdf"}),
    ],
    "keywords": "peer;  work ;housing",
    "date": datetime.date(2019, 5, 1),
    "year": 2019,
    "doi": "10.1234/ABCD",
    "is_peer_reviewed": True,
}


def group(heading: str = "", term: Term | None = None, *items: str):
    return ("group", {"group": term.pk if term else None, "heading": heading, "items": list(items)})


def rich_page(live: bool = True, **fields) -> ResourcePage:
    principles = factories.term("finding-group", "Principles")
    terms = [
        factories.term("category", "Principles"),
        factories.term("region", "BC; and around"),
        factories.term("language", "English"),
        factories.term("language", "French"),
    ]
    page = factories.resource(terms=terms, live=live, **RICH | fields)
    page.findings = [
        ("group", {"group": principles, "heading": "What counts", "items": ["<p>A <i>small</i> thing</p>"]}),
        ("group", {"group": None, "heading": "What helps", "items": ["<p>Tea</p>", "<ul><li>a</li><li>b</li></ul>"]}),
        ("group", {"group": None, "heading": "what Helps", "items": ["<p>Time</p>"]}),
    ]
    revision = page.save_revision()
    if live:
        revision.publish()
    return ResourcePage.objects.get(pk=page.pk)


def undone(batch: ImportBatch, user=None) -> ImportBatch:
    undoing.begin(batch, user)
    return worked(batch)


def made(batch: ImportBatch, number: int = 2) -> ResourcePage:
    return batch.rows.get(number=number).page.get_latest_revision_as_object()


def newest(page: ResourcePage) -> ResourcePage:
    return ResourcePage.objects.get(pk=page.pk).get_latest_revision_as_object()


# Out and in again


@pytest.mark.parametrize("live", [True, False])
def test_an_export_that_nobody_edited_changes_nothing(live):
    page = rich_page(live)
    batch = checked(exported(newest(page)))
    assert (outcomes(batch), only_row(batch).changes) == (["unchanged"], [])


def test_one_edited_cell_leaves_all_others_as_they_were():
    page = rich_page()
    batch = applied(edited(row_of(page) | {"edition": "2nd"}))
    assert only_row(batch).reason == "edition"
    before, after = page.live_revision.content, newest(page).latest_revision.content
    changed = {name for name in before if before[name] != after[name]}
    # What the page says of itself, and not to readers.
    about = {name for name in changed if name.endswith(("_at", "_revision", "_changes")) or name in {"live", "expired"}}
    assert changed - about == {"edition"}


def test_an_edited_finding_keeps_its_address_and_the_others_their_emphasis():
    page = rich_page()
    ids = [item.id for item in page.findings[1].value["items"].bound_blocks]
    batch = applied(edited(row_of(page) | {"findings: What helps": "Tea and toast\nNew\na b\nTime"}))
    groups = made(batch).findings
    items = groups[1].value["items"].bound_blocks
    assert [items[0].id, items[2].id] == ids
    assert items[2].value.source == "<ul><li>a</li><li>b</li></ul>"
    assert [str(item.source) for item in groups[2].value["items"]] == ["<p>Time</p>"]
    assert groups[0].value["heading"] == "What counts"


def test_an_edited_paragraph_leaves_its_neighbours_their_links():
    page = rich_page()
    cell = row_of(page)["key_findings"].replace("- One", "- Two\n- Three")
    html = made(applied(edited(row_of(page) | {"key_findings": cell}))).key_findings
    assert '<a href="https://example.org">the guide</a>' in html
    assert html.endswith("<ul><li>Two</li><li>Three</li></ul>")


def test_text_that_a_sheet_cannot_show_is_not_lost():
    page = rich_page()
    row = only_row(checked(edited(row_of(page) | {"other_materials": "Only this"})))
    assert (row.outcome, "more than text" in row.reason) == ("error", True)


def test_links_keep_what_is_known_of_them():
    page = rich_page()
    urls = "https://example.org/new.pdf\nhttps://example.org/b;c.pdf"
    links = made(applied(edited(row_of(page) | {"url": urls}))).links
    assert links[0].value["label"] == "The report"
    assert links[0].value["size_kb"] is None
    assert links[1].value["label"] == "In French"


def test_hosts_stay_when_publishers_change():
    page = rich_page()
    streams = made(applied(edited(row_of(page) | {"publisher": "Another; A publisher"}))).organisations
    assert [one.value["name"] for one in streams] == ["A host", "Another", "A publisher", "A funder"]


def test_a_text_too_long_for_a_sheet_is_not_cut():
    page = rich_page(key_findings=f"<p>{'long ' * 8_000}</p>")
    assert outcomes(checked(exported(page))) == ["unchanged"]
    cut = row_of(page)["key_findings"][:32_000] + " […] [cut here: too long for a sheet]"
    assert "was cut" in only_row(checked(edited(row_of(page) | {"key_findings": cut}))).reason


def test_another_way_of_writing_the_same_is_no_change():
    page = rich_page()
    row = row_of(page) | {"peer_reviewed": "Oui", "doi": "https://doi.org/10.1234/ABCD", "year": "2019.0"}
    row |= {
        "language": "english; French",
        "other_languages": "",
        "listed_only": "",
        "key_findings": row_of(page)["key_findings"] + "\n",
    }
    assert outcomes(checked(edited(row))) == ["unchanged"]


WORDS = st.text(max_size=30)
BLOCKS = st.lists(st.sampled_from(["<p>{}</p>", "<ul><li>{}</li></ul>", "<h3>{}</h3>", "<p><b>{}</b><br/>b</p>", "{}"]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS, WORDS, BLOCKS, st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=3), st.sampled_from(["csv", "xlsx"]))
def test_whatever_a_page_says_comes_back_unchanged(title, text, blocks, lines, names, ending):
    index(), factories.term("region", f"R{title}"), factories.term("finding-group", "Principles")
    page = ResourcePage(title=f"T{title}", summary=text, edition=text, keywords=text, doi=text)
    page.key_findings = "".join(block.format(escape(text)) for block in blocks)
    page.findings = [("group", {"group": None, "heading": f"H{text}", "items": [html_of(one) for one in lines]})]
    page.authors = [("author", {"name": name, "person": None}) for name in names]
    page.links = [("link", {"label": "x", "url": text})]
    page.page_terms = [PageTerm(term=term) for term in Term.objects.filter(vocabulary="region")]
    row, out = row_of(page), io.BytesIO()
    {"csv": write_csv, "xlsx": write_xlsx}[ending]([row], out)
    sheet = read(io.BytesIO(out.getvalue()), f"a.{ending}")
    columns = [column_named(name) for name in sheet.headings]
    values = settled(dict(zip(sheet.headings, sheet.rows[0].cells, strict=True)))
    assert guess(sheet.headings) == sheet.headings
    assert take(page, values, columns, Names([], False)) == ([], [], [])


# New rows


def test_a_new_row_becomes_a_draft_with_everything_that_it_says():
    person, publisher = factories.person("Amara Diallo"), factories.organisation("Harbour Health")
    for vocabulary, name in (("category", "Principles"), ("region", "BC"), ("language", "English"), ("type", "Report")):
        factories.term(vocabulary, name)
    user = factories.user(is_superuser=True)
    row = {
        "title": "Peer support",
        "summary": "What it is.",
        "category": "principles",
        "region": "bc",
        "type": "Report",
        "authors": "Amara Diallo; Somebody Else",
        "publisher": "Harbour Health\nAnother",
        "year": "2021",
        "language": "English",
        "url": "www.example.org/peer.pdf",
        "doi": "doi:10.1234/peer",
        "principles": "One\nTwo",
        "findings: What helps": "Tea; and toast",
        "full_text": "x",
    }
    batch = applied(edited(row), user)
    page = only_row(batch).page
    draft = page.get_latest_revision_as_object()
    assert (page.live, page.owner, page.latest_revision.user, draft.year, draft.doi) == (
        False,
        user,
        user,
        2021,
        "10.1234/peer",
    )
    assert [one.value["person"] for one in draft.authors] == [person, None]
    assert [one.value["organisation"] for one in draft.organisations] == [publisher, None]
    read = row_of(draft)
    assert read["url"] == "https://www.example.org/peer.pdf"
    assert (read["principles"], read["findings: What helps"]) == ("One\nTwo", "Tea; and toast")
    assert read["category"] == "Principles"
    assert draft.has_full_text


def test_what_goes_live_from_a_sheet_may_go_live():
    for vocabulary, name in (("category", "Principles"), ("region", "BC"), ("language", "English")):
        factories.term(vocabulary, name)
    row = {"title": "A", "summary": "S.", "category": "Principles", "region": "BC", "language": "English"}
    batch = applied(edited(row | {"url": "https://example.org/a", "practices": "One\nTwo"}))
    only_row(batch).revision.publish()
    assert ResourcePage.objects.get(title="A").live


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("year", "20211", "not a year"),
        ("year", "1799", "not a year"),
        ("year", "soon", "not a year"),
        ("doi", "11.22/x", "not a DOI"),
        ("url", "javascript:alert(1)", "not an address"),
        ("url", "not an address", "not an address"),
        ("peer_reviewed", "maybe", "neither yes nor no"),
        ("region", "Atlantis", "no such term"),
        ("summary", "x" * 901, "limit is 900"),
        ("title", "", "no title"),
        ("title", "x" * 256, "limit is 255"),
        ("key_findings", "x" * 100_000, "too long"),
        ("principles", "x\n" * 600, "more than 500"),
        ("type", "A; B", "Only one"),
        ("id", "12", "not a permanent identifier"),
        ("id", "6f1c1f0e-52ab-4c39-9a53-1d2f7f0b6f55", "No resource has"),
        ("authors", "x" * 201, "too long"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_and_the_other_rows_go_on(column, cell, words):
    batch = applied(edited({"title": "Bad", "method": "M"} | {column: cell}, {"title": "Good", "summary": "Fine."}))
    bad, good = batch.rows.all()
    assert (bad.outcome, good.outcome, good.is_applied) == ("error", "new", True)
    assert words in bad.reason


def test_formulas_become_words_and_never_formulas():
    row = only_row(checked(book([["title", "summary"], ["T", "=1+1"]])))
    assert (row.outcome, "formula" in row.reason) == ("error", True)
    page = made(applied(edited({"title": '=HYPERLINK("http://x","y")'})))
    assert page.title == '=HYPERLINK("http://x","y")'
    assert outcomes(checked(exported(page))) == ["unchanged"]


# The same again


def test_the_same_file_twice_changes_nothing():
    factories.term("region", "BC")
    file = edited({"title": "A", "region": "BC", "url": "https://example.org/a"}, {"title": "B", "principles": "x\ny"})
    applied(file)
    count, revisions = ResourcePage.objects.count(), Revision.objects.count()
    file.seek(0)
    assert outcomes(applied(file)) == ["unchanged", "unchanged"]
    assert (ResourcePage.objects.count(), Revision.objects.count()) == (count, revisions)


def test_changes_that_were_applied_are_unchanged_the_next_time():
    page = rich_page()
    file = edited(row_of(page) | {"edition": "2nd"})
    applied(file)
    file.seek(0)
    assert outcomes(checked(file)) == ["unchanged"]


@pytest.mark.parametrize(
    "row",
    [
        {"title": "Something else", "doi": "https://doi.org/10.1234/abcd"},
        {"title": "Something else", "url": "http://www.example.org/a.pdf/?utm_source=x"},
        {"title": "The paying of peer wrokers fairly", "summary": "Other."},
    ],
)
def test_a_resource_that_is_there_already_is_a_duplicate(row):
    rich_page(title="The paying of peer workers fairly")
    found = only_row(checked(edited(row)))
    assert found.outcome == "duplicate"
    assert "The paying of peer workers fairly" in found.reason


def test_a_row_like_an_earlier_one_is_a_duplicate():
    batch = checked(edited({"title": "A study of tea"}, {"title": "A study of Tea", "summary": "Other."}))
    assert outcomes(batch) == ["new", "duplicate"]
    assert "row 2" in batch.rows.last().reason


def test_two_rows_about_one_page_are_not_both_applied():
    row = row_of(rich_page())
    batch = checked(edited(row | {"edition": "2nd"}, row | {"edition": "3rd"}))
    assert outcomes(batch) == ["changed", "error"]


# Conflicts


def test_an_older_version_is_a_conflict_and_overwrites_nothing():
    page = rich_page()
    row = row_of(page) | {"summary": "From the sheet."}
    page.summary = "From the editor."
    page.save_revision().publish()
    batch = applied(edited(row))
    assert only_row(batch).outcome == "error"
    assert "Conflict" in only_row(batch).reason
    assert newest(page).summary == "From the editor."


def test_an_older_version_that_was_not_edited_is_no_conflict():
    page = rich_page()
    row = row_of(page)
    page.summary = "From the editor."
    page.save_revision().publish()
    assert outcomes(checked(edited(row))) == ["unchanged"]


def test_a_change_between_dry_run_and_applying_is_a_conflict():
    page = rich_page()
    batch = checked(edited(row_of(page) | {"summary": "From the sheet."}))
    page.summary = "From the editor."
    page.save_revision()
    applying.begin(batch)
    assert "Conflict" in only_row(worked(batch)).reason
    assert newest(page).summary == "From the editor."


def test_what_autosave_wrote_over_after_the_dry_run_is_a_conflict():
    user = factories.user(is_superuser=True)
    page = rich_page()
    draft = page.save_revision(user=user)
    batch = checked(edited(row_of(page) | {"revision": str(draft.pk), "summary": "From the sheet."}))
    page.summary = "From the editor."
    page.save_revision(user=user, overwrite_revision=draft, clean=False)
    applying.begin(batch)
    assert "Conflict" in only_row(worked(batch)).reason
    assert newest(page).summary == "From the editor."


@pytest.mark.parametrize("live", [True, False])
def test_a_change_without_a_version_after_the_dry_run_is_a_conflict(live):
    page = factories.resource(live=live)
    ResourcePage.objects.filter(pk=page.pk).update(latest_revision=None, live_revision=None)
    batch = checked(edited({"id": str(page.identifier), "title": page.title, "summary": "From the sheet."}))
    assert outcomes(batch) == ["changed"]
    ResourcePage.objects.filter(pk=page.pk).update(edition="2nd")
    applying.begin(batch)
    assert "Conflict" in only_row(worked(batch)).reason


def test_what_says_the_same_in_a_newer_version_is_no_conflict_and_undoing_goes_back_to_it():
    page = rich_page()
    batch = checked(edited(row_of(page) | {"edition": "2nd"}))
    same = page.save_revision()
    applying.begin(batch)
    assert outcomes(worked(batch)) == ["changed"]
    assert newest(page).edition == "2nd"
    undone(batch)
    assert ResourcePage.objects.get(pk=page.pk).latest_revision == same


def test_a_draft_that_went_live_after_the_dry_run_stays_live_and_is_changed_in_a_draft():
    page = rich_page(live=False)
    batch = checked(edited(row_of(page) | {"edition": "2nd"}))
    page.latest_revision.publish()
    applying.begin(batch)
    assert outcomes(worked(batch)) == ["changed"]
    live = ResourcePage.objects.get(pk=page.pk)
    assert (live.edition, live.has_unpublished_changes, newest(page).edition) == ("", True, "2nd")


def test_a_page_that_was_deleted_after_the_dry_run_is_not_made_anew():
    page = rich_page()
    batch = checked(edited(row_of(page) | {"edition": "2nd"}))
    page.delete()
    applying.begin(batch)
    assert "no longer exists" in only_row(worked(batch)).reason
    assert not ResourcePage.objects.exists()


def test_a_page_that_was_moved_out_of_reach_after_the_dry_run_is_not_changed(editor):
    page = rich_page()
    batch = checked(edited(row_of(page) | {"edition": "2nd"}), editor)
    assert outcomes(batch) == ["changed"]
    list_of_resources = page.get_parent()
    GroupPagePermission.objects.update(page=list_of_resources)
    page.move(list_of_resources.get_parent(), "last-child")
    applying.begin(batch)
    assert "may not change" in only_row(worked(batch)).reason


def test_what_was_made_between_dry_run_and_applying_is_a_duplicate():
    batch = checked(edited({"title": "A study of tea"}))
    factories.resource(title="A study of tea")
    applying.begin(batch)
    assert outcomes(worked(batch)) == ["duplicate"]


def test_what_is_live_stays_until_somebody_approves():
    page = rich_page()
    applied(edited(row_of(page) | {"title": "New title", "region": ""}))
    live = ResourcePage.objects.get(pk=page.pk)
    assert (live.title, live.live_revision_id, live.has_unpublished_changes) == (
        page.title,
        page.live_revision_id,
        True,
    )
    assert [term.label for term in live.terms_of("region")] == ["BC; and around"]
    assert newest(page).title == "New title"


def test_a_page_in_review_is_not_changed(editor):
    page = factories.resource(live=False)
    submit(page, editor)
    assert "in review" in only_row(checked(edited(row_of(page) | {"summary": "Other."}))).reason


def test_who_may_not_edit_a_page_may_not_change_it_by_a_sheet():
    row = only_row(checked(edited(row_of(rich_page()) | {"edition": "2nd"}), factories.user()))
    assert (row.outcome, "may not" in row.reason) == ("error", True)


def test_a_translation_is_not_changed_behind_the_back_of_the_translator():
    page, french = factories.resource(), Locale.objects.create(language_code="fr")
    for above in page.get_ancestors().filter(depth__gt=1):
        above.specific.copy_for_translation(french)
    translate_object(page, [french])
    copy = page.get_translation(french)
    row = row_of(copy) | {"revision": str(copy.latest_revision_id), "method": "M", "title": copy.title}
    assert "is a translation" in only_row(checked(edited(row))).reason
    assert outcomes(checked(edited(row_of(page) | {"method": "M"}))) == ["changed"]


# Terms


def test_unknown_terms_are_listed_with_those_that_may_be_meant():
    factories.term("region", "Surrey")
    batch = checked(edited({"title": "A", "region": "Surey; Atlantis"}))
    assert [one["name"] for one in batch.unknown_terms] == ["Atlantis", "Surey"]
    assert [near["label"] for near in batch.unknown_terms[1]["near"]] == ["Surrey"]
    assert not Term.objects.filter(labels__label="Atlantis").exists()


def test_terms_are_made_only_when_the_editor_says_so():
    batch = applied(
        edited({"title": "A", "region": "Atlantis"}, {"title": "B", "year": "x", "region": "Nowhere"}),
        creates_terms=True,
    )
    assert outcomes(batch) == ["new", "error"]
    assert [term.label for term in made(batch).terms_of("region")] == ["Atlantis"]
    assert not Term.objects.filter(labels__label="Nowhere").exists()


def test_whoever_may_not_add_terms_cannot_do_it_by_a_sheet():
    user = factories.user()
    assert outcomes(checked(edited({"title": "A", "region": "Atlantis"}), user, creates_terms=True)) == ["error"]


def test_an_unknown_term_can_stand_for_one_that_is_there():
    surrey = factories.term("region", "Surrey")
    decided = [{"vocabulary": "region", "name": "Surey", "chosen": surrey.pk, "creates": False}]
    batch = applied(edited({"title": "A", "region": "SUREY"}), unknown_terms=decided)
    assert [term.label for term in made(batch).terms_of("region")] == ["Surrey"]


# Stopped and begun again


def test_a_killed_worker_does_every_row_once(monkeypatch):
    batch = checked(edited(*({"title": f"Number {number}"} for number in range(6))))
    applying.begin(batch)
    RowApplier(batch).apply(batch.rows.get(number=2))

    def dies(*args):
        raise SystemExit

    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(RowApplier, "_note", dies)
        RowApplier(batch).apply(batch.rows.get(number=3))
    assert ResourcePage.objects.count() == 1
    batch = worked(batch)
    assert (batch.state, batch.done) == ("applied", 6)
    assert sorted(ResourcePage.objects.values_list("title", flat=True)) == [f"Number {number}" for number in range(6)]


def test_a_row_that_fails_leaves_nothing_half_done(monkeypatch):
    batch = checked(edited({"title": "A"}, {"title": "B"}))
    note = RowApplier._note

    def fails_for_a(self, row, page, revision):
        note(self, row, page, revision)
        assert row.title != "A"

    monkeypatch.setattr(RowApplier, "_note", fails_for_a)
    applying.begin(batch)
    batch = worked(batch)
    assert outcomes(batch) == ["error", "new"]
    assert list(ResourcePage.objects.values_list("title", flat=True)) == ["B"]
    assert Page.objects.get(pk=index().pk).numchild == 1


def test_a_check_that_comes_late_changes_nothing():
    batch = checked(edited({"title": "A"}))
    ImportBatch.objects.filter(pk=batch.pk).update(state="checking")
    batch.rows.update(outcome="")
    late = ImportBatch.objects.get(pk=batch.pk)
    worked(batch)
    applying.begin(batch)
    worked(batch)
    batch.rows.update(outcome="")
    assert not dry_run.check_some(late, 0)
    assert only_row(batch).page is not None
    assert only_row(batch).outcome == ""


def test_applying_twice_applies_once():
    batch = checked(edited({"title": "A"}))
    assert applying.begin(batch)
    assert not applying.begin(batch)
    row = batch.rows.get()
    RowApplier(batch).apply(row)
    RowApplier(batch).apply(row)
    assert ResourcePage.objects.count() == 1


# Taken back


def test_undoing_takes_drafts_away_and_gives_pages_their_earlier_version():
    page = rich_page()
    before = ResourcePage.objects.filter(pk=page.pk).values().get()
    batch = applied(
        edited(row_of(page) | {"edition": "2nd", "title": "New"}, {"title": "A", "region": "Atlantis"}),
        creates_terms=True,
    )
    assert ResourcePage.objects.count() == 2
    batch = undone(batch)
    assert batch.state == "undone"
    assert ResourcePage.objects.filter(pk=page.pk).values().get() == before
    assert ResourcePage.objects.count() == 1
    assert not Term.objects.filter(labels__label="Atlantis").exists()


def test_an_earlier_draft_is_there_again_after_undoing():
    page = rich_page()
    page.edition = "draft"
    page.save_revision()
    row = row_of(newest(page)) | {"revision": str(page.latest_revision_id), "method": "Interviews"}
    undone(applied(edited(row)))
    assert (newest(page).edition, newest(page).research_method) == ("draft", "")


def test_what_somebody_touched_is_named_and_left_alone():
    batch = applied(edited({"title": "Touched"}, {"title": "Linked"}, {"title": "Plain"}))
    touched, linked, _plain = [row.page for row in batch.rows.all()]
    touched.summary = "Worked on."
    touched.save_revision()
    RelatedPage.objects.create(page=factories.resource(), related=linked)
    batch = undone(batch)
    assert [bool(row.reason) for row in batch.rows.all()] == [True, True, False]
    assert set(ResourcePage.objects.values_list("title", flat=True)) >= {"Touched", "Linked"}
    assert not ResourcePage.objects.filter(title="Plain").exists()


def test_what_autosave_wrote_over_counts_as_touched():
    user = factories.user(is_superuser=True)
    batch = applied(edited({"title": "A"}), user)
    page = newest(only_row(batch).page)
    page.save_revision(user=user, overwrite_revision=page.latest_revision, clean=False)
    undone(batch)
    assert ResourcePage.objects.filter(title="A").exists()


def test_what_went_live_is_left_alone():
    page = rich_page()
    batch = applied(edited(row_of(page) | {"edition": "2nd"}))
    only_row(batch).revision.publish()
    batch = undone(batch)
    assert "live" in only_row(batch).reason
    assert newest(page).edition == "2nd"


def test_a_row_that_a_person_took_is_no_duplicate():
    factories.resource(title="A study of tea")
    batch = checked(edited({"title": "A study of tea", "summary": "Another one."}))
    ImportRow.objects.filter(batch=batch).update(outcome="new", is_taken=True)
    applying.begin(batch)
    assert outcomes(worked(batch)) == ["new"]
    assert ResourcePage.objects.count() == 2


def test_titles_that_are_addresses_of_the_site_get_free_ones():
    """Every name that the site answers itself: “Feed”, “Export”, “Findings”, “Recherche” …"""
    titles = sorted(slug.title() for slug in reserved_slugs() if slugify(slug) == slug and len(slug) > 1)
    assert {"Feed", "Export", "Findings", "Cite", "Compare"} <= set(titles)
    batch = checked(edited(*({"title": title} for title in titles)))
    batch.rows.filter(outcome="duplicate").update(outcome="new", is_taken=True)
    applying.begin(batch)
    worked(batch)
    pages = ResourcePage.objects.filter(import_rows__batch=batch)
    assert sorted(page.title for page in pages) == titles
    assert not {page.slug for page in pages} & reserved_slugs()
