"""When two resources are taken for the same."""

import datetime

import pytest
from django.utils import timezone

from core.text.dois import doi_key
from resources.duplicates.address_matching import normal_address
from resources.duplicates.duplicate_index import DuplicateIndex, Match, present
from resources.duplicates.title_matching import Title
from resources.models import ResourcePage
from tests import factories


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/reports/2020",
        "https://www.example.org/reports/2020/",
        "https://EXAMPLE.org:443/reports/2020#page=3",
        "https://example.org/reports/2020/index.html",
        "https://example.org/reports/2020?utm_source=mail&fbclid=x",
        "https://example.org/reports/./older/../%32020",
        "www.example.org/reports/2020",
        " //example.org/reports/2020 ",
        "https://user:secret@example.org/reports/2020",
    ],
)
def test_addresses_that_lead_to_the_same_have_one_form(other):
    assert normal_address(other) == "https://example.org/reports/2020"


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/reports/2021",
        "https://example.org:8080/reports/2020",
        "https://example.org/reports/2020?id=7",
        "https://example.org/Reports/2020",
        "https://example.org/reports/2020#!/annex",
        "https://library.example.org/reports/2020",
    ],
)
def test_addresses_that_lead_elsewhere_differ(other):
    assert normal_address(other) != normal_address("https://example.org/reports/2020")


@pytest.mark.parametrize(
    "text", ["", "#", "mailto:a@example.org", "javascript:alert(1)", "https://[", "http://x:y/", "word"]
)
def test_what_is_no_address_has_no_form(text):
    assert normal_address(text) == ""


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=2&a=1&a=é", "https://exämple.org/ü%2Fb/", "https://doi.org/10.1000/X"]
)
def test_the_form_of_a_form_is_the_same(url):
    assert normal_address(normal_address(url)) == normal_address(url) != ""


@pytest.mark.parametrize(
    "text",
    [
        "10.1000/ABC.1",
        "doi:10.1000/abc.1",
        "DOI 10.1000/abc.1.",
        "https://dx.doi.org/10.1000/abc.1?x=1",
        "http://doi.org/10.1000%2Fabc.1",
    ],
)
def test_a_doi_has_one_form(text):
    assert doi_key(text) == "10.1000/abc.1"


@pytest.mark.parametrize("text", ["", "11.1000/abc", "10.1/abc", "n/a"])
def test_what_is_no_doi_has_no_form(text):
    assert doi_key(text) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Safer supply: a guide", "SAFER SUPPLY – A Guide."),
        ("Réduction des méfaits", "Reduction des mefaits"),
        ("A guide to safer supply", "Guide to the safer supply"),
        ("Peer work in shelters", "Peer work in shelters (2nd edition)"),
        ("Peer work in shelters", "Peer work in shelters, revised"),
        ("Peer-led outreach in rural communities", "Peer led outreach in rural comunities"),
        ("Health care on the street", "Healthcare on the street"),
        ("Report 2019: overdose deaths", "Overdose deaths report, 2019"),
        ("Principles, Part II", "Principles, part 2"),
        ("Overdose prevention programme", "Overdose Prevention Programs"),
        ("COVID-19 and drug use", "Covid 19 & drug use"),
    ],
)
def test_titles_that_are_nearly_the_same(one, other):
    assert Title.of(one).is_like(Title.of(other))
    assert Title.of(other).is_like(Title.of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Report 2019", "Report 2020"),
        ("Principles of peer work, Part 1", "Principles of peer work, Part 2"),
        ("Principles of peer work, Part I", "Principles of peer work, Part II"),
        ("Handbook, version 1", "Handbook, version 2"),
        ("Handbook, first edition", "Handbook, 2nd edition"),
        ("Overdose prevention for women in BC", "Overdose prevention for men in BC"),
        ("Inclusion of people who use drugs", "Exclusion of people who use drugs"),
        ("Guide", "Guidance"),
        ("Safer supply guide", "Safer supply guide for clinicians"),
        ("Newsletter, March", "Newsletter, May"),
        ("", "!"),
    ],
)
def test_titles_that_are_not(one, other):
    assert not Title.of(one).is_like(Title.of(other))


@pytest.mark.django_db
def test_a_resource_is_known_by_doi_address_and_title():
    page = factories.resource(title="Safer supply", doi="10.1000/ABC", links=link("https://www.example.org/a/"))
    known = DuplicateIndex.load()
    assert known.same_as(doi="https://doi.org/10.1000/abc") == [Match(page.pk, "Safer supply", "doi")]
    assert known.same_as(addresses=["http://example.org/a"]) == [Match(page.pk, "Safer supply", "address")]
    assert known.same_as(addresses=["https://dx.doi.org/10.1000/abc"]) == [Match(page.pk, "Safer supply", "doi")]
    assert known.same_as(title="SAFER SUPPLY") == [Match(page.pk, "Safer supply", "title")]
    assert known.same_as(title="Another thing", doi="10.1000/x", addresses=["https://example.org/b"]) == []


@pytest.mark.django_db
def test_each_is_named_once_the_surest_first():
    by_title = factories.resource(title="Safer supply")
    by_doi = factories.resource(title="Safer supply, revised", doi="10.1000/abc")
    found = DuplicateIndex.load().same_as(title="Safer supply", doi="10.1000/abc")
    assert [(match.page_pk, match.why) for match in found] == [(by_doi.pk, "doi"), (by_title.pk, "title")]


