"""A resource that was public leaves a trace that says so, and no more; one that never was leaves none."""

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from recycle.emptying import empty_what_is_over
from recycle.models import Binned
from resources.models import ResourcePage, WithdrawnResource
from tests import factories

pytestmark = pytest.mark.django_db
TITLE = "Zyx of the ward"


def made(**fields):
    terms = [factories.term("category", "Principles"), factories.term("region", "BC")]
    terms += [factories.term("language", "English"), factories.term("type", "Report")]
    return factories.resource(
        terms=terms, **{"title": TITLE, "slug": "zyx", "summary": "Kept words.", "year": 2019} | fields
    )


def address(page):
    return f"/resources/id/{page.identifier}/"


def harvested(client, page):
    """What a harvester is told of it."""
    text = client.get(f"/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:127.0.0.1:{page.identifier}").content
    return text.decode()


def close(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def delete(page, administrator, client):
    client.force_login(administrator)
    assert client.post(f"/admin/pages/{page.pk}/delete/").status_code == 302
    client.logout()
    assert not Page.objects.filter(pk=page.pk, live=True).exists()


def delete_for_good(page, administrator, client):
    delete(page, administrator, client)
    Binned.objects.update(leaving_at=timezone.now())
    empty_what_is_over()
    assert not Page.objects.filter(pk=page.pk).exists()


@pytest.fixture
def administrator():
    return factories.user(is_superuser=True)


def traces(client, page):
    answers = [client.get(address(page)), client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc")]
    return [text for answer in answers if (text := answer.content.decode())]


@pytest.mark.parametrize("how", ["itself", "the section above"])
@pytest.mark.parametrize("delete", [delete, delete_for_good])
def test_a_deleted_resource_has_a_tombstone_and_a_deleted_record(delete, how, administrator, client):
    page = made()
    delete(page if how == "itself" else page.get_parent(), administrator, client)
    if how == "itself":
        answer = client.get(address(page))
        text = answer.content.decode()
        assert answer.status_code == 410
        assert TITLE in text and "Report, 2019" in text and "<time datetime=" in text
        assert "Kept words." not in text
    told = harvested(client, page)
    assert 'status="deleted"' in told and "<setSpec>principles</setSpec>" in told and TITLE not in told


def test_one_that_is_taken_offline_has_one_too(client):
    page = made()
    page.unpublish()
    answer = client.get(address(page))
    assert answer.status_code == 410 and TITLE in answer.content.decode()
    assert 'status="deleted"' in harvested(client, page)


def test_only_what_was_public_is_said(administrator, client):
    page = made()
    page.title = "Secret title of a draft"
    page.save_revision()
    delete(page, administrator, client)
    text = client.get(address(page)).content.decode()
    assert TITLE in text and "Secret" not in text


@pytest.mark.parametrize("state", ["a draft", "behind a door", "below a closed section"])
@pytest.mark.parametrize("gone", ["deleted", "taken offline"])
def test_what_was_never_public_leaves_no_trace(state, gone, administrator, client):
    if state == "below a closed section":
        close(factories.resource_index())
    page = made(live=False)
    if state != "a draft":
        if state == "behind a door":
            close(page)
        page.get_latest_revision().publish()
    page = ResourcePage.objects.get(pk=page.pk)
    if gone == "deleted":
        delete(page, administrator, client)
        assert not WithdrawnResource.objects.exists()
    elif page.live:
        page.unpublish()
    assert client.get(address(page)).status_code in {404, 302, 403}
    assert str(page.identifier) not in client.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc").content.decode()
    assert "idDoesNotExist" in harvested(client, page)
    assert not [text for text in traces(client, page) if TITLE in text]


def test_one_that_was_closed_before_it_was_deleted_keeps_its_title_to_itself(administrator, client):
    page = made()
    close(page)
    assert 'status="deleted"' in harvested(client, page)
    delete(page, administrator, client)
    assert client.get(address(page)).status_code == 410
    assert not [text for text in traces(client, page) if TITLE in text]
    assert 'status="deleted"' in harvested(client, page)


def test_one_language_that_goes_leaves_the_other_open(administrator, client):
    page = made()
    french = factories.in_french(page)
    delete(french, administrator, client)
    assert client.get(address(page)).status_code == 302
    assert 'status="deleted"' not in harvested(client, page)
    delete(ResourcePage.objects.get(pk=page.pk), administrator, client)
    assert TITLE in client.get(address(page)).content.decode()


def test_a_deletion_that_is_taken_back_leaves_no_trace():
    page = made()
    try:
        with transaction.atomic():
            page.delete()
            assert WithdrawnResource.objects.count() == 1
            raise RuntimeError
    except RuntimeError:
        pass
    assert not WithdrawnResource.objects.exists()
