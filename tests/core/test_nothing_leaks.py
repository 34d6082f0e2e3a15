"""Drafts, changes that are not live and pages for some people only: a stranger meets them at no address of the site.

One world holds a secret of each kind, beside public pages that point at them in every way. Every address that can be
found is asked for, by a stranger, by a stranger after a member, and by a member of the wrong group.
"""

import datetime
import io
import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.contrib.redirects.models import Redirect

from core.models import RelatedPage
from files.models import SiteDocument, SiteImage
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.sweep]

# Stands in titles, texts and slugs of secrets, and in names of files; never on a public page.
LEAK = "zyxleak"
# Stands on public pages and on secrets alike: searching for it must count the public ones alone.
FIND = "qwvfind"
MOST = 180
LINK = re.compile(
    r"""(?:href|src|action)=["']([^"']+)["']|<loc>([^<]+)</loc>|"(?:html_url|detail_url|url)": ?"([^"]+)"""
)
# Where the walk begins, besides the site map.
DOORS = """
/ /fr/ /sitemap.xml /robots.txt /.well-known/security.txt /healthz /events/ /events/calendar.ics /events/feed/
/webinars/ /webinars/feed/ /resources/ /resources/feed/ /network/ /people/ /organisations/
/fr/events/ /fr/events/feed/ /fr/events/calendar.ics /fr/resources/ /fr/webinars/ /fr/network/ /fr/people/
/events/?when=past /events/?when=all /fr/organisations/ /qwvfind-leading-nowhere/ /fr/qwvfind-leading-nowhere/
/api/v2/pages/?limit=20 /api/v2/pages/?limit=20&fields=* /api/v2/pages/?locale=fr&fields=* /api/v2/images/?fields=*
/api/v2/documents/?fields=* /api/search/?q=qwvfind /api/search/?q=qwvfind&lang=fr /search/?q=qwvfind
/fr/recherche/?q=qwvfind /api/search/?q=zyxleak&lang=fr /sign-in/ /account/reset/
/oai?verb=ListRecords&metadataPrefix=oai_dc /oai?verb=ListIdentifiers&metadataPrefix=oai_dc /oai?verb=ListSets
/resources/export/csv/ /resources/export/ris/ /resources/export/bibtex/ /resources/export/csl-json/?q=qwvfind
""".split()
MAKERS = {
    "event": factories.event,
    "summary": factories.summary,
    "series": factories.series,
    "resource": factories.resource,
    "network": factories.network_page,
    "standard": factories.standard_page,
}


def words(name):
    return {"title": f"{LEAK} {FIND} {name}", "slug": f"{LEAK}-{name}", "lead": f"{LEAK} {FIND}"}


def secret_draft(make, close):
    return make(live=False, **words("draft"))


def secret_unpublished(make, close):
    page = make(**words("unpublished"))
    page.unpublish()
    return page


def secret_of_members(make, close):
    page = make(**words("members"))
    close(page)
    return page


def secret_of_a_group(make, close):
    page = make(**words("group"))
    close(page, Group.objects.get_or_create(name="Board")[0])
    return page


def secret_change(make, close):
    """A live page whose next version is not live. The page itself is no secret."""
    page = make(title="A public page with a change", lead=FIND)
    for name, value in words("changed").items():
        setattr(page, name, value)
    page.save_revision()
    return None


def secret_scheduled(make, close):
    page = make(live=False, **words("scheduled"))
    soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=2)
    page.go_live_at = soon
    page.save_revision(approved_go_live_at=soon)
    return page


SECRETS = [
    secret_draft,
    secret_unpublished,
    secret_of_members,
    secret_of_a_group,
    secret_change,
    secret_scheduled,
]


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = settings.STORAGES | {"default": files}
    cache.clear()


@pytest.fixture
def french_home(home, french):
    found = french(home, slug="accueil")
    for index in (factories.event_index, factories.webinar_index, factories.resource_index, factories.network_index):
        french(index(), slug=index().slug)
    return found


def taking_part(person, organisation):
    """A person and an organisation who stand on public pages as on secret ones."""
    return {
        "people": [("person", {"person": person, "part": "panellist", "name": ""})],
        "organisations": [("organisation", {"role": "host", "organisation": organisation, "name": ""})],
    }


