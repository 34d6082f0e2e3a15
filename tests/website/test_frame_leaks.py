"""The frame of every page, its help bar and its footer, names no secret; nor does the cover of any page."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from core.models import FooterPage, PageTerm, SiteSettings, SiteText, Term
from tests import factories
from tests.core.test_nothing_leaks import FIND, LEAK, SECRETS, each, french_home, on_disk, world  # noqa: F401 - fixtures
from website import page_cache
from website.covers import views

pytestmark = pytest.mark.django_db
LINE = {"words": "In danger?", "number": "9-1-1", "can_call": True, "can_text": False, "note": ""}
# Pages of ours with a frame: some of Wagtail's, one of our own, the one for addresses that lead nowhere.
FRAMED = ("/", "/fr/", "/people/", "/search/?q=suicide", "/sign-in/", "/nowhere/")


def choose(page):
    """As the page of help, and as a page of the footer."""
    settings = SiteSettings(site=factories.home().get_site(), help_page=page)
    settings.texts = [SiteText(language="en", name="Net", help_lines=[("line", LINE)], crisis_long="<p>Call.</p>")]
    settings.footer_pages = [FooterPage(page=page)]
    settings.save()


def frames(client):
    return [client.get(address).content.decode() for address in FRAMED]


@pytest.mark.parametrize("hide", SECRETS)
def test_help_bar_and_footer_name_no_secret(hide, client, close, french, commit):
    french(factories.home(), slug="accueil")
    secret = hide(factories.standard_page, close) or Page.objects.get(draft_title__contains=LEAK)
    choose(secret)
    commit()
    assert not [text for text in frames(client) if LEAK in text]
    # Where there is no page of help for this person, the bar leads to the numbers in the footer.
    if secret.title.startswith(LEAK):
        assert 'href="#help-now"' in client.get("/").content.decode()


def test_a_stranger_after_a_member_is_not_led_to_the_members_page(client, close, commit):
    page = factories.standard_page(title=f"{LEAK} members", slug=LEAK)
    choose(page)
    close(page, Group.objects.create(name="Board"))
    commit()
    member = factories.user()
    member.groups.add(Group.objects.get(name="Board"))
    client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    assert f"{LEAK} members" in client.get("/").content.decode()
    client.logout()
    assert not [text for text in frames(client) if LEAK in text]
    client.force_login(factories.user(), backend="django.contrib.auth.backends.ModelBackend")
    assert LEAK not in client.get("/").content.decode()


def test_a_draft_in_the_readers_language_is_not_named_but_what_everybody_may_read(client, french, commit):
    page = factories.standard_page(title="Help", slug="help")
    french(factories.home(), slug="accueil")
    french(page, live=False, title=f"{LEAK} aide", slug=f"{LEAK}-aide")
    choose(page)
    commit()
    html = client.get("/fr/").content.decode()
    assert LEAK not in html and 'href="/fr/help/"' in html


def test_a_page_of_help_that_was_closed_in_silence_is_not_named(client, commit, monkeypatch):
    monkeypatch.setattr(page_cache, "LONGEST", 0)
    page = factories.standard_page(title=LEAK, slug=LEAK)
    choose(page)
    commit()
    assert LEAK in client.get("/").content.decode()
    kind = PageViewRestriction.LOGIN
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type=kind)])
    assert not [text for text in frames(client) if LEAK in text]


# Covers


@pytest.fixture
def told(monkeypatch, client):
    """All that the pictures of these pages are drawn from, and where their addresses lead."""
    monkeypatch.setattr(views, "png_of", lambda drawing: repr(drawing).encode())

    def ask(pages):
        found = []
        for page in pages:
            answer = client.get(reverse("cover", args=[page.pk, "0"]))
            if answer.status_code == 302:
                answer = client.get(answer["Location"])
            found.append((page.pk, answer.status_code, answer.content.decode() if answer.status_code == 200 else ""))
        return found

    return ask


@each(SECRETS)
def test_no_cover_tells_a_secret(world, told, commit):  # noqa: F811 - a fixture
    """Public pages are tied to secrets: events to series, summaries to events."""
    commit()
    answers = told(Page.objects.filter(depth__gt=1))
    assert not [answer for answer in answers if LEAK in answer[2]]
    secret = {page.pk for page in world.secrets.values()}
    assert {status for pk, status, _text in answers if pk in secret} <= {404}
    assert any(FIND in text for _pk, _status, text in answers)


@pytest.mark.parametrize("hide", [one for one in SECRETS if one.__name__ != "secret_change"])
def test_the_cover_of_a_part_says_nothing_of_a_series_that_is_hidden(hide, close, told, commit):
    series = hide(lambda **fields: factories.series(planned_size=7, **fields), close)
    event = factories.event(series=series, series_position=3)
    commit()
    [(_pk, _status, text)] = told([event])
    assert "knots=None" in text and LEAK not in text and "Part " not in text


def test_the_cover_of_a_part_says_nothing_of_a_series_that_was_closed_in_silence(told, commit, monkeypatch):
    """As tests/core/test_guard_is_not_remembered.py: who may see what is asked of the database in each request."""
    monkeypatch.setattr(page_cache, "LONGEST", 0)
    series = factories.series(title=LEAK, planned_size=7)
    event = factories.event(series=series, series_position=3)
    commit()
    assert LEAK in told([event])[0][2]
    kind = PageViewRestriction.LOGIN
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=series, restriction_type=kind)])
    assert LEAK not in told([event])[0][2]


def test_a_term_that_nobody_approved_is_on_no_cover(told, commit):
    page = factories.resource()
    kind = factories.term("type", f"{LEAK} type")
    PageTerm.objects.create(page=page, term=kind)
    Term.objects.filter(pk=kind.pk).update(live=False)
    factories.term("type", "Another").save()
    commit()
    [(_pk, status, text)] = told([page])
    assert status == 200 and LEAK not in text
