import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db


def html(client, query=""):
    answer = client.get(f"/resources/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_shows_what_the_filters_leave(client):
    factories.resource(title="Of 2021")
    factories.resource(title="Of 1999", year=1999)
    found = html(client, "?year=1999")
    assert "Of 1999" in found and "Of 2021" not in found and "1 resource" in found and "noindex" in found


def test_hides_drafts_and_closed_pages_from_strangers_and_counts(client):
    factories.resource(title="A draft", live=False)
    page = factories.resource(title="A closed one", year=1888)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert not any(word in html(client) for word in ("A draft", "A closed one", "1888"))
    client.force_login(factories.user())
    assert "A closed one" in html(client)


def test_paging_keeps_the_filters(client):
    for _number in range(21):
        factories.resource()
    found = html(client, "?year=2021&category=principles")
    assert (
        "year=2021&amp;category=principles&amp;page=2" in found
        or "category=principles&amp;year=2021&amp;page=2" in found
    )


def cost(client, query=""):
    client.get("/resources/")  # what a process remembers of the tree and the terms is there
    with CaptureQueriesContext(connection) as queries:
        html(client, query)
    return len(queries)


@pytest.mark.parametrize("query", ["", "?category=principles&region=bc&year=2021", "?q=report"])
def test_costs_few_queries_whatever_the_size(client, query):
    terms = [factories.term("topic", f"Topic {number}") for number in range(8)]
    base = [
        factories.term("category", "Principles"),
        factories.term("region", "BC"),
        factories.term("language", "English"),
    ]
    for number in range(5):
        factories.resource(terms=[*base, terms[number]])
    client.force_login(factories.user())
    few = cost(client, query)
    for number in range(45):
        factories.resource(
            terms=[*base, terms[number % 8]], authors=[("author", {"name": "", "person": factories.person()})]
        )
    assert cost(client, query) <= few + 2 and cost(client, query) <= 20


def test_the_feed_holds_the_filtered_list_for_strangers_only(client):
    page = factories.resource(title="Of 1999", year=1999)
    factories.resource(title="Of 2021")
    closed = factories.resource(title="Closed", year=1999)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(factories.user())
    feed = feedparser.parse(client.get("/resources/feed/?year=1999").content)
    assert not feed.bozo
    [entry] = feed.entries
    assert (entry.title, entry.id) == ("Of 1999", f"urn:uuid:{page.translation_key}")
    assert entry.updated and entry.link.endswith(page.get_url() or page.slug + "/")


def french_index():
    french = Locale.objects.get_or_create(language_code="fr")[0]
    factories.home().copy_for_translation(french).save_revision().publish()
    index = factories.resource_index().copy_for_translation(french)
    index.slug, index.title = "ressources", "Ressources"
    index.save_revision().publish()
    return french


def test_in_french_an_untranslated_finding_stands_once_and_is_marked(client):
    page = factories.resource(title="Only in English")
    both = factories.resource(title="In English too")
    french = french_index()
    twin = both.copy_for_translation(french)
    twin.title = "En français"
    twin.save_revision().publish()
    found = client.get("/fr/ressources/").content.decode()
    assert "In English too" not in found and "En français" in found
    assert found.count("Only in English</a>") == 1 and 'lang="en-CA"' in found
    assert f"/fr/ressources/{page.slug}/" in found


def test_the_french_feed_is_at_the_french_address(client):
    factories.resource(title="Only in English")
    french_index()
    feed = feedparser.parse(client.get("/fr/ressources/feed/").content)
    assert feed.feed.language == "fr-CA" and len(feed.entries) == 1
    assert "/fr/ressources/" in feed.entries[0].link
