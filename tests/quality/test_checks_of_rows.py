"""Those checks that ask the database: a page that fails, one that passes, one that only looks as if it failed."""

import datetime

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import ReferenceIndex
from wagtail.rich_text import RichText

from core.models import GlossaryEntry, GlossaryMeaning, PreferredWord
from files.models import SiteImage
from linkcheck.collecting import key_of
from linkcheck.models import ExternalLink
from quality.checking import Aim, check_called, findings
from tests import factories

pytestmark = pytest.mark.django_db


def found(code, page):
    return [one.found for one in findings(page, [check_called(code)], Aim(30))]


def page_with(html, **fields):
    return factories.standard_page(body=[("text", RichText(html))], **fields)


def to_page(target, words="The page"):
    return f'<p><a linktype="page" id="{target.pk}">{words}</a></p>'


def to_document(key, words="The minutes"):
    return f'<p><a linktype="document" id="{key}">{words}</a></p>'


@pytest.fixture
def document():
    return get_document_model().objects.create(title="Minutes", file=ContentFile(b"words", name="minutes.txt"))


def broken(address, **fields):
    return ExternalLink.objects.create(
        key=key_of(address), address=address, host="example.org", state=ExternalLink.State.BROKEN, **fields
    )


def test_a_broken_link(commit):
    broken("https://example.org/gone")
    broken("https://example.org/works", is_accepted=True)
    assert found("broken_link", page_with('<p><a href="https://example.org/gone#part">The report</a></p>'))
    assert not found("broken_link", page_with('<p><a href="https://example.org/there">The report</a></p>'))
    assert not found("broken_link", page_with('<p><a href="https://example.org/works">The report</a></p>'))


def test_a_document_that_is_gone(document):
    assert found("lost_document", page_with(to_document(999_999)))
    typed = factories.standard_page()
    typed.body = [("text", RichText(to_document("x")))]
    assert found("lost_document", typed)
    assert not found("lost_document", page_with(to_document(document.pk)))
    assert not found("lost_document", page_with('<p><a href="/documents/999999/x.pdf">A file elsewhere</a></p>'))


def test_a_page_that_is_not_live():
    draft, live = factories.standard_page(live=False, title="Secret plan"), factories.standard_page()
    (one,) = found("not_live", page_with(to_page(draft)))
    assert "Secret" not in str(one)
    assert not found("not_live", page_with(to_page(live)))
    # One that is gone is a rule of its own.
    assert not found("not_live", page_with('<p><a linktype="page" id="999999">The page</a></p>'))


def test_a_private_page(close):
    section, live = factories.standard_page(title="Secret circle"), factories.standard_page()
    inside = factories.standard_page(parent=section)
    close(section)
    (one,) = found("private_page", page_with(to_page(inside)))
    assert "Secret" not in str(one)
    assert not found("private_page", page_with(to_page(live)))
    assert not found("private_page", page_with(to_page(inside), parent=section))


def test_a_document_that_only_private_pages_have(close, document):
    section = factories.standard_page()
    inside = page_with(to_document(document.pk), parent=section)
    close(section)
    ReferenceIndex.create_or_update_for_object(inside)
    new = page_with(to_document(document.pk), live=False)
    assert found("private_file", new)
    assert not found("private_file", inside)
    # Another public page has it already.
    ReferenceIndex.create_or_update_for_object(page_with(to_document(document.pk)))
    assert not found("private_file", new)


def test_a_document_that_nobody_has_yet_is_no_private_one(document):
    assert not found("private_file", page_with(to_document(document.pk), live=False))


def test_an_event_that_is_over():
    past = factories.event(start_date=datetime.date(2020, 5, 1))
    to_come = factories.event()
    assert found("past_event", page_with(f"<h2>Upcoming</h2>{to_page(past)}"))
    assert found("past_event", page_with(to_page(past, "Register for the gathering")))
    assert not found("past_event", page_with(f"<h2>Upcoming</h2>{to_page(to_come)}"))
    assert not found("past_event", page_with(f"<h2>What we did</h2>{to_page(past)}"))


def test_an_event_that_is_over_in_french():
    past = factories.event(start_date=datetime.date(2020, 5, 1))
    page = factories.in_french(page_with(f"<h2>À venir</h2>{to_page(past)}"))
    assert found("past_event", page)


def test_a_picture_without_words():
    page = factories.standard_page()
    assert not found("cover_words", page)
    page.image = SiteImage(title="A door")
    assert found("cover_words", page)
    page.image.is_decorative = True
    assert not found("cover_words", page)


def test_a_better_word(commit):
    PreferredWord.objects.create(language="en", avoided="addicts", preferred="people who use drugs")
    PreferredWord.objects.create(language="fr", avoided="toxicomanes", preferred="personnes qui consomment")
    assert found("better_words", page_with("<p>For addicts.</p>"))
    assert not found("better_words", page_with("<p>For people who use drugs, and toxicomanes.</p>"))
    assert found("better_words", factories.in_french(page_with("<p>Toxicomanes.</p>")))


def test_an_acronym_of_the_glossary(commit):
    entry = GlossaryEntry(acronym="ZQRT")
    entry.meanings = [GlossaryMeaning(language="en", meaning="Zebra Quartet")]
    entry.save()
    assert not found("acronym", page_with("<p>Ask the ZQRT for help today.</p>"))
    assert found("acronym", factories.in_french(page_with("<p>Demandez au ZQRT de vous aider.</p>")))


def test_a_region_that_nobody_chose():
    assert found("missing_terms", factories.network_page())
    page = factories.event(terms=[factories.term("region", "BC")])
    assert not found("missing_terms", page)
    # What is required is a rule; a plain page has no such terms.
    assert not found("missing_terms", factories.resource(terms=[], live=False))
    assert not found("missing_terms", factories.standard_page())
