"""Reading a draft by a link: one draft and nothing else, and reading changes nothing."""

import datetime
import io
import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.db import connection
from django.utils import timezone
from PIL import Image
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from files.models import SiteImage
from guests.guest_mail import address_of_link
from guests.models import GuestLink, GuestWord
from guests.saying import take_back
from tests import factories

pytestmark = pytest.mark.django_db


def path_of(link):
    return f"{'/fr' if link.language == 'fr' else ''}/draft/{link.token}/"


def read(client, link, status=200):
    answer = client.get(path_of(link))
    assert answer.status_code == status
    return answer.content.decode()


def state():
    """All that reading must not touch."""
    return (
        list(GuestLink.objects.order_by("pk").values()),
        list(GuestWord.objects.values()),
        list(Page.objects.order_by("pk").values()),
        PageLogEntry.objects.count(),
    )


def test_the_draft_is_shown_as_it_will_look_with_words_around_it(client, link):
    page = read(client, link)
    assert "What peers say" in page
    assert "A draft, for Kit Owl" in page and "Your link is open until" in page and "Pacific Time" in page
    assert page.index("guest-bar") < page.index('id="main"') < page.index('id="what-you-say"') < page.index("</main>")
    assert "<!-- guest" not in page


def test_the_words_around_it_speak_the_language_of_the_link(client, make):
    french = make(language="fr")
    assert path_of(french) in address_of_link(french)
    page = read(client, french)
    assert "Un brouillon pour Kit Owl" in page and 'class="guest-bar" lang="fr"' in page
    assert "What peers say" in page


def test_reading_changes_nothing(client, link):
    before = state()
    for query in ("", "?said=approve", "?action=approve&words=x", "?said=%00", "?version=1"):
        assert client.get(f"{path_of(link)}{query}").status_code == 200
        assert client.head(f"{path_of(link)}{query}").status_code == 200
    assert state() == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite can be told to take no writes")
def test_reading_needs_no_database_that_can_be_written_to(client, link):
    read(client, link)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
    try:
        read(client, link)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")