class World:
    """Public pages of each kind, secrets of each kind hidden in one way, and all that ties the ones to the others."""

    def __init__(self, hide, close):
        self.hide, self.close = hide, close
        self.document = SiteDocument.objects.create(title=LEAK, file=ContentFile(b"x", f"{LEAK}.txt"))
        drawn = io.BytesIO()
        Image.new("RGB", (8, 8)).save(drawn, "PNG")
        self.picture = SiteImage.objects.create(title=LEAK, file=ImageFile(drawn, f"{LEAK}.png"))
        self.person, self.organisation = factories.person("Ann Public"), factories.organisation("The public one")
        self.secrets = {name: hide(self.maker(name), close) for name in MAKERS}
        self.secrets = {name: secret for name, secret in self.secrets.items() if secret}

    def maker(self, name):
        """Makes pages on which everybody takes part, and which use the secret files where the page is a secret."""
        own = {"image": self.picture} if self.hide != secret_change else {}
        if name in {"event", "summary"}:
            own["people"] = [("person", {"person": self.person, "part": "panellist", "name": ""})]
        if name in {"event", "summary", "series"}:
            host = {"role": "host", "organisation": self.organisation, "name": ""}
            own["organisations"] = [("organisation", host)]

        def make(**fields):
            if "slug" in fields:
                fields["slug"] += f"-{name}"
            return MAKERS[name](**own | fields)

        return make

    def tie(self):
        """Public pages of each kind name the secrets, and the secrets that may be published name them."""
        for make in MAKERS.values():
            page = make(title=f"Public {FIND}", lead=FIND)
            page.related_pages = [
                RelatedPage(related=secret, kind=kind)
                for secret in self.secrets.values()
                for kind in (RelatedPage.Kind.NEWER, RelatedPage.Kind.RELATED)
            ]
            for field, name in (("event", "event"), ("next_event", "event"), ("series", "series")):
                if hasattr(type(page), field):
                    setattr(page, field, self.secrets.get(name))
            page.save_revision().publish()
            self.name_from_behind(page)

    def name_from_behind(self, page):
        for secret in self.secrets.values():
            if secret.live:
                secret.related_pages.add(RelatedPage(related=page, kind=RelatedPage.Kind.NEWER))
                secret.save_revision().publish()

    def choose_on_the_front_page(self, home):
        secrets = list(self.secrets.values())
        found = [secret for name, secret in self.secrets.items() if name == "resource"]
        home.sections = [
            ("pages", {"heading": "Pages", "pages": secrets}),
            ("featured_resources", {"heading": "Read", "count": 3, "text": "", "resources": found}),
            *((name, {"heading": "More", "count": 12}) for name in ("next_events", "latest_summaries")),
        ]
        home.save_revision().publish()


def walk(client, start):
    """Every answer that can be reached from these addresses, with the address."""
    waiting, seen = list(start), set(start)
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path)
        content = b"".join(answer) if answer.streaming else answer.content
        text = content.decode(errors="replace")
        yield path, answer, text
        for found in LINK.findall(text):
            target = urlsplit(urljoin(f"http://testserver{path}", unescape("".join(found))))
            where = target.path + (f"?{target.query}" if target.query else "")
            if is_ours(target) and where not in seen and len(seen) < MOST:
                seen.add(where)
                waiting.append(where)


def is_ours(target):
    """Addresses of the site, those of several filters left out: they are too many."""
    if target.hostname not in {"testserver", "127.0.0.1"} or target.path.startswith(("/static/", "/admin/")):
        return False
    return "&" not in target.query or target.path.startswith("/api/")


def leaks(client):
    found = []
    for path, answer, text in walk(client, DOORS):
        assert answer.status_code < 500, path
        # The search page repeats what was asked for.
        text = text.replace(f"q={LEAK}", "") if LEAK not in path else ""
        place = text.find(LEAK)
        if place >= 0 or LEAK in str(dict(answer.items())):
            found.append((path, answer.status_code, text[max(0, place - 120) : place + 60]))
    return found


def totals(client):
    """How much a search for the common word counts."""
    answers = [client.get(f"/api/search/?q={FIND}{more}").json() for more in ("", "&lang=fr")]
    return [(answer["total"], sum(answer["facets"]["kind"].values())) for answer in answers]


