"""The site has one address, PUBLIC_URL, and one name, whatever Wagtail's row of the site says."""

import json
import re

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Site

from core.models.site import SiteSettings, SiteText
from jobs.models import OutgoingMail
from moderation.approval import approve, version_of
from moderation.groups import set_up_groups
from moderation.submission import submit
from tests import factories
from users.account_emails import send_reset
from website.views import accent_stylesheet_url

pytestmark = pytest.mark.django_db
OTHER = "row.example.net"
NAME = "Réseau & Co"


@pytest.fixture
def world():
    """A live page of each kind with a way out, and a row of the site that says something else."""
    event = factories.event(title="Zyx event")
    page = factories.resource(title="Zyx report", doi="10.1234/abc")
    series = factories.series(title="Zyx series")
    factories.in_french(page)
    site = Site.objects.get(is_default_site=True)
    Site.objects.filter(pk=site.pk).update(hostname=OTHER, port=8123)
    Site.clear_site_root_paths_cache()
    named = SiteSettings(site=site)
    named.texts = [SiteText(language="en", name=NAME)]
    named.save()
    return {"event": event, "resource": page, "series": series}


def ways(world):
    page, event = world["resource"], world["event"]
    yield from (page.url, event.url, world["series"].url, "/", "/resources/", "/events/")
    yield from (f"{event.url}event.ics", "/events/calendar.ics", "/events/feed/", "/resources/feed/")
    yield from ("/sitemap.xml", "/sitemap.xml?part=1", "/robots.txt", "/api/search/?q=zyx", "/resources/list.json")
    yield from (f"/resources/export/{name}/" for name in ("csv", "xlsx", "ris", "bibtex", "csl-json"))
    yield from (f"{page.url}cite/{name}/" for name in ("ris", "bibtex", "csl-json"))
    yield from ("/oai?verb=Identify", "/oai?verb=ListRecords&metadataPrefix=oai_dc")
    yield "/api/v2/pages/"
    yield from (f"/api/v2/pages/{one.pk}/" for one in world.values())
    yield from ("/api/v2/pages/?type=resources.ResourcePage&fields=*", "/api/v2/images/", "/api/v2/documents/")


def test_no_way_out_names_another_address(world, client):
    wrong = {}
    for address in ways(world):
        answer = client.get(address)
        assert answer.status_code == 200, address
        text = b"".join(answer) if answer.streaming else answer.content
        if OTHER.encode() in text or b"//testserver" in text or b"://localhost" in text:
            wrong[address] = re.findall(rb".{0,60}(?:row\.example|testserver|localhost).{0,40}", text)[:2]
    assert wrong == {}


def test_the_api_gives_addresses_that_visitors_use(world, client):
    page = world["resource"]
    told = json.loads(client.get(f"/api/v2/pages/{page.pk}/").content)["meta"]
    assert told["html_url"] == f"{settings.PUBLIC_URL}{page.url}"
    assert told["detail_url"] == f"{settings.PUBLIC_URL}/api/v2/pages/{page.pk}/"
    assert page.full_url == f"{settings.PUBLIC_URL}{page.url}"


def texts():
    return [f"{one.sender}\n{one.subject}\n{one.text}\n{one.html}" for one in OutgoingMail.objects.all()]


@pytest.fixture
def mails(world, outbox_for_mail):
    """One mail of each kind about a page whose title has a sign of HTML."""
    set_up_groups()
    editor, moderator = factories.user("e@example.org"), factories.user("m@example.org")
    editor.groups.add(Group.objects.get(name="Editors"))
    moderator.groups.add(Group.objects.get(name="Moderators"))
    for decide in ("approve", "reject"):
        page = factories.event(title="Dialogue & Action", live=False)
        submit(page, editor)
        page.refresh_from_db()
        state = page.current_workflow_task_state
        if decide == "approve":
            approve(state, moderator, version_of(page.get_latest_revision()))
        else:
            state.reject(user=moderator, comment="Please")
    send_reset.func("e@example.org")
    return list(OutgoingMail.objects.all())


def test_mails_name_the_network_and_its_address(mails):
    assert len(mails) >= 4
    for one in mails:
        said = f"{one.subject}\n{one.text}\n{one.html}"
        assert OTHER not in said and "127.0.0.1/" not in said.replace(settings.PUBLIC_URL, "")
        assert "Commonplace" not in f"{one.sender}\n{said}"
        assert one.sender.startswith("=?utf-8?") or NAME in one.sender
        addresses = re.findall(r"https?://[^\s\"<]+", one.text)
        assert addresses and all(address.startswith(settings.PUBLIC_URL) for address in addresses)


def test_subjects_are_no_html(mails):
    subjects = {one.subject for one in mails}
    assert any("Dialogue & Action" in subject for subject in subjects)
    assert not [subject for subject in subjects if "&amp;" in subject or "&quot;" in subject]
    assert not [one.text for one in mails if "&amp;" in one.text]


def test_the_desk_has_the_name_of_the_network_and_no_other_mark(world, client):
    client.force_login(factories.user(is_superuser=True))
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    title = re.search(r"<title>(.*?)</title>", html, re.S)[1]
    assert "Réseau &amp; Co" in title and "Wagtail" not in title
    assert "Réseau &amp; Co" in re.search(r"<h1.*?</h1>", html, re.S)[0]
    assert "editor guide" not in html and "guide.wagtail.org" not in html
    mark = re.search(r"<template data-wagtail-sidebar-branding-logo>(.*?)</template>", html, re.S)[1]
    assert "network-mark" in mark and "Réseau &amp; Co" in mark
    assert re.search(r'<link rel="icon" href="[^"]*img/icon', html) and "favicon.ico" not in html
    assert f'href="{accent_stylesheet_url()}"' in html


def test_without_a_name_mails_and_desk_use_that_of_the_software():
    assert SiteSettings.network_name() == settings.WAGTAIL_SITE_NAME
