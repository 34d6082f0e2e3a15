"""The hour of a bundle stands wherever a planned publication stands; whoever may not see the bundle sees none of it."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from bundles import due_bundles, hours
from bundles.models import Bundle
from bundles.standing import put
from core.together.shared_hours import coming_together, missed_together
from planning.subscription.calendar_address import make_address
from tests import factories
from tests.bundles.conftest import approved, new_page
from users.models import User

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
PLACES = ["schedule_page", "editorial_calendar", "work_report"]


@pytest.fixture
def at(db):
    # Today or tomorrow, within this month or the next: the calendar is asked for that month.
    return timezone.now() + DAY


@pytest.fixture
def scheduled(ready, administrator, at):
    hours.schedule(ready.pk, administrator, at)
    return ready


def shown(client, reader, place, at, **query):
    client.force_login(reader)
    answer = client.get(reverse(place), {"month": f"{timezone.localtime(at):%Y-%m}", **query})
    assert answer.status_code == 200
    return answer.content.decode()


def subscription(client, person):
    path = make_address(person).partition("//")[2].partition("/")[2]
    client.logout()
    answer = client.get(f"/{path}")
    assert answer.status_code == 200
    return {str(one["summary"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


@pytest.mark.parametrize("query", [{}, {"view": "list"}])
def test_the_calendar_has_one_entry_for_all_of_its_pages(scheduled, client, editor, at, query):
    html = shown(client, editor, "editorial_calendar", at, **query)
    assert html.count("Bundle “Spring” (2 pages)") == 1 and "Quiet hours, Below it" in html
    assert reverse("bundle", args=[scheduled.pk]) in html


def test_the_schedule_says_its_hour_with_the_zone_and_who_gave_it(scheduled, client, editor, at):
    html = shown(client, editor, "schedule_page", at)
    assert "Bundle “Spring” (2 pages)" in html and "Pacific Time" in html and "Ada" in html
    assert "Nothing goes live or expires by itself" not in html
    html = shown(client, editor, "work_report", at)
    assert "Bundle “Spring” (2 pages)" in html and "None is scheduled" not in html


def test_the_subscription_has_it_at_its_hour(scheduled, client, editor, at):
    entry = subscription(client, editor)["Goes live: Bundle “Spring” (2 pages)"]
    assert entry["dtstart"].dt == at.replace(microsecond=0) and "Quiet hours" in entry["description"]
    before = str(entry["uid"])
    Bundle.objects.update(go_live_at=at + DAY)
    assert {str(one["uid"]) for name, one in subscription(client, editor).items() if "Spring" in name} == {before}


def test_it_is_narrowed_as_pages_are(scheduled, client, editor, moderator, at):
    assert "Spring" in shown(client, editor, "editorial_calendar", at, person=str(editor.pk))
    assert "“Spring”" not in shown(client, editor, "editorial_calendar", at, person=str(moderator.pk))
    assert "“Spring”" not in shown(client, editor, "editorial_calendar", at, kind="expires")


def test_whoever_may_not_see_the_bundle_sees_nothing_of_it(scheduled, client, stranger_in_admin, at):
    for place in PLACES:
        html = shown(client, stranger_in_admin, place, at)
        assert "Spring" not in html and "Quiet hours" not in html, place
    assert not subscription(client, stranger_in_admin)
    Bundle.objects.update(go_live_at=None, missed_at=timezone.now() - DAY)
    assert "Spring" not in shown(client, stranger_in_admin, "schedule_page", at)


def test_a_page_that_somebody_may_not_see_is_not_named(scheduled, client, stranger_in_admin, editor, at):
    """One page of the bundle is theirs; the others are drafts of another section."""
    own = new_page(editor, "Own news", parent=factories.StandardPage.objects.get(title="Own section"))
    put(own.pk, scheduled.pk, editor)
    for place in PLACES:
        html = shown(client, stranger_in_admin, place, at)
        assert "Bundle “Spring” (3 pages)" in html, place
        assert "Quiet hours" not in html and "Below it" not in html, place
    (entry,) = subscription(client, stranger_in_admin).values()
    assert "Own news" in entry["description"] and "Quiet hours" not in entry["description"]
    (hour,) = coming_together(stranger_in_admin)
    assert [page.title for page in hour.pages] == ["Own news"]


def test_whoever_loses_the_admin_reads_nothing_more(scheduled, client, editor):
    path = make_address(editor).partition("//")[2].partition("/")[2]
    editor.groups.remove(Group.objects.get(name="Editors"))
    client.logout()
    assert client.get(f"/{path}").status_code == 404
    assert coming_together(User.objects.get(pk=editor.pk)) == []


def test_one_that_missed_its_hour_says_so_and_why(scheduled, client, editor, page, at):
    page.refresh_from_db()
    page.specific.save_revision(user=editor)
    due_bundles.publish_due(at + DAY)
    assert coming_together(editor) == [] and len(missed_together(editor)) == 1
    html = shown(client, editor, "schedule_page", at)
    assert "Missed their time" in html and "Not everything was ready" in html and "It has not happened." in html


def test_one_whose_hour_is_over_while_no_worker_runs_is_overdue(scheduled, client, editor, at):
    Bundle.objects.update(go_live_at=timezone.now() - DAY)
    html = shown(client, editor, "schedule_page", at)
    assert html.count("Bundle “Spring” (2 pages)") == 1 and "Background work does not run" in html
    assert "overdue" in shown(client, editor, "work_report", at)


def test_a_page_that_waits_for_the_hour_is_no_draft_and_is_live_soon(scheduled, client, editor, page):
    client.force_login(editor)
    html = client.get("/admin/").content.decode()
    assert "Live soon" in html and html.count(f">{page.title}</a>") == 1
    assert "Your drafts" not in html
    Bundle.objects.update(go_live_at=None)
    assert "Live soon" not in client.get("/admin/").content.decode()


def test_its_editor_does_not_say_that_no_time_is_set(scheduled, client, editor, page):
    client.force_login(editor)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "goes live with it" in html and "Pacific Time" in html
    assert "No publishing schedule set" not in html and "Goes live with the bundle “Spring” on " in html
    alone = client.get(reverse("wagtailadmin_pages:edit", args=[new_page(editor, "Alone").pk])).content.decode()
    assert "No publishing schedule set" in alone and "Goes live with" not in alone


def test_it_speaks_french(scheduled, client, editor, at):
    editor.language = "fr"
    editor.save()
    assert "Lot «\xa0Spring\xa0» (2 pages)" in shown(client, editor, "schedule_page", at)


def test_more_bundles_take_no_more_queries(scheduled, client, editor, moderator, administrator, at):
    def cost(place):
        shown(client, editor, place, at)
        with CaptureQueriesContext(connection) as found:
            shown(client, editor, place, at)
        return len(found)

    before = {place: cost(place) for place in PLACES}
    for number in range(2):
        other = Bundle.objects.create(title=f"Another {number}", made_by=editor)
        for name in ("One", "Two"):
            put(approved(new_page(editor, f"{name} {number}"), editor, moderator).pk, other.pk, editor)
        hours.schedule(other.pk, administrator, at)
    assert {place: cost(place) for place in PLACES} == before
