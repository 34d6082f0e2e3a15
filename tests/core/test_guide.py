"""The network's guide stands in the admin, for everybody who may enter it, in both languages."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import translation

from core.admin.guide import CHAPTERS, DOCUMENTS, guide, in_html
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client):
    person = factories.user()
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(person)
    return client


@pytest.mark.parametrize("name", CHAPTERS)
def test_each_chapter_is_read_by_who_may_enter(writer, name):
    html = writer.get(reverse("guide_chapter", args=[name])).text
    assert f'aria-current="page">{CHAPTERS[name]}' in html
    assert "<h2" in html


def test_the_menu_leads_to_it(writer):
    assert reverse("guide") in writer.get(reverse("wagtailadmin_home")).text


def test_strangers_do_not_get_it(client):
    assert client.get(reverse("guide")).status_code == 302


def test_another_name_is_no_chapter(writer):
    assert writer.get(reverse("guide_chapter", args=["developing"])).status_code == 404


def test_links_between_chapters_lead_within_the_admin():
    html = in_html("# Title\n\nSee [there](moderating.md#imports) and [notes](developing.md).")
    assert f'href="{reverse("guide_chapter", args=["moderating"])}#imports"' in html
    assert "developing" not in html
    assert "<h1" not in html


@pytest.mark.parametrize("name", CHAPTERS)
def test_both_languages_have_the_same_headings(name):
    levels = [
        [line.split(" ")[0] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        for path in (DOCUMENTS / f"{name}.md", DOCUMENTS / "fr" / f"{name}.md")
    ]
    assert levels[0] == levels[1]


@pytest.mark.parametrize("name", CHAPTERS)
def test_in_french_it_is_french(rf, name):
    request = rf.get("/")
    with translation.override("fr"):
        assert guide(request, name).context_data["language"] == "fr"