def test_it_is_for_one_person_alone(client, link):
    answer = client.get(path_of(link))
    assert {"no-store", "private"} <= {word.strip() for word in answer["Cache-Control"].split(",")}
    assert answer["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex, nofollow">' in answer.content.decode()


def test_the_newest_saved_version_is_shown(client, link, draft, editor):
    read(client, link)
    draft.title = "What peers say now"
    draft.save_revision(user=editor)
    assert "What peers say now" in read(client, link)


def test_links_that_open_nothing_look_all_the_same(client, make, editor):
    late, back = make(), make()
    GuestLink.objects.filter(pk=late.pk).update(expires_at=timezone.now())
    take_back(back, editor)
    nonce = make().nonce
    unsigned = [f"/draft/{nonce}.{'x' * 43}/", f"/draft/{nonce}/", "/draft/x/", "/draft/%00/", "/draft/é.é/"]
    before = state()
    answers = [client.get(path) for path in [path_of(late), path_of(back), *unsigned]]
    assert {answer.status_code for answer in answers} == {404}
    assert len({re.sub(r"/draft/[^\"]*", "", answer.content.decode()) for answer in answers}) == 1
    assert "What peers say" not in answers[0].content.decode()
    for answer in answers:
        assert "noindex" in answer["X-Robots-Tag"] and "no-store" in answer["Cache-Control"]
    for path in [path_of(late), path_of(back), *unsigned]:
        assert client.post(path, {"action": "comment", "words": "x"}).status_code == 404
    assert state() == before


def test_other_methods_are_refused(client, link):
    for method in (client.put, client.delete, client.patch, client.options):
        assert method(path_of(link)).status_code == 405


def test_one_link_opens_one_draft(client, link, make, editor):
    other = factories.resource(live=False, owner=editor, title="Another draft")
    other.save_revision(user=editor)
    theirs = make(page=other)
    assert "Another draft" not in read(client, link)
    assert "Another draft" in read(client, theirs) and "What peers say" not in read(client, theirs)


# What became of the page


def test_a_page_that_is_on_the_site_is_named(client, link, draft):
    draft.get_latest_revision().publish()
    page = read(client, link)
    assert "This page is on the site now" in page and "What peers say" in page


def test_of_a_live_page_the_waiting_version_is_shown(client, link, draft, editor):
    draft.get_latest_revision().publish()
    draft.refresh_from_db()
    draft.title = "What peers say next"
    draft.save_revision(user=editor)
    assert "What peers say next" in read(client, link)
    assert "What peers say next" not in client.get(Page.objects.get(pk=draft.pk).url).content.decode()


def test_a_page_that_is_deleted_says_so(client, link, draft):
    draft.delete()
    page = read(client, link, 410)
    assert "There is no draft here any more" in page and "What peers say" not in page


def test_a_page_that_moves_is_read_as_before(client, link, draft):
    elsewhere = factories.resource_index()
    Page.objects.get(pk=draft.pk).move(elsewhere, pos="last-child")
    assert "What peers say" in read(client, link)


def test_a_page_that_becomes_private_is_closed(client, link, draft):
    PageViewRestriction.objects.create(page=draft.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert "What peers say" not in read(client, link, 410)
    assert client.post(path_of(link), {"action": "approve"}).status_code == 410
    assert not GuestWord.objects.exists()


# Nothing else becomes visible


def test_a_link_opens_nothing_else(client, link, draft, editor):
    secret = factories.standard_page(title="Minutes of the committee")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    page = read(client, link)
    assert "Minutes of the committee" not in page and "Edda" not in page and "/admin/" not in page
    assert client.get(secret.url).status_code == 302
    assert client.get(f"/api/v2/pages/{draft.pk}/").status_code == 404
    assert client.get(f"/admin/pages/{draft.pk}/edit/").status_code == 302
    assert client.get(draft.full_url or draft.url).status_code == 404
    assert "What peers say" not in client.get("/search/?q=peers").content.decode()
    assert "What peers say" not in client.get("/sitemap.xml").content.decode()
    assert "sessionid" not in client.cookies


def test_who_is_signed_in_sees_the_draft_as_a_stranger_does(client, link, moderator):
    client.force_login(moderator)
    page = read(client, link)
    assert "own-bar" not in page and "Mona" not in page


def test_the_page_cache_keeps_none_of_it(client, link, draft):
    first, second = read(client, link), read(client, link)
    assert "Kit Owl" in first and "Kit Owl" in second
    draft.get_latest_revision().publish()
    page = client.get(Page.objects.get(pk=draft.pk).url).content.decode()
    assert "Kit Owl" not in page and "guest-bar" not in page and "guest:" not in page


# Pictures


@pytest.fixture
def on_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = settings.STORAGES | {"default": files}


def picture(name):
    drawn = io.BytesIO()
    Image.new("RGB", (64, 48)).save(drawn, "PNG")
    return SiteImage.objects.create(title=name, file=ImageFile(drawn, f"{name}.png"))


def pictures_in(page):
    return sorted(set(re.findall(r"/draft/[^\s\"]+/picture/[^\s\",]+", page)))


def test_pictures_of_the_draft_are_shown_and_those_alone(client, make, editor, on_disk):
    page = factories.standard_page(live=False, owner=editor, image=picture("shown"))
    other = picture("hidden").get_rendition("width-40")
    link, theirs = make(page=page), make(page=page)
    found = pictures_in(read(client, link))
    assert found
    assert client.get(found[0]).status_code == 200
    name = found[0].partition("/picture/")[2].partition("/")[2]
    assert client.get(f"/media/images/{name}").status_code == 404
    hidden = other.file.name.removeprefix("images/")
    assert client.get(f"/media/images/{hidden}").status_code == 404
    assert client.get(found[0].replace(name, hidden)).status_code == 404
    assert client.get(found[0].replace(link.token, theirs.token)).status_code == 404
    assert client.get(found[0].replace(name, "../../secret.png")).status_code == 404
    editor.groups.clear()
    assert client.get(found[0]).status_code == 404
    editor.groups.add(Group.objects.get(name="Editors"))
    assert client.get(found[0]).status_code == 200
    take_back(link, editor)
    assert client.get(found[0]).status_code == 404


def test_a_link_is_open_for_its_days(client, make):
    link = make(days=1)
    assert link.is_open
    assert datetime.timedelta(hours=23) < link.expires_at - timezone.now() <= datetime.timedelta(days=1)
