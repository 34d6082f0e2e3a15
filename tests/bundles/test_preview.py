"""The preview shows the site as it will be, and nothing of it is left anywhere."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.db import connection
from django.urls import reverse
from PIL import Image
from wagtail.models import GroupPagePermission, PageViewRestriction, Revision

from bundles.preview import as_if_live, preview_views
from bundles.preview.inert_page import inert
from bundles.standing import put
from caching import site_version
from files.models import SiteImage
from home.models import StandardPage
from moderation.submission import submit
from tests import factories
from tests.bundles.conftest import fresh, new_page
from tests.planning.conftest import in_group

pytestmark = pytest.mark.django_db
# Who asks is signed in.
OF_THE_VISIT = r'INSERT INTO "?(django_session|axes_)'


def shown(client, bundle, page=None, at=""):
    asked = {"show": f"page:{page.pk}" if page else f"at:{at}"}
    return client.get(reverse("bundle_shown", args=[bundle.pk]), asked)


def words(answer):
    return answer.content.decode()


def everything(settings):
    """Each row of each table, the cache, the files, the version of the site."""
    connection.ensure_connection()
    lines = [line for line in connection.connection.iterdump() if not re.match(OF_THE_VISIT, line)]
    files = sorted(str(path) for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
    return lines, files, dict(getattr(cache, "_cache", {})), site_version.current()


def picture():
    content = BytesIO()
    Image.new("RGB", (1600, 900), "teal").save(content, "PNG")
    return SiteImage.objects.create(title="Teal", file=ImageFile(content, "teal.png"), alternatives={"en": "Only teal"})


@pytest.fixture
def in_menu(bundle, page, editor):
    draft = fresh(page)
    draft.title, draft.show_in_menus = "In the menu then", True
    draft.save_revision(user=editor)
    put(page.pk, bundle.pk, editor)
    return bundle


def test_a_page_is_shown_as_it_will_be_and_stays_a_draft(in_menu, page, editor, client):
    client.force_login(editor)
    answer = shown(client, in_menu, page)
    assert answer.status_code == 200 and "In the menu then" in words(answer)
    assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"] and answer["X-Frame-Options"] == "SAMEORIGIN"
    assert not fresh(page).live and fresh(page).title == "Quiet hours"


def test_the_menu_of_the_home_page_shows_it_then_and_not_now(in_menu, editor, client, home):
    client.force_login(editor)
    assert "In the menu then" in words(shown(client, in_menu, home))
    assert "In the menu then" in words(shown(client, in_menu, at="/"))
    assert "In the menu then" in words(shown(client, in_menu, at=reverse("search")))
    client.logout()
    assert "In the menu then" not in words(client.get("/"))


def test_lists_show_it_then_and_not_now(bundle, editor, client):
    paper = factories.resource(live=False, owner=editor, title="A paper of then")
    put(paper.pk, bundle.pk, editor)
    client.force_login(editor)
    index = factories.resource_index()
    assert "A paper of then" in words(shown(client, bundle, index))
    client.logout()
    assert "A paper of then" not in words(client.get(index.get_url()))


def test_in_french_too(bundle, page, editor, client, french, home):
    french(home, slug="accueil", title="Accueil")
    there = fresh(page)
    there.save_revision().publish()
    translated = french(there, live=False, title="Heures calmes", slug="heures-calmes", show_in_menus=True)
    put(translated.pk, bundle.pk, editor)
    client.force_login(editor)
    answer = words(shown(client, bundle, translated))
    assert "Heures calmes" in answer and '<html lang="fr-CA"' in answer
    assert "Heures calmes" in words(shown(client, bundle, at="/fr/"))
    # The admin goes on in the language of the person.
    assert "What do you want to see?" in words(client.get(reverse("bundle_preview", args=[bundle.pk])))


def test_nothing_is_left_of_it(in_menu, page, editor, moderator, client, settings, home):
    draft = fresh(page)
    draft.image = picture()
    draft.slug = "another-address"
    draft.save_revision(user=editor)
    submit(fresh(page), editor)
    letters = len(mail.outbox)
    client.force_login(editor)
    client.get(reverse("bundle", args=[in_menu.pk]))
    before = everything(settings)
    for one in (page, home, factories.resource_index()):
        answer = shown(client, in_menu, one)
        assert answer.status_code == 200
    assert everything(settings) == before and len(mail.outbox) == letters
    assert "data:image/" in words(shown(client, in_menu, page))


def test_nothing_is_left_of_one_that_fails(in_menu, page, editor, client, settings, monkeypatch):
    client.force_login(editor)
    client.get(reverse("bundle", args=[in_menu.pk]))
    before = everything(settings)
    monkeypatch.setattr(StandardPage, "serve", lambda *args, **kwargs: 1 / 0)
    client.raise_request_exception = False
    assert "an error is in the site’s log" in words(shown(client, in_menu, page))
    assert everything(settings) == before
    monkeypatch.setattr(preview_views, "answer_at", lambda address: 1 / 0)
    assert shown(client, in_menu, page).status_code == 500
    assert everything(settings) == before


def test_a_draft_that_cannot_be_saved_is_left_out(in_menu, page, editor, client):
    revision = fresh(page).get_latest_revision()
    Revision.objects.filter(pk=revision.pk).update(content=revision.content | {"title": ""})
    client.force_login(editor)
    assert shown(client, in_menu, at="/").status_code == 200


def test_private_pages_stay_hidden_from_the_visitor_who_is_shown(in_menu, page, administrator, client, home):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(administrator)
    assert "In the menu then" not in words(shown(client, in_menu, home))
    answer = shown(client, in_menu, page)
    assert "In the menu then" not in words(answer) and "have to sign in" in words(answer)


def test_only_pages_of_the_site_are_asked(in_menu, editor, client):
    client.force_login(editor)
    for at in ("/admin/", "/admin/pages/", "//example.org/", "/sitemap.xml", "/api/v2/pages/", "at:/a\\b"):
        answer = shown(client, in_menu, at=at)
        assert answer.status_code == 200 and "Visitors see nothing at this address" in words(answer), at


def test_odd_questions_are_answered(in_menu, editor, client):
    client.force_login(editor)
    keys = ["", "page:", "page:0", f"page:{'9' * 17}", "page:x", "at:", "at:x", "at:/\x00", "at://[", "x" * 5000]
    for asked in keys:
        for name in ("bundle_shown", "bundle_preview"):
            assert client.get(reverse(name, args=[in_menu.pk]), {"show": asked}).status_code in {200, 404}, asked


def test_only_for_those_who_may_edit_pages_of_it(in_menu, page, editor, client):
    member = in_group("mia", "Members")
    for person in (None, member):
        client.logout()
        if person:
            client.force_login(person)
        for name in ("bundle", "bundle_shown", "bundle_preview"):
            answer = client.get(reverse(name, args=[in_menu.pk]))
            assert answer.status_code in {302, 403, 404} and "In the menu then" not in words(answer)


def test_who_works_in_one_section_sees_nothing_of_the_others(in_menu, page, stranger_in_admin, client, home):
    client.force_login(stranger_in_admin)
    for name in ("bundle", "bundle_shown", "bundle_preview", "bundles"):
        answer = client.get(reverse(name, args=[in_menu.pk] if name != "bundles" else []))
        assert "In the menu then" not in words(answer) and "Quiet hours" not in words(answer)
    own = new_page(stranger_in_admin, "Of their own", parent=own_section(stranger_in_admin))
    put(own.pk, in_menu.pk, stranger_in_admin)
    for name in ("bundle", "bundle_preview"):
        answer = words(client.get(reverse(name, args=[in_menu.pk])))
        assert "Of their own" in answer and "In the menu then" not in answer and "Quiet hours" not in answer
    assert "In the menu then" not in words(shown(client, in_menu, home))
    assert "In the menu then" not in words(shown(client, in_menu, page))


def own_section(person):
    return fresh(GroupPagePermission.objects.get(group__user=person).page)


def test_links_stay_in_the_preview_or_do_nothing():
    html = '<head></head><a class="x" href="/events/">E</a><a href="https://example.org/">O</a><a href="#a">A</a>'
    made = inert(f"{html}<script>1</script>", lambda address: f"?at={address}" if address == "/events/" else "")
    assert 'href="?at=/events/"' in made and "example.org" not in made and 'href="#a"' in made
    assert "<script>" not in made and "script-src 'none'" in made


def test_caches_are_as_before_afterwards():
    with pytest.raises(ZeroDivisionError), as_if_live.taken_back():
        cache.set("seen", 1)
        raise ZeroDivisionError
    assert cache.get("seen") is None
    cache.set("seen", 2)
    assert cache.get("seen") == 2
