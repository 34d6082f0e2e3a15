"""Numbers on maps and in dots are counted for whoever looks: pieces that are kept go to nobody who may see less."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.models import Page, PageViewRestriction

from core.models import Term, TermMap
from core.prefetch import Reader
from events.models import EventIndexPage
from home.sections import list_url
from resources.models import ResourceIndexPage
from tests import factories
from tests.core.test_nothing_leaks import LEAK
from website import page_cache

pytestmark = pytest.mark.django_db
SQUARES = [["bc", "M0 0l9 0 0 9-9 0z", 5, 5]]
ADDRESSES = (
    "/",
    "/fr/",
    "/terms/region/bc/",
    "/terms/population/youth/",
    "/resources/",
    "/resources/gap-map/",
    "/resources/gap-map/?counted=findings",
    "/resources/gap-map/?counted=findings&rows=region",
    "/resources/gap-map/?counted=findings&format=csv",
    "/events/",
)


def findings(count, group="Principles"):
    term = factories.term("finding-group", group)
    return [("group", {"group": term, "heading": "", "items": [f"<p>Line {one}</p>" for one in range(count)]})]


def filed(*more):
    pairs = [("population", "Youth"), ("category", "A"), ("region", "BC"), ("language", "English"), *more]
    return [factories.term(*pair) for pair in pairs]


@pytest.fixture
def front(home, french):
    """Every section that counts, and the ways in."""
    TermMap.objects.create(vocabulary="region", height=1000, outlines=SQUARES)
    pages = (factories.resource_index(), factories.event_index(), factories.network_index())
    ways = [{"page": page.pk, "url": "", "document": None, "label": "A way", "note": ""} for page in pages]
    counted = [{"heading": one, "text": "", "counted": one, "vocabulary": "region"} for one in ("resources", "events")]
    home.ways = json.dumps([{"type": "way", "value": way} for way in ways])
    dots = {"heading": "Found", "text": "", "vocabulary": "population"}
    home.sections = json.dumps(
        [*({"type": "term_map", "value": one} for one in counted), {"type": "findings_drawing", "value": dots}]
    )
    home.save_revision().publish()
    for page in (home, *pages[:2]):
        french(page, slug=f"{page.slug}-fr")
    return home


def shown(client):
    """All words and numbers of every page with a drawing; what changes from answer to answer left out."""
    texts = {}
    for address in ADDRESSES:
        answer = client.get(address)
        assert answer.status_code == 200, address
        found = BeautifulSoup(answer.content, "html.parser")
        texts[address] = re.sub(r"\s+", " ", (found.find("main") or found).get_text(" "))
    return texts


def make(close, hide):
    """A public resource and event; then others of the same terms that are hidden."""
    terms, region = filed(), factories.term("region", "BC")
    factories.resource(title="Open", terms=terms, findings=findings(2))
    factories.event(title="Open", terms=[region])

    def more():
        board = Group.objects.get_or_create(name="Board")[0]
        for page in (
            factories.resource(title=LEAK, terms=terms, findings=findings(5), live=hide != "draft"),
            factories.event(title=LEAK, terms=[region], live=hide != "draft"),
        ):
            if hide == "group":
                close(page, board)
            if hide == "unpublished":
                page.unpublish()

    return more


@pytest.mark.parametrize("hide", ["draft", "unpublished", "group"])
def test_what_a_stranger_may_not_see_changes_no_number(front, client, close, commit, hide):
    more = make(close, hide)
    commit()
    before = shown(client)
    assert "2 findings" in before["/"] and "1 resource" in before["/"] and "1 event" in before["/"]
    more()
    commit()
    assert shown(client) == before
    member = factories.user()
    member.groups.add(Group.objects.get_or_create(name="Board")[0])
    client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    seen = shown(client)
    if hide == "group":
        assert [one for one in ADDRESSES if seen[one] == before[one]] == []
    client.logout()
    assert shown(client) == before
    client.force_login(factories.user(), backend="django.contrib.auth.backends.ModelBackend")
    assert {one: text.replace("Members only", "") for one, text in shown(client).items()} == before


def test_the_list_that_a_member_is_led_to_is_not_remembered_for_a_stranger(home, close, commit):
    for model in (ResourceIndexPage, EventIndexPage):
        for open_one in model.objects.all():
            open_one.delete()
        closed = factories.standard_page()
        secret = model(title=LEAK, slug=f"{LEAK}-{model.__name__.lower()}", locale=home.locale)
        closed.add_child(instance=secret)
        close(closed)
        commit()
        member, stranger = Reader(factories.user(), home.locale), Reader(AnonymousUser(), home.locale)
        assert LEAK in list_url(model, member)
        assert list_url(model, stranger) == ""


def test_groups_and_rows_that_nobody_approved_are_in_no_drawing(front, client, commit):
    terms = filed(("population", f"{LEAK} people"))
    factories.resource(terms=terms, findings=findings(3, f"{LEAK} group"))
    commit()
    assert f"{LEAK} group" in client.get("/").text and f"{LEAK} people" in client.get("/").text
    for term in Term.objects.filter(labels__label__startswith=LEAK):
        Term.objects.filter(pk=term.pk).update(live=False)
    front.save_revision().publish()
    commit()
    for address in ADDRESSES:
        assert LEAK not in client.get(address).content.decode(), address
    marks = BeautifulSoup(client.get("/").content, "html.parser").select(".dot-key li")
    assert [mark.get_text(strip=True) for mark in marks] == ["Other groups"]


def test_what_was_closed_in_silence_is_in_no_number(front, client, commit, monkeypatch):
    """As tests/core/test_guard_is_not_remembered.py: a change of which no process is told."""
    monkeypatch.setattr(page_cache, "LONGEST", 0)
    make(None, "")()
    commit()
    open_ones = shown(client)
    kind = PageViewRestriction.LOGIN
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=page, restriction_type=kind) for page in Page.objects.filter(title=LEAK)]
    )
    closed = shown(client)
    assert [one for one in ADDRESSES if closed[one] == open_ones[one]] == []
    assert "2 findings" in closed["/"] and "1 resource" in closed["/"] and "1 event" in closed["/"]