@pytest.fixture
def world(request, home, french_home, close, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = World(request.param, close)
        made.tie()
        made.choose_on_the_front_page(home)
    return made


def each(secrets):
    return pytest.mark.parametrize("world", secrets, ids=[hide.__name__ for hide in secrets], indirect=True)


@each(SECRETS)
def test_a_stranger_meets_no_secret(world, client, commit):
    rendition = world.picture.get_rendition("width-4|format-png")
    commit()
    assert leaks(client) == []
    public = len(MAKERS) * (2 if world.hide == secret_change else 1)
    assert totals(client) == [(public, public)] * 2
    for secret in world.secrets.values():
        ask_for(client, secret)
    for path in files_of(world, rendition):
        assert client.get(path).status_code == client.head(path).status_code == 404


def ask_for(client, secret):
    """At the addresses of a secret, nobody learns its words."""
    path = secret.get_url().removesuffix("/")
    for more in ("/", "/event.ics", "/feed/"):
        for front in ("", "/fr"):
            answer = client.get(f"{front}{path}{more}")
            assert answer.status_code in {301, 302, 404}
            assert f"{LEAK} {FIND}" not in answer.content.decode()
    assert client.get(f"/api/v2/pages/{secret.pk}/?fields=*").status_code == 404
    for query in ("child_of", "descendant_of", "translation_of"):
        assert LEAK not in client.get(f"/api/v2/pages/?{query}={secret.pk}&fields=*").content.decode()


def files_of(world, rendition):
    api = (f"/api/v2/images/{world.picture.pk}/", f"/api/v2/documents/{world.document.pk}/")
    return (rendition.url, f"/media/{world.picture.file.name}", world.document.url, *api)


@each([secret_of_members, secret_of_a_group])
def test_a_stranger_after_a_member(world, client, commit):
    commit()
    member = factories.user()
    member.groups.add(Group.objects.get_or_create(name="Board")[0])
    client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    assert any(LEAK in text for _path, _answer, text in walk(client, DOORS[:12]))
    client.logout()
    assert leaks(client) == []


@each([secret_of_a_group])
def test_a_member_of_another_group_meets_no_secret(world, client, commit):
    commit()
    member = factories.user()
    member.groups.add(Group.objects.create(name="Others"))
    client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    assert leaks(client) == []


def test_a_translation_behind_a_closed_door_is_not_named(client, home, french_home, french, close, commit):
    page = factories.standard_page(title="Open", slug="open")
    closed = french(factories.standard_page(title="Section", slug="section"), slug=f"{LEAK}-section")
    close(closed)
    french(page, title=LEAK, slug=f"{LEAK}-page").move(closed, pos="last-child")
    commit()
    for path in ("/open/", "/fr/open/", "/sitemap.xml", "/fr/", "/api/v2/pages/?locale=fr&fields=*"):
        answer = client.get(path)
        assert LEAK not in answer.content.decode() + str(dict(answer.items())), path


@pytest.mark.parametrize("hide", ["close", "unpublish"])
def test_the_old_address_of_a_secret_does_not_tell_the_new_one(hide, client, home, close):
    page = factories.standard_page(slug=LEAK)
    Redirect.add_redirect("/older/", page, is_permanent=True)
    assert client.get("/older/")["Location"] == f"/{LEAK}/"
    close(page) if hide == "close" else page.unpublish()
    answer = client.get("/older/")
    assert LEAK not in str(dict(answer.items()))
    assert (answer.status_code, answer.get("Location")) == (
        (302, "/sign-in/?next=/older/") if hide == "close" else (404, None)
    )


def test_the_old_address_of_a_page_of_some_refuses_others_who_are_signed_in(client, home, close):
    page = factories.standard_page()
    close(page, Group.objects.create(name="Elders"))
    Redirect.add_redirect("/older/", page, is_permanent=True)
    client.force_login(factories.user(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/older/").status_code == 403


def test_links_to_drafts_lead_nowhere(client, home, commit):
    draft = factories.standard_page(live=False, slug=LEAK)
    home.refresh_from_db()
    link = {"page": draft, "url": "", "document": None, "label": "Read what is new", "note": ""}
    home.ways = [("way", link)]
    home.save_revision().publish()
    action = {"page": draft, "url": "", "document": None, "heading": "Act", "text": "", "label": "Go and read it"}
    html = f'<p>Read <a linktype="page" id="{draft.pk}">what is not there yet</a>.</p>'
    factories.standard_page(slug="links", body=[("text", html), ("links", [link]), ("call_to_action", action)])
    commit()
    for path in ("/", "/links/", "/api/v2/pages/?fields=*"):
        assert LEAK not in client.get(path).content.decode(), path