@pytest.mark.django_db
def test_a_page_and_its_translations_are_not_the_same_as_itself():
    page = factories.resource(title="Safer supply", doi="10.1000/abc")
    french = factories.in_french(page, title="Safer supply")
    assert DuplicateIndex.load().same_as(title="Safer supply", doi="10.1000/abc", but=page.pk) == []
    assert DuplicateIndex.load().same_as(title="Safer supply", doi="10.1000/abc", but=french.pk) == []


@pytest.mark.django_db
def test_drafts_are_known_as_they_stand_in_the_draft():
    page = factories.resource(title="Old title", links=link("https://example.org/a"))
    page.title, page.links = "New title", link("https://example.org/b")
    page.save_revision()
    factories.resource(title="Never live", live=False)
    known = DuplicateIndex.load()
    assert known.same_as(title="new title", addresses=["https://example.org/b"])[0].why == "address"
    assert known.same_as(title="old title") and known.same_as(title="never live")


@pytest.mark.django_db
def test_loading_asks_the_database_little(django_assert_max_num_queries):
    for _number in range(3):
        factories.resource().save_revision()
    with django_assert_max_num_queries(4):
        DuplicateIndex.load()


def test_rows_of_an_import_are_found_once_added():
    known = DuplicateIndex()
    known.add(-1, "Safer supply", addresses=["https://example.org/a"])
    assert known.same_as(title="Safer supply") == [Match(-1, "Safer supply", "title")]


def link(url: str) -> list:
    return [("link", {"label": "The report", "url": url})]


@pytest.mark.django_db
def test_what_is_known_follows_every_change():
    page = factories.resource(title="Safer supply")
    assert present().same_as(title="Safer supply")
    page.title = "Another thing"
    page.save_revision().publish()
    assert not present().same_as(title="Safer supply") and present().same_as(title="Another thing")
    page.delete()
    assert not present().same_as(title="Another thing")


def titled(page, title: str, user=None, over=None):
    """Another version of the page; `over` is the one that it is written over."""
    page.title = title
    return page.save_revision(user=user, overwrite_revision=over, clean=False)


@pytest.mark.django_db
def test_a_change_is_seen_whatever_the_clock_says():
    page, newer = factories.resource(title="Safer supply"), factories.resource(title="Other")
    titled(newer, "Peer work")
    present()
    titled(page, "Outreach")
    # As a machine writes it whose clock is late.
    ResourcePage.objects.filter(pk=page.pk).update(latest_revision_created_at=timezone.now() - datetime.timedelta(1))
    assert present().same_as(title="Outreach")


@pytest.mark.django_db
def test_what_goes_back_to_an_earlier_version_is_seen():
    page, other = factories.resource(title="Safer supply", live=False), factories.resource(title="Other")
    earlier = page.save_revision()
    titled(page, "Outreach")
    titled(other, "Peer work")
    assert present().same_as(title="Outreach")
    page.latest_revision, page.latest_revision_created_at = earlier, earlier.created_at
    page.save(update_fields=["latest_revision", "latest_revision_created_at"], clean=False)
    assert not present().same_as(title="Outreach") and present().same_as(title="Safer supply")


@pytest.mark.django_db
def test_what_is_written_over_a_version_is_seen():
    user = factories.user()
    page, other = factories.resource(title="Safer supply"), factories.resource(title="Other")
    first = titled(page, "Outreach", user)
    titled(other, "Peer work")
    present()
    titled(page, "Housing", user, over=first)
    assert not present().same_as(title="Outreach") and present().same_as(title="Housing")


@pytest.mark.django_db
def test_a_page_without_a_version_is_known_by_what_it_says():
    page, other = factories.resource(title="Safer supply"), factories.resource(title="Other")
    titled(other, "Peer work")
    ResourcePage.objects.filter(pk=page.pk).update(live_revision=None, latest_revision=None)
    present()
    ResourcePage.objects.filter(pk=page.pk).update(doi="10.1000/abc")
    assert present().same_as(doi="10.1000/abc")


@pytest.mark.django_db
def test_a_page_that_came_in_place_of_another_is_seen():
    page = factories.resource(title="Safer supply")
    present()
    page.delete()
    factories.resource(title="Outreach")
    assert not present().same_as(title="Safer supply") and present().same_as(title="Outreach")


@pytest.mark.django_db
def test_a_resource_like_another_is_noticed_before_it_goes_live():
    factories.resource(title="Safer supply: a guide", doi="10.1000/abc")
    page = factories.resource(title="Safer supply - guide", live=False, links=link("https://example.org/b"))
    assert ["nearly the same title" in one.message for one in page.go_live_warnings() if one.field == "title"] == [True]
    page.doi = "10.1000/ABC"
    assert [one.message for one in page.go_live_warnings() if one.field == "doi"] == [
        "“Safer supply: a guide” has the same DOI."
    ]


@pytest.mark.django_db
def test_only_what_changed_is_read_again(monkeypatch):
    factories.resource(title="Safer supply")
    changed = factories.resource(title="Peer work")
    present()
    monkeypatch.setattr(DuplicateIndex, "load", None)
    changed.title = "Peer work in shelters"
    changed.save_revision()
    factories.resource(title="A new one")
    assert [one.page_pk for one in present().same_as(title="peer work in shelters")] == [changed.pk]
    assert present().same_as(title="A new one") and present().same_as(title="Safer supply")
    changed.save_revision().publish()
    assert not present().same_as(title="Peer work")
