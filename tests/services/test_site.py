"""The site as visitors find it, on PostgreSQL and Redis."""

import json
import urllib.parse
import urllib.request

import pytest

pytestmark = pytest.mark.services

RENAME = """
from home.models import StandardPage
page = StandardPage.objects.live().filter(locale__language_code="en").first()
page.title = {title!r}
page.save_revision().publish()
print(page.url)
"""


def read(site, path):
    # A connection each time: whichever process is free answers.
    with urllib.request.urlopen(site.url + path, timeout=20) as answer:  # noqa: S310 - loopback
        return answer.read().decode()


def found(site, words):
    return json.loads(read(site, "/api/search/?" + urllib.parse.urlencode({"q": words})))


def test_the_front_pages_are_rendered(site):
    assert '<html lang="en-CA"' in read(site, "/") and '<html lang="fr-CA"' in read(site, "/fr/")


@pytest.mark.parametrize("words", ["naloxone", "naloxon", "NALOXONE kit’s", '"naloxone', "naloxone \0"])
def test_a_search_is_answered(site, words):
    answer = found(site, words)
    assert "degraded" not in answer and (answer["total"] or "kit" in words)


def test_both_processes_show_a_change_at_once(site):
    path = site.manage("shell", "-v0", "-c", RENAME.format(title="First name")).strip()
    for title in ("Second name", "Third name"):
        assert all("name" in read(site, path) for _number in range(8))
        site.manage("shell", "-v0", "-c", RENAME.format(title=title))
        assert all(title in read(site, path) for _number in range(8))


def test_pages_are_served_while_redis_is_away(site, relay, log_of):
    read(site, "/")
    relay.close()
    try:
        assert all("<h1" in read(site, "/") for _number in range(6))
        assert "<form" in read(site, "/sign-in/")
        assert "The version of the site cannot be read" in log_of()
    finally:
        relay.open()
    assert "<h1" in read(site, "/")
