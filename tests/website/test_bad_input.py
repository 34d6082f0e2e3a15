"""Whatever is asked for, however it is asked: the answer is never an error of ours."""

import io

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from PIL import Image

from files.models import SiteDocument, SiteImage
from moderation.groups import set_up_groups
from tests import factories

pytestmark = pytest.mark.django_db

ODD = [  # NUL, a lone surrogate, no UTF-8, foreign digits …
    "%00",
    "%ed%a0%80",
    "%ff%fe",
    "99999999999999999999",
    "-1",
    "%d9%a3",
    "%F0%9F%92%A9",
    "'\"><script>",
    "1e9",
    "{}[]",
]
PARAMETERS = "q page sort when month region type topic category year kind lang mode series language part tab id".split()
LISTS = """/ /fr/ /events/ /events/feed/ /events/calendar.ics /webinars/ /resources/ /resources/feed/
/resources/compare/ /resources/reading-list/ /network/ /people/ /organisations/ /search/ /fr/recherche/ /api/search/
/sitemap.xml /api/v2/pages/ /api/v2/images/ /api/v2/documents/ /api/v2/pages/find/ /robots.txt /healthz
/sign-in/ /account/reset/ /invitation/x/""".split()
METHODS = ["post", "put", "patch", "delete", "options", "head", "trace"]


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = settings.STORAGES | {"default": files}


@pytest.fixture
def site(db):
    event = factories.event(slug="an-event")
    for make in (factories.summary, factories.resource, factories.network_page, factories.standard_page):
        make()
    return event


@pytest.mark.sweep
@pytest.mark.parametrize("odd", [*ODD, "x" * 9_000, "2026-13", "2026-02-30", "0000-00", "NaN", "%25%30%30"])
def test_no_value_breaks_a_list(odd, client, site):
    query = "&".join(f"{name}={odd}&{name}={odd}" for name in PARAMETERS)
    for path in LISTS:
        assert client.get(f"{path}?{query}").status_code < 500, path


@pytest.mark.sweep
@pytest.mark.parametrize("odd", ODD)
def test_no_path_breaks_the_site(odd, client, site):
    places = ["/{}", "/{}/", "/fr/{}/", "/events/{}/", "/events/an-event/{}/", "/events/an-event/event.ics/{}"]
    places += ["/people/{}/", "/organisations/{}/", "/terms/region/{}/", "/region/{}/", "/media/images/{}.png"]
    places += ["/documents/1/{}", "/documents/{}/x", "/look/{}.css", "/api/v2/pages/{}/", "/invitation/{}/"]
    places += ["/account/reset/{}/{}/", "/static/{}", "/healthz{}", "/_util/login/?next={}", "/sign-in/?next={}"]
    for place in places:
        assert client.get(place.replace("{}", odd)).status_code < 500, place


@pytest.mark.parametrize("method", METHODS)
def test_no_method_breaks_an_address(method, client, site):
    for path in [*LISTS, "/events/an-event/", "/events/an-event/event.ics", "/documents/1/x", "/media/images/x.png"]:
        assert getattr(client, method)(path).status_code < 500, path


@pytest.mark.parametrize(
    "host", ["", "evil.example", "127.0.0.1:x", "a b", "[::1", "x" * 300, "127.0.0.1@evil.example"]
)
def test_no_host_breaks_or_enters_an_answer(host, client, site):
    for path in ("/", "/sign-in/", "/account/reset/", "/search/?q=x", "/nowhere/", "/network"):
        answer = client.get(path, headers={"host": host, "x-forwarded-host": "evil.example"})
        assert answer.status_code < 500
        assert "evil.example" not in answer.content.decode() + str(answer.get("Location"))


BODIES = [
    {"username": "\0", "password": "\0"},
    {"username": "\ud800", "password": "x", "next": "//evil.example"},
    {"username": "a" * 100_000, "password": "b" * 100_000, "remember": "\0"},
    {"email": "\0@example.org", "new_password1": "\0", "new_password2": "\0"},
    {"email": "é" * 300 + "@example.org"},
    {"email": ["a@example.org", "b@example.org"], "username": ["x", "y"]},
    {},
]


@pytest.mark.parametrize("number", range(len(BODIES)))
def test_no_form_of_the_door_breaks(number, client, site):
    body = {
        name: value.encode(errors="surrogatepass") if isinstance(value, str) else value
        for name, value in BODIES[number].items()
    }
    for path in ("/sign-in/", "/account/reset/", "/account/reset/MQ/set-password/", "/invitation/x/", "/sign-out/"):
        assert client.post(path, body).status_code < 500, path
    for content_type in ("application/json", "multipart/form-data; boundary=", "multipart/form-data", "text/plain"):
        answer = client.generic("POST", "/sign-in/", b'\xff\x00{"', content_type=content_type)
        assert answer.status_code < 500, content_type


# In the admin


@pytest.fixture
def editor(client, db):
    set_up_groups()
    person = factories.user()
    person.groups.add(Group.objects.get(name="Editors"))
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return person


def upload(name, content, kind):
    made = io.BytesIO(content)
    made.name = name
    made.content_type = kind
    return made


def drawn(size, kind="PNG"):
    made = io.BytesIO()
    Image.new("1" if kind == "PNG" else "RGB", size).save(made, kind)
    return made.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", SVG),
        ("a.png", SVG),
        ("a.jpg", HTML),
        ("a.html", drawn((4, 4))),
        ("a.png", drawn((12_000, 12_000))),
        ("a.png", b""),
    ],
    ids=["svg", "svg-as-png", "html-as-jpg", "png-as-html", "bomb", "empty"],
)
def test_what_is_no_picture_is_refused(name, content, client, editor):
    asked = {"title": "A picture", "file": upload(name, content, "image/png"), "collection": "1"}
    assert client.post(reverse("wagtailimages:add"), asked).status_code < 500
    assert not SiteImage.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "page.txt",
        "page.csv",
        "page.html",
        "page.svg",
        "page.xhtml",
        "page.xml",
        "../../up.html",
        "a\r\nX: y.html",
        "page.pdf.html",
    ],
)
def test_a_document_never_runs_in_the_browser(name, client, editor):
    asked = {"title": "A document", "file": upload(name, HTML, "text/html"), "collection": "1", "language": "en"}
    assert client.post(reverse("wagtaildocs:add"), asked).status_code < 500
    for document in SiteDocument.objects.all():
        assert document.file.name.startswith("documents/")
        assert ".." not in document.file.name
        answer = client.get(document.url)
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"].startswith("default-src 'none'")
