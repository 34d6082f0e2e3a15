"""The read API shows what a stranger may see, whoever asks."""

import pytest
from django.core.files.base import ContentFile

from files.models import SiteDocument
from tests import factories

pytestmark = pytest.mark.django_db


def titles(client, path="/api/v2/pages/?limit=20"):
    return [item["title"] for item in client.get(path).json()["items"]]


def document(title):
    return SiteDocument.objects.create(title=title, file=ContentFile(b"x", f"{title}.txt"))


def using(file, **fields):
    body = [("text", f'<p><a linktype="document" id="{file.pk}">File</a></p>')]
    return factories.standard_page(body=body, **fields)


def test_pages_that_are_live_and_public(client, bare_site, close):
    factories.standard_page(title="Public")
    factories.standard_page(title="Draft", live=False)
    close(factories.standard_page(title="Members"))
    assert titles(client) == ["Home", "Public"]


def test_a_session_shows_no_more(client, bare_site, close):
    close(factories.standard_page(title="Members"))
    client.force_login(factories.user(is_superuser=True))
    assert titles(client) == ["Home"]


def test_the_draft_of_a_live_page_stays_out(client, home):
    page = factories.standard_page(title="Live")
    page.title = "Not yet"
    page.save_revision()
    assert b"Not yet" not in client.get(f"/api/v2/pages/{page.pk}/?fields=*").content


def test_details_of_a_private_page_are_not_found(client, home, close):
    page = factories.standard_page(title="Members")
    close(page)
    assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 404
    assert client.get(f"/api/v2/pages/find/?html_path=/{page.slug}/").status_code == 404


def test_a_draft_parent_is_not_named(client, home):
    parent = factories.network_page(title="Secret draft")
    child = factories.network_page(parent)
    parent.unpublish()
    assert b"Secret draft" not in client.get(f"/api/v2/pages/{child.pk}/").content


def test_documents_of_public_pages_only(client, home, close):
    using(document("Public"))
    using(document("Draft"), live=False)
    close(using(document("Members")))
    document("Nowhere")
    assert titles(client, "/api/v2/documents/") == ["Public"]
    client.force_login(factories.user(is_superuser=True))
    assert titles(client, "/api/v2/documents/") == ["Public"]


def test_the_joining_link_is_never_told(client):
    event = factories.event(joining_link="https://example.org/secret-room")
    answer = client.get(f"/api/v2/pages/{event.pk}/?fields=*")
    assert answer.status_code == 200
    assert b"secret-room" not in answer.content
    assert client.get("/api/v2/pages/?type=events.EventPage&joining_link=x").status_code == 400


def test_each_kind_tells_its_text(client):
    event = factories.event(lead="What it is about", introduction="<p>Why now</p>")
    told = client.get(f"/api/v2/pages/{event.pk}/").json()
    assert told["lead"] == "What it is about"
    assert "Why now" in told["introduction"]
    assert told["start_date"] == str(event.start_date)


@pytest.mark.parametrize(
    "query",
    [
        "limit=99999999999999999999",
        "offset=99999999999999999999999",
        "id=x",
        "fields=%00",
        "child_of=99999999999999999999",
        "order=nothing",
        "search=%22",
        "type=no.Model",
        "locale=%00",
        "site=a:b:c",
    ],
)
def test_nonsense_is_a_400(client, home, query):
    assert client.get(f"/api/v2/pages/?{query}").status_code in {200, 400, 404}


def test_the_api_cannot_be_written_to(client, home):
    assert client.post("/api/v2/pages/", {}).status_code == 405
