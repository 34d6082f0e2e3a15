"""The harvest of libraries: read by a client that nobody here wrote, and never more than a stranger may see."""

import base64
import datetime
import json

import httpx2
import pytest
from defusedxml import ElementTree
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from oaipmh_scythe import Scythe
from oaipmh_scythe.exceptions import (
    BadArgument,
    BadResumptionToken,
    BadVerb,
    CannotDisseminateFormat,
    IdDoesNotExist,
    NoRecordsMatch,
    NoSetHierarchy,
)
from wagtail.models import PageViewRestriction

from caching import site_version
from core.models import Term
from resources.models import ResourcePage
from resources.oai import provider
from tests import factories

pytestmark = pytest.mark.django_db
NAMES = {"o": "http://www.openarchives.org/OAI/2.0/"}


@pytest.fixture
def harvester():
    """The client, with the site itself in place of the network."""
    # As Django's own test client does: the transaction of the test goes on between two questions.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with Scythe("http://127.0.0.1/oai") as made:
        made._client = httpx2.Client(transport=httpx2.WSGITransport(app=WSGIHandler(), raise_app_exceptions=True))
        yield made
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def close(page):
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def name_of(page):
    return f"oai:127.0.0.1:{page.identifier}"


def dated(page, *day):
    ResourcePage.objects.filter(pk=page.pk).update(last_published_at=datetime.datetime(*day, 12, tzinfo=datetime.UTC))
    site_version.invalidate()
    site_version.bump()
    return page


def test_it_says_who_it_is(harvester):
    dated(factories.resource(), 2020, 1, 2)
    found = harvester.identify()
    assert (found.protocolVersion, found.deletedRecord) == ("2.0", "persistent")
    assert found.granularity == "YYYY-MM-DDThh:mm:ssZ"
    assert found.earliestDatestamp == "2020-01-02T12:00:00Z"
    assert found.baseURL == "http://127.0.0.1:8000/oai"
    assert "@" in found.adminEmail


def test_an_empty_repository_answers(harvester):
    assert harvester.identify().earliestDatestamp
    with pytest.raises(NoRecordsMatch):
        list(harvester.list_records())


def test_formats(harvester):
    page = factories.resource()
    assert [one.metadataPrefix for one in harvester.list_metadata_formats()] == ["oai_dc"]
    assert [one.metadataPrefix for one in harvester.list_metadata_formats(identifier=name_of(page))] == ["oai_dc"]
    with pytest.raises(IdDoesNotExist):
        list(harvester.list_metadata_formats(identifier="oai:127.0.0.1:nobody"))


