"""What the page of a finding shows."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from core.models import RelatedPage
from tests import factories

pytestmark = pytest.mark.django_db


def html(page) -> str:
    response = Client().get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def relate(page, other, kind: str) -> None:
    page.related_pages.add(RelatedPage(related=other, kind=kind))
    page.save_revision().publish()


def test_terms_are_labelled_and_lead_to_the_filtered_list():
    text = html(factories.resource())
    assert "<dt>Category</dt>" in text
    assert 'href="/resources/?category=principles"' in text


def test_each_finding_has_an_address_of_its_own():
    groups = [("group", {"group": None, "heading": "What helps", "items": ["<p>A warm drink</p>", "<p>A call</p>"]})]
    page = factories.resource(findings=groups)
    text = html(page)
    for item in page.findings[0].value["items"].bound_blocks:
        assert f'<li id="{item.id}">' in text
    assert "What helps" in text


def test_the_box_names_type_size_and_last_check():
    link = {"label": "The report", "url": "https://example.org/a.pdf", "format": "PDF", "size_kb": 2400, "pages": 18}
    text = html(factories.resource(links=[("link", link)]))
    assert "PDF, 2.4 MB, 18 pages" in text


def test_related_pages_are_seen_from_both_sides():
    older, newer = factories.resource(title="First edition"), factories.resource(title="Second edition")
    relate(older, newer, "newer")
    assert "Newer version" in html(older)
    assert "Older version" in html(newer)


def test_hides_a_related_page_that_the_visitor_may_not_open():
    page, private = factories.resource(), factories.resource(title="Private finding")
    relate(page, private, "related")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert "Private finding" not in html(page)


def test_the_description_for_machines_cannot_end_its_block_early():
    text = html(factories.resource(title="</script><script>alert(1)</script>"))
    assert "<script>alert(1)" not in text
    assert "\\u003C/script\\u003E" in text


def test_an_untranslated_finding_at_the_french_address_says_so():
    page = factories.resource(title="Only in English")
    factories.in_french(page.get_parent().specific, slug="ressources")
    text = Client().get(f"/fr/ressources/{page.slug}/").content.decode()
    assert '<h1 lang="en-CA">Only in English</h1>' in text
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{page.url}">' in text


@pytest.mark.parametrize("address", ["/fr/ressources/{0.slug}/", "/fr/ressources/reading-list/?id={0.identifier}"])
def test_the_name_of_a_group_is_in_the_readers_language_and_a_heading_in_that_of_the_page(address):
    group = factories.term("finding-group", "Practices")
    groups = [{"group": group, "heading": "", "items": ["1"]}, {"group": None, "heading": "Ours", "items": ["2"]}]
    page = factories.resource(findings=[("group", one) for one in groups])
    factories.in_french(page.get_parent().specific, slug="ressources")
    text = Client().get(address.format(page)).content.decode()
    parsed = BeautifulSoup(text, "html.parser")
    languages = [
        heading.find_parent(lang=True)["lang"]
        for heading in parsed.find_all(string=re.compile(r"^\s*(Practices|Ours)\s*$"))
    ]
    assert languages == ["fr-CA", "en-CA"]


def test_costs_few_queries(django_assert_max_num_queries):
    page, other = factories.resource(), factories.resource()
    relate(page, other, "related")
    html(page)
    with django_assert_max_num_queries(12):
        assert Client().get(f"{page.url}?page=7").status_code == 200
