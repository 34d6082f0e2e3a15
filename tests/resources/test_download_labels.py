"""Type, size and language stand inside the words of every link to a file; and what is known of links to other sites."""

import datetime
import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import PageViewRestriction

from core.models import RelatedPage
from files.models import SiteDocument
from linkcheck.link_status import attach_known_links
from linkcheck.models import ExternalLink
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return SiteDocument.objects.create(
        title="The report", file=ContentFile(b"x", "report.pdf"), file_size=2_100_000, language="fr"
    )


def labels(page, language="") -> list[str]:
    """The words of all links in the page's own part, as they are read out."""
    html = Client().get(f"{language}{page.url}").content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    found = re.findall(r"<a [^>]*>(.*?)</a>", main, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", "", text).split()) for text in found]


def test_of_a_resource_that_we_hold(document):
    page = factories.resource(
        links=[("link", {"label": "Read the full report", "document": document, "format": "Word"})]
    )
    assert "Read the full report (PDF, 2.1 MB, French)" in labels(page)


def test_of_a_resource_elsewhere_as_the_editor_says():
    french = factories.term("language", "French")
    link = {"label": "The report", "url": "https://example.org/a", "format": "PDF", "size_kb": 2400, "language": french}
    assert "The report (PDF, 2.4 MB, French)" in labels(factories.resource(links=[("link", link)]))


def test_of_a_resource_elsewhere_as_the_other_site_says():
    page = factories.resource(links=[("link", {"label": "The report", "url": "https://example.org/a"})])
    ExternalLink.objects.update(media_type="application/pdf", size=640_000)
    assert "The report (PDF, 640 KB)" in labels(page)


def test_of_a_web_page_its_size_is_not_told():
    page = factories.resource(links=[("link", {"label": "The report", "url": "https://example.org/a.pdf"})])
    ExternalLink.objects.update(media_type="text/html", size=640_000)
    assert "The report (web page)" in labels(page)


def test_in_the_body_of_a_page(document):
    body = [
        ("download", {"title": "The minutes", "document": document, "language": "en"}),
        ("text", f'<p><a linktype="document" id="{document.pk}">The annex</a> and more</p>'),
        ("links", [{"label": "The charter", "document": document}, {"label": "A site", "url": "https://example.org/"}]),
        ("call_to_action", {"heading": "Now", "label": "Take the form", "document": document}),
    ]
    found = labels(factories.standard_page(body=body))
    assert "The minutes (PDF, 2.1 MB, English)" in found
    assert "The annex (PDF, 2.1 MB, French)" in found
    assert "The charter (PDF, 2.1 MB, French)" in found
    assert "Take the form (PDF, 2.1 MB, French)" in found
    assert "A site" in found


def test_of_documents_and_preparation_of_an_event(document):
    page = factories.event(
        downloads=[("download", {"title": "The slides", "document": document})],
        preparation=[("item", {"title": "The reader", "document": document})],
    )
    found = labels(page)
    assert "The slides (PDF, 2.1 MB, French)" in found
    assert "The reader (PDF, 2.1 MB, French)" in found


def test_of_documents_materials_and_transcripts_of_a_webinar(document):
    film = {"label": "The film", "host": "vimeo", "video_id": "123456789", "language": "en", "captions": []}
    page = factories.summary(
        downloads=[("download", {"title": "The slides", "document": document})],
        materials=[("material", {"title": "A poster", "url": "https://example.org/p.pdf", "size_kb": 90})],
        recordings=[("recording", film | {"transcript": document})],
        earlier_sessions=[("session", {"title": "First session", "document": document})],
    )
    found = labels(page)
    assert "The slides (PDF, 2.1 MB, French)" in found
    assert "A poster (PDF, 90 KB)" in found
    assert "Transcript (PDF, 2.1 MB, French)" in found
    assert "First session (PDF, 2.1 MB, French)" in found


def test_of_reports_of_a_network(document):
    page = factories.network_page(reports=[("report", {"title": "The yearly report", "document": document})])
    assert "The yearly report (PDF, 2.1 MB, French)" in labels(page)


def test_what_a_link_gives_is_said_in_the_language_of_the_reader(document):
    page = factories.resource(links=[("link", {"label": "Read the full report", "document": document})])
    factories.in_french(page.get_parent().specific, slug="ressources")
    html = Client().get(f"/fr/ressources/{page.slug}/").content.decode()
    assert re.search(
        r'<span lang="en-CA">Read the full report</span>\s*<span class="file-facts" lang="fr-CA">\(PDF, 2,1.Mo,', html
    )


# What is known of links


MARCH, APRIL = (datetime.datetime(2026, month, 14, 20, tzinfo=datetime.UTC) for month in (3, 4))


def text_of(page) -> str:
    return " ".join(Client().get(page.url).content.decode().split())


def test_readers_see_when_a_link_was_last_checked():
    page = factories.resource()
    ExternalLink.objects.update(state="good", good_at=MARCH, checked_at=MARCH)
    assert "Link last checked March 14, 2026." in text_of(page)


def test_what_an_editor_wrote_counts_until_the_site_has_checked():
    link = {"label": "The report", "url": "https://example.org/a", "last_checked": datetime.date(2025, 5, 2)}
    page = factories.resource(links=[("link", link)])
    assert "Link last checked May 2, 2025." in text_of(page)


def test_readers_are_told_of_a_broken_link_kindly():
    page = factories.resource()
    ExternalLink.objects.update(state="broken", good_at=MARCH, checked_at=APRIL)
    words = "This link did not work when we last tried, on April 14, 2026. It last worked on March 14, 2026."
    assert words in text_of(page)
    ExternalLink.objects.update(is_accepted=True)
    attach_known_links(page)
    assert not page.links[0].value.known_link.is_told_broken


def test_a_broken_doi_is_told_beside_it():
    page = factories.resource(doi="10.1000/abc")
    ExternalLink.objects.filter(host="doi.org").update(state="broken", checked_at=APRIL)
    assert "This link did not work" in text_of(page)


def test_pages_without_links_elsewhere_ask_nothing(django_assert_num_queries):
    page = factories.standard_page()
    with django_assert_num_queries(0):
        attach_known_links(page)


# Editions


def newer_than(old, title, **fields):
    new = factories.resource(title=title, year=2024, **fields)
    new.related_pages.add(RelatedPage(related=old, kind="older"))
    new.save_revision().publish()
    return new


def test_an_old_edition_says_at_the_top_that_there_is_a_newer_one():
    old = factories.resource(title="The guide")
    new = newer_than(old, "The guide, again")
    text = text_of(old)
    assert f'There is a newer edition: <a href="{new.url}">The guide, again (2024)</a>' in text
    assert text.index("There is a newer edition") < text.index("<h1")
    assert "There is a newer edition" not in text_of(new)


def test_a_newer_edition_that_the_visitor_may_not_see_is_not_named():
    old = factories.resource(title="The guide")
    PageViewRestriction.objects.create(page=newer_than(old, "Secret second edition"), restriction_type="login")
    assert "newer edition" not in text_of(old) and "Secret" not in text_of(old)


def test_a_newer_edition_that_is_a_draft_is_not_named():
    old = factories.resource(title="The guide")
    newer_than(old, "Secret second edition").unpublish()
    assert "newer edition" not in text_of(old)