def test_a_record_in_dublin_core(harvester):
    page = factories.resource(
        title="Beds & <b>\x0bboards</b>",
        doi="10.1234/ab",
        keywords="peers; wards",
        licence="CC BY 4.0",
        authors=[("author", {"name": "Dr. Anna van der Beek, MD", "person": None})],
    )
    record = harvester.get_record(identifier=name_of(page))
    found = record.metadata
    assert found["title"] == ["Beds & <b> boards</b>"]
    assert found["creator"] == ["van der Beek, Anna"]
    assert found["subject"] == ["Principles", "BC", "peers", "wards"]
    address = f"http://127.0.0.1:8000/resources/id/{page.identifier}/"
    assert found["identifier"] == [address, "https://doi.org/10.1234/ab"]
    assert (found["date"], found["rights"]) == (["2021"], ["CC BY 4.0"])
    assert found["relation"] == ["https://example.org/report.pdf"]
    assert record.header.setSpecs == ["principles"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_all_records_come_once_in_parts(harvester, monkeypatch, method):
    monkeypatch.setattr(provider, "PER_ANSWER", 2)
    harvester.http_method = method
    pages = [factories.resource(title=f"Number {number}") for number in range(5)]
    assert {one.header.identifier for one in harvester.list_records()} == {name_of(page) for page in pages}
    found = [one.identifier for one in harvester.list_identifiers()]
    assert len(found) == len(set(found)) == 5


def test_what_changes_during_a_harvest_is_not_lost(client, monkeypatch):
    monkeypatch.setattr(provider, "PER_ANSWER", 2)
    pages = [dated(factories.resource(), 2020, 1, number) for number in range(1, 7)]
    token, seen = None, []
    for step in range(4):
        asked = f"resumptionToken={token}" if token else "metadataPrefix=oai_dc"
        root = ElementTree.fromstring(client.get(f"/oai?verb=ListIdentifiers&{asked}").content)
        seen += [one.text for one in root.iterfind(".//o:identifier", NAMES)]
        token = root.findtext(".//o:resumptionToken", "", NAMES)
        if step == 0:
            dated(pages[0], 2021, 1, 1)
            dated(pages[3], 2021, 1, 2)
            pages[4].delete()
        if not token:
            break
    assert set(seen) == {name_of(page) for page in pages}
    [deleted] = root.iterfind(".//o:header[@status='deleted']/o:identifier", NAMES)
    assert deleted.text == name_of(pages[4])
    assert seen.count(name_of(pages[0])) == 2


def test_sets_are_the_categories(harvester):
    page = factories.resource()
    assert [(one.setSpec, one.setName) for one in harvester.list_sets()] == [("principles", "Principles")]
    assert [one.identifier for one in harvester.list_identifiers(set_="principles")] == [name_of(page)]
    with pytest.raises(NoRecordsMatch):
        list(harvester.list_identifiers(set_="practices"))


def test_without_categories_there_are_no_sets(harvester):
    factories.term("region", "BC")
    assert not Term.objects.filter(vocabulary="category").exists()
    with pytest.raises(NoSetHierarchy):
        list(harvester.list_sets())
    with pytest.raises(NoSetHierarchy):
        list(harvester.list_records(set_="principles"))


def test_from_and_until_in_days_and_in_seconds(harvester):
    first = dated(factories.resource(), 2020, 1, 1)
    second = dated(factories.resource(), 2020, 1, 2)

    def found(**span):
        return [one.identifier for one in harvester.list_identifiers(**span)]

    assert found(from_="2020-01-02") == [name_of(second)]
    assert found(until="2020-01-01") == [name_of(first)]
    assert found(from_="2020-01-01", until="2020-01-02") == [name_of(first), name_of(second)]
    assert found(from_="2020-01-01T12:00:00Z", until="2020-01-01T12:00:00Z") == [name_of(first)]
    assert found(from_="2020-01-01T12:00:01Z") == [name_of(second)]
    with pytest.raises(NoRecordsMatch):
        found(until="2019-12-31")


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("", BadVerb),
        ("verb=Nothing", BadVerb),
        ("verb=Identify&verb=Identify", BadVerb),
        ("verb=Identify&set=a", BadArgument),
        ("verb=Identify&__proto__=a", BadArgument),
        ("verb=ListRecords", BadArgument),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", BadArgument),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", BadArgument),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=", BadArgument),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2020-02-30", BadArgument),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2020-01-01&until=2020-01-01T00:00:00Z", BadArgument),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2020-01-02&until=2020-01-01", BadArgument),
        ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", BadArgument),
        ("verb=ListRecords&metadataPrefix=marc21", CannotDisseminateFormat),
        ("verb=ListRecords&resumptionToken=x", BadResumptionToken),
        ("verb=ListRecords&resumptionToken=%F0%9F%98%80", BadResumptionToken),
        ("verb=ListRecords&resumptionToken=" + "W1tb" * 400, BadResumptionToken),
        ("verb=ListRecords&resumptionToken=" + "W1tb" * 4000, BadResumptionToken),
        ("verb=ListSets&resumptionToken=x", BadResumptionToken),
        ("verb=GetRecord&metadataPrefix=oai_dc", BadArgument),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=nobody", IdDoesNotExist),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%00%01%0b%ff", IdDoesNotExist),
    ],
)
def test_questions_that_cannot_be_answered(client, query, problem):
    factories.resource()
    for answer in (client.get(f"/oai?{query}"), client.post("/oai", query, "application/x-www-form-urlencoded")):
        assert answer.status_code == 200
        root = ElementTree.fromstring(answer.content)
        code = root.find("o:error", NAMES).get("code")
        assert code.lower() == problem.__name__.lower()
        # The protocol wants the question repeated only where it was one.
        assert bool(root.find("o:request", NAMES).attrib) == (code not in {"badVerb", "badArgument"})


