"""Words of attached files: read with limits, found with the pages that give them, and by nobody else."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from docx import Document as Word
from pypdf import PdfWriter
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from core.blocks import DownloadBlock
from core.visibility import STRANGER
from files.extraction import Limits, Reading, read_file
from files.models import SiteDocument
from home.demo.documents import pdf
from search.engine import search
from search.indexing.file_indexing import read_waiting_files
from search.jobs import read_files
from search.results import SearchQuery
from tests import factories

State = SiteDocument.TextState
WORD = "naloxonologie"
SENTENCE = f"The chapter on {WORD} in small towns explains it all."


def word_file(*paragraphs: str) -> bytes:
    made, out = Word(), io.BytesIO()
    for text in paragraphs:
        made.add_paragraph(text)
    table = made.add_table(1, 1)
    table.cell(0, 0).text = "In a table"
    made.save(out)
    return out.getvalue()


def reading(content: bytes, kind: str, **limits) -> Reading:
    return read_file(io.BytesIO(content), kind, Limits(**limits))


# Reading


def test_words_of_a_word_file_also_from_its_tables():
    found = reading(word_file(SENTENCE, "Second one."), "docx")
    assert found == Reading("read", f"{SENTENCE}\nSecond one.\nIn a table")


def test_words_of_a_pdf():
    assert WORD in reading(pdf_file(SENTENCE), "pdf").text


def test_a_file_that_holds_pictures_only():
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)
    assert reading(out.getvalue(), "pdf") == Reading("empty")


def slides(*words: str) -> bytes:
    """A file of slides with these words on one each, and a note that nobody else shall read."""
    names = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, text in reversed(list(enumerate(words, 1))):
            archive.writestr(f"ppt/slides/slide{number}.xml", f"<s {names}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></s>")
        archive.writestr("ppt/notesSlides/notesSlide1.xml", f"<s {names}><a:p><a:t>Do not tell</a:t></a:p></s>")
    return out.getvalue()


def test_reads_slides_in_their_order_and_no_notes_of_the_speaker():
    words = [f"Slide number {number}" for number in range(1, 12)]
    assert reading(slides(*words), "pptx") == Reading("read", "\n".join(words))


def test_slides_that_are_listed_without_a_kind_are_called_so(db):
    slides_of = DownloadBlock().to_python({"title": "What I said", "document": document(slides("a"), "talk.pptx").pk})
    assert slides_of.kind_label == "Slides"


@pytest.mark.parametrize("kind", ["pdf", "docx", "pptx"])
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n%%EOF", b"PK\x03\x04broken", b"\x00" * 5000, b"<html>no</html>"])
def test_a_broken_file_is_told_and_never_fatal(kind, content):
    assert reading(content, kind) == Reading("broken")


def test_a_locked_file_is_told():
    writer, out = PdfWriter(clone_from=io.BytesIO(pdf_file(SENTENCE))), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    assert reading(out.getvalue(), "pdf") == Reading("broken")


def test_a_small_archive_that_is_huge_inside_is_not_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 310 * 1024 * 1024)
    assert reading(out.getvalue(), "docx") == Reading("too_large")


def test_an_archive_that_lies_about_its_size_runs_into_the_limit_of_memory():
    found = reading(word_file("x" * 1_000_000, *["y" * 500_000] * 40), "docx", memory=80 * 1024 * 1024)
    assert found == Reading("too_large")


def test_a_file_that_takes_too_long_is_left():
    assert reading(slow_pdf(), "pdf", seconds=1) == Reading("too_large")


def test_a_file_larger_than_we_read_is_left(monkeypatch):
    monkeypatch.setattr("files.extraction.FILE_SIZE", 100)
    assert reading(b"x" * 200, "pdf") == Reading("too_large")


def test_of_a_long_text_the_beginning_is_kept():
    assert len(reading(word_file("word " * 1000), "docx", text=100).text) == 100


def test_other_files_are_not_read():
    assert reading(b"a,b", "csv") == Reading("other")


def test_what_no_database_takes_is_left_out():
    found = reading(word_file("A line\tand so on\u00ad that is long enough"), "docx")
    assert found.text.startswith("A line and so on")


# The job


def document(content: bytes = b"", name: str = "report.docx", **fields) -> SiteDocument:
    file = ContentFile(content or word_file(SENTENCE), name)
    return SiteDocument.objects.create(title="The report", file=file, **fields)


def page_with(one: SiteDocument, **fields):
    return factories.resource(links=[("link", {"label": "The report", "document": one})], **fields)


def found(words: str = WORD, user=STRANGER) -> list[str]:
    commit()
    return [hit.page.title for hit in search(SearchQuery(words, user=user)).items]


def commit() -> None:
    """What waits for the end of the transaction, the index above all, is done now."""
    while connection.run_on_commit:
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for __, function, __ in waiting:
            function()


@pytest.mark.django_db
def test_a_page_is_found_by_the_words_of_its_file():
    page_with(document(), title="The page")
    assert found() == []
    read_files()
    assert SiteDocument.objects.get().text_state == State.READ
    assert found() == ["The page"]


@pytest.mark.django_db
def test_a_file_that_a_text_leads_to_is_found_too():
    one = document()
    factories.standard_page(
        title="The page", body=[("text", f'<p><a linktype="document" id="{one.pk}">The report</a></p>')]
    )
    read_files()
    assert found() == ["The page"]


@pytest.mark.django_db
def test_a_page_that_goes_live_later_has_the_words():
    one = document()
    read_files()
    page_with(one, title="The page")
    assert found() == ["The page"]


@pytest.mark.django_db
def test_a_broken_file_stops_nothing():
    document(b"broken", "a.pdf")
    document(b"a,b", "b.csv")
    document(name="c.docx")
    assert read_waiting_files() is None
    assert set(SiteDocument.objects.values_list("text_state", flat=True)) == {State.READ, State.BROKEN, State.OTHER}


@pytest.mark.django_db
def test_a_file_that_is_gone_is_told():
    one = document()
    one.file.storage.delete(one.file.name)
    read_files()
    assert SiteDocument.objects.get().text_state == State.BROKEN


@pytest.mark.django_db
def test_an_exchanged_file_is_read_again_and_the_old_words_are_gone():
    one = document()
    page_with(one, title="The page")
    read_files()
    one.file = ContentFile(word_file("Something about elephants and tigers."), "new.docx")
    one.save()
    assert found() == [] and SiteDocument.objects.get().text_state == State.WAITING
    read_files()
    assert (found(), found("elephants")) == ([], ["The page"])


@pytest.mark.django_db
def test_a_document_that_is_saved_is_not_read_again():
    document()
    read_files()
    one = SiteDocument.objects.get()
    one.title = "Another title"
    one.save()
    assert SiteDocument.objects.get().text_state == State.READ


@pytest.mark.django_db
def test_a_deleted_document_is_found_no_more():
    page_with(document(), title="The page")
    read_files()
    SiteDocument.objects.get().delete()
    assert found() == []


# Leaks


def private_collection() -> Collection:
    made = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=made, restriction_type="login")
    return made


@pytest.mark.django_db
def test_words_of_a_private_collection_are_not_found_through_a_public_page():
    inner = private_collection().add_child(name="Inside")
    page_with(document(collection=inner), title="The page")
    read_files()
    assert found() == []
    assert "The page" not in Client().get(f"/search/?q={WORD}").content.decode()
    assert SiteDocument.objects.get().text_state == State.READ


@pytest.mark.django_db
def test_no_excerpt_shows_words_of_a_private_file():
    page_with(document(collection=private_collection()), title="The page")
    read_files()
    commit()
    (hit,) = search(SearchQuery("page")).items
    assert "chapter" not in hit.plain_excerpt


@pytest.mark.django_db
def test_when_a_collection_becomes_private_its_words_are_gone():
    collection = Collection.get_first_root_node().add_child(name="Open")
    page_with(document(collection=collection), title="The page")
    read_files()
    assert found() == ["The page"]
    restriction = CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert found() == []
    restriction.delete()
    assert found() == ["The page"]


@pytest.mark.django_db
def test_when_a_document_moves_into_a_private_collection_its_words_are_gone():
    page_with(document(), title="The page")
    read_files()
    one = SiteDocument.objects.get()
    one.collection = private_collection()
    one.save()
    assert found() == []


@pytest.mark.django_db
def test_also_when_many_are_moved_at_once_in_the_admin(client):
    page_with(document(), title="The page")
    read_files()
    client.force_login(factories.user(is_superuser=True))
    address = "/admin/bulk/files/sitedocument/add_to_collection/"
    answer = client.post(f"{address}?id={SiteDocument.objects.get().pk}", {"collection": private_collection().pk})
    assert answer.status_code == 302
    assert found() == []


@pytest.mark.django_db
def test_also_when_the_collection_is_moved_below_a_private_one(client):
    collection = Collection.get_first_root_node().add_child(name="Open")
    page_with(document(collection=collection), title="The page")
    read_files()
    client.force_login(factories.user(is_superuser=True))
    target = private_collection()
    address = f"/admin/collections/{collection.pk}/"
    assert client.post(address, {"name": "Open", "parent": target.pk}).status_code == 302
    assert Collection.objects.get(pk=collection.pk).is_child_of(Collection.objects.get(pk=target.pk))
    assert found() == []


@pytest.mark.django_db
def test_words_of_a_file_on_a_private_page_are_for_those_who_see_the_page():
    page = page_with(document(), title="The page")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    read_files()
    assert found() == []
    assert found(user=factories.user()) == ["The page"]


@pytest.mark.django_db
def test_words_of_a_file_on_a_draft_are_found_by_nobody():
    page_with(document(), title="The page", live=False)
    read_files()
    assert found() == []


@pytest.mark.django_db
def test_the_read_api_does_not_give_the_words():
    page_with(document())
    read_files()
    answer = Client().get(f"/api/v2/documents/{SiteDocument.objects.get().pk}/")
    assert answer.status_code == 200 and WORD not in answer.content.decode()


def pdf_file(text: str) -> bytes:
    return pdf("A title", text)


def slow_pdf() -> bytes:
    """One page that is drawn in a great many steps."""
    steps = b"BT /F 9 Tf (a) Tj ET\n" * 60_000
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b"3 0 R " * 60 + b"]/Count 60>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(steps), steps),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    numbered = (b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + b"".join(numbered) + b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF"
