"""Headers of every answer."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.views.defaults import permission_denied

from core.models import SiteSettings
from tests import factories
from website.static_files import join_imports, lean
from website.views import accent_hash

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(client, framed, home):
    factories.standard_page(slug="help")
    return client.get("/help/")


def test_the_public_policy_allows_nothing_inline(answer):
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert "default-src 'none'" in policy


def test_headers_of_a_public_page(answer):
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "Strict-Transport-Security" not in answer


def test_reading_sets_no_cookie_and_does_not_ask_for_languages(answer):
    assert not answer.cookies
    assert "Accept-Language" not in answer["Vary"]


def test_the_language_of_the_browser_changes_nothing(client, framed, home):
    factories.standard_page(slug="help")
    answer = client.get("/help/", headers={"Accept-Language": "fr"})
    assert answer["Content-Language"] == "en"
    assert b'<html lang="en-CA"' in answer.content


def test_no_inline_script_or_style_in_the_frame(answer):
    assert b"style=" not in answer.content
    assert b"<style" not in answer.content
    assert b"onclick" not in answer.content


def test_the_admin_has_a_policy_of_its_own(client):
    client.force_login(factories.user(is_superuser=True))
    answer = client.get("/admin/")
    assert "script-src 'self' 'unsafe-inline'" in answer["Content-Security-Policy"]
    assert "unsafe-eval" not in answer["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"]


def test_the_door_of_the_admin_is_as_strict_as_public_pages(client, framed, home):
    answer = client.get("/admin/login/")
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


def test_who_lacks_the_right_gets_a_kind_page(rf, framed, home):
    request = rf.get("/")
    request.user = factories.user()
    answer = permission_denied(request, PermissionDenied())
    assert answer.status_code == 403
    assert "Go to your account" in answer.content.decode()


def test_the_preview_of_a_page_may_be_framed_by_the_admin(client, framed, home):
    page = factories.standard_page(slug="help")
    client.force_login(factories.user(is_superuser=True))
    answer = client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert answer.status_code == 200
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "public" not in answer["Cache-Control"]


def test_uncached_answers_travel_compressed(client):
    client.force_login(factories.user(is_superuser=True))
    assert client.get("/admin/", headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"


def test_the_accent_colour_has_an_address_for_each_colour(client, home):
    SiteSettings.objects.create(site=home.get_site(), accent="#AA3355")
    answer = client.get(f"/look/{accent_hash('#aa3355')}.css")
    assert answer.content == b":root{--accent:#aa3355}\n"
    assert "immutable" in answer["Cache-Control"]
    assert client.get(f"/look/{accent_hash('#000000')}.css").status_code == 404


def test_the_deployment_check_is_clean(tmp_path):
    environment = os.environ | {
        "PUBLIC_URL": "https://www.example.org",
        "SECRET_KEY": "k" * 30 + "abcdefghijklmnopqrstuvwxyz-0123456789",
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "DEBUG": "0",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    ran = subprocess.run(  # noqa: S603 - our own command
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr


FILES = {
    "tokens.css": ":root { --a: url(../fonts/a.woff2) }",
    "components/card.css": '.card { background: url("../../img/x.svg") } .b { mask: url(#m) }',
}


def test_style_sheets_are_joined_in_their_layers():
    joined = join_imports('@layer a, b;\n@import url("tokens.css") layer(a);', FILES.__getitem__)
    assert joined == "@layer a, b;\n@layer a {\n:root { --a: url(../fonts/a.woff2) }\n}"


def test_addresses_in_joined_style_sheets_keep_their_meaning():
    joined = join_imports('@import url("components/card.css") layer(b);', FILES.__getitem__)
    assert 'url("../img/x.svg")' in joined
    assert "url(#m)" in joined


def test_the_joined_style_sheet_carries_no_comments_and_indents():
    assert lean("/* Whose:\n nobody's; */\n.a, b {\n  color: red; /* or blue */\n}\n\n.b > .c { top: 0 }\n") == (
        ".a,b{color: red;}.b > .c{top: 0}"
    )
    assert (
        lean("""q::before { content: " ; "; quotes: '« ' ' , ' }""")
        == """q::before{content: " ; ";quotes: '« ' ' , '}"""
    )


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/%00/", "/fr/a%00b/", "/?page=%00", "/search/?q=%00&kind=%00", "/topic/%00/"])
def test_nul_in_an_address_is_no_error(client, address):
    assert client.get(address).status_code in {200, 302, 404}