@pytest.mark.parametrize(
    "inside",
    [[], {}, 1, ["a", "b", "c", "d"], [{}, "2020-01-01T00:00:00Z", "x", 1], [{"metadataPrefix": 1}, "x", "y", 2],
     [{"metadataPrefix": "oai_dc", "verb": "x"}, "2020-01-01T00:00:00Z", "x", 1],
     [{"metadataPrefix": "oai_dc"}, "9999-01-01T00:00:00Z", "x", 1]],
)  # fmt: skip
def test_no_token_of_others_breaks_it(client, inside):
    factories.resource()
    token = base64.urlsafe_b64encode(json.dumps(inside).encode()).decode()
    answer = client.get("/oai", {"verb": "ListRecords", "resumptionToken": token})
    assert b'code="badResumptionToken"' in answer.content


def test_a_form_of_another_site_may_ask():
    factories.resource()
    answer = Client(enforce_csrf_checks=True).post("/oai", {"verb": "Identify"})
    assert b"<repositoryName>" in answer.content
    assert Client().put("/oai").status_code == 405


# What nobody may learn


def everything(client):
    words = [f"verb={verb}&metadataPrefix=oai_dc" for verb in ("ListRecords", "ListIdentifiers")]
    return b"".join(
        client.get(f"/oai?{query}").content for query in [*words, "verb=ListSets", "verb=Identify"]
    ).decode()


def test_drafts_and_private_pages_are_not_named(client, harvester):
    draft, private = factories.resource(title="Secret", live=False), factories.resource(title="Secret", live=False)
    close(private)
    private.save_revision().publish()
    shown = factories.resource(title="Open")
    shown.title = "Secret change"
    shown.save_revision()
    for page in (draft, private):
        with pytest.raises(IdDoesNotExist):
            harvester.get_record(identifier=name_of(page))
    for person in (None, factories.user(is_superuser=True)):
        if person:
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        text = everything(client)
        assert "Secret" not in text and "Open" in text
        assert str(draft.identifier) not in text and str(private.identifier) not in text


def test_a_page_below_a_closed_section_is_not_named(client):
    index = factories.resource_index()
    close(index)
    page = factories.resource(index, title="Secret")
    assert str(page.identifier) not in everything(client)


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), close, lambda page: close(page.get_parent())])
def test_what_was_open_once_and_is_no_more_is_given_as_deleted(client, harvester, hide):
    page = dated(factories.resource(title="Secret"), 2020, 1, 1)
    page.refresh_from_db()
    hide(page)
    record = harvester.get_record(identifier=name_of(page))
    assert record.header.deleted
    assert not hasattr(record, "metadata")
    assert record.header.datestamp > "2026-01-01"
    assert [one.identifier for one in harvester.list_identifiers(set_="principles")] == [name_of(page)]
    assert "Secret" not in everything(client)


def test_what_comes_into_the_open_again_is_new(harvester):
    page = factories.resource()
    door = close(page)
    dated(page, 2020, 1, 1)
    door.delete()
    record = harvester.get_record(identifier=name_of(page))
    assert not record.header.deleted
    assert record.header.datestamp > "2026-01-01"


def test_a_resource_in_two_languages_is_one_record(harvester):
    page = factories.resource(title="In English")
    factories.in_french(page)
    (record,) = harvester.list_records()
    assert record.metadata["title"] == ["In English"]
    page.unpublish()
    (record,) = harvester.list_records()
    assert record.metadata["title"] == ["In English, en français"]
