"""What is in the bin shows nowhere else: neither to visitors nor in the lists, choosers and reports of the admin."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from care.review_dates import keep_rows
from guests.drafts import State, state_of
from moderation.submission import submit
from tests import factories
from tests.recycle.test_bin_and_back import bin_of

pytestmark = pytest.mark.django_db
WORD = "Zyxwvut"


def gone(editor, administrator):
    """A live section with an event, a draft in review and a locked page below the lists, all of them deleted."""
    section = factories.network_page(title=f"{WORD} section", show_in_menus=True)
    locked = {"locked": True, "locked_by": administrator, "locked_at": timezone.now()}
    pages = [
        section,
        factories.network_page(parent=section, title=f"{WORD} below"),
        factories.event(title=f"{WORD} event", owner=administrator),
        factories.resource(title=f"{WORD} resource", owner=administrator, **locked),
        factories.summary(title=f"{WORD} summary", owner=administrator),
        factories.resource(title=f"{WORD} draft", live=False, owner=editor),
        factories.in_french(factories.standard_page(title=f"{WORD} page")),
    ]
    submit(pages[5], editor)
    pages.append(Page.objects.get(title=f"{WORD} page"))
    keep_rows()
    for page in pages:
        if not page.is_child_of(section):
            bin_of(page, user=administrator)


PUBLIC = [
    *("/", "/fr/", "/network/", "/events/", "/events/?when=all", "/resources/", "/webinars/", "/sitemap.xml"),
    *(f"/search/?q={WORD}", f"/fr/search/?q={WORD}", "/events/feed/", "/resources/feed/", "/events/calendar.ics"),
    *("/api/v2/pages/?limit=20", "/oai?verb=ListRecords&metadataPrefix=oai_dc"),
]
ADMIN = [
    *("", "pages/", f"pages/search/?q={WORD}", f"pages/search/results/?q={WORD}", f"pages/1/?q={WORD}&search_all=1"),
    *(f"pages/1/?q={WORD}", "event_list/", f"event_list/?q={WORD}", "resource_list/", "webinar_list/", "network_list/"),
    *("choose-page/", "choose-page/1/", f"choose-page/search/?q={WORD}&page_type=wagtailcore.page"),
    *(f"choose-page/search/?q={WORD}&page_type=resources.resourcepage", "choose-page/?page_type=events.eventpage"),
    *("api/main/pages/?limit=20&fields=*", f"api/main/pages/?search={WORD}", "api/main/pages/?child_of=1"),
    *("reports/locked/", "reports/aging-pages/", "reports/workflow/", "reports/workflow_tasks/"),
    *("care/?show=all", "monday/", "reports/translations/", "gap-map/", "imports/", "sign-ups/"),
]


def shows(client, address):
    answer = client.get(address, follow=True)
    assert answer.status_code in {200, 404}, (address, answer.status_code)
    # The words that were asked for stand in the field, and in what is said of them.
    return WORD in answer.content.decode().replace(f"q={WORD}", "").replace(f"search={WORD}", "") and any(
        f"{WORD} {name}" in answer.content.decode()
        for name in "section below event resource summary draft page".split()
    )


def leaks(client, start, addresses, person=None):
    if person:
        client.force_login(person)
    return [address for address in addresses if shows(client, f"{start}{address}")]


def test_what_is_in_the_bin_shows_nowhere_else(editor, administrator, client):
    gone(editor, administrator)
    assert leaks(client, "", PUBLIC) == []
    assert leaks(client, "/admin/", ADMIN, factories.user(is_superuser=True)) == []
    assert leaks(client, "/admin/", ["", "resource_list/", "care/?show=all"], administrator) == []
    assert f"{WORD} section" in client.get(reverse("recycle_bin")).content.decode()
    assert leaks(client, "/admin/", ["", "reports/workflow/"], factories.moderator()) == []
    assert leaks(client, "/admin/", ADMIN[:3], editor) == []
    words = client.get(reverse("recycle_bin")).content.decode()
    assert f"{WORD} draft" in words
    assert f"{WORD} event" not in words and f"{WORD} section" not in words


def test_a_link_for_guests_says_that_it_is_gone(editor, administrator):
    page = factories.resource(live=False, owner=editor)
    assert state_of(page) is State.DRAFT
    bin_of(page, user=administrator)
    assert state_of(Page.objects.get(pk=page.pk).specific) is State.GONE
