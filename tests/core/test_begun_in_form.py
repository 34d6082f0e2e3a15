"""A series that is missing is begun where one is chosen: a draft, by who may add one, and never twice."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from events.models import WebinarSeriesPage
from moderation.groups import set_up_groups
from networks.models import Committee
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/begin/events.webinarseriespage/"


@pytest.fixture
def place():
    return factories.webinar_index()


@pytest.fixture
def staff(client):
    client.force_login(factories.user(is_superuser=True))
    return client


def begin(client, title="Rural care", language="en"):
    return client.post(ADDRESS, {"title": title, "language": language})


def test_it_is_a_draft_below_the_list_with_a_first_version(staff, place):
    answer = begin(staff, "  Rural   care ").json()
    series = WebinarSeriesPage.objects.get()
    assert (series.title, series.live, series.get_parent().pk) == ("Rural care", False, place.pk)
    assert series.latest_revision is not None
    assert (answer["value"], answer["label"]) == (series.pk, "Rural care")
    assert answer["said"]


def test_one_of_this_name_is_chosen_and_not_made_twice(staff, place):
    series = factories.series(title="Rural care")
    assert begin(staff, "rural care").json()["value"] == series.pk
    assert WebinarSeriesPage.objects.count() == 1


@pytest.mark.parametrize("title", ["", "   ", "x" * 256])
def test_a_title_that_says_nothing_is_refused_in_words(staff, place, title):
    answer = begin(staff, title)
    assert answer.status_code == 400
    assert "title" in answer.json()["said"]
    assert not WebinarSeriesPage.objects.exists()


@pytest.mark.parametrize("kind", ["events.eventpage", "auth.user", "no.such", "x"])
def test_other_kinds_are_not_begun_so(staff, place, kind):
    assert staff.post(f"/admin/begin/{kind}/", {"title": "A", "language": "en"}).status_code == 404


def test_an_unknown_language_has_no_place(staff, place):
    assert begin(staff, language="xx").status_code in {302, 403}
    assert not WebinarSeriesPage.objects.exists()


def only_in(section):
    group = Group.objects.create(name="One section")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for right in ("add_page", "change_page"):
        GroupPagePermission.objects.create(group=group, page=section, permission=Permission.objects.get(codename=right))
    person = factories.user()
    person.groups.add(group)
    return person


def test_who_may_not_add_one_is_refused_and_offered_nothing(client, place):
    person = only_in(factories.event_index())
    client.force_login(person)
    begin(client)
    assert not WebinarSeriesPage.objects.exists()
    event = factories.event()
    form = event.get_edit_handler().get_form_class()(instance=event, parent_page=event.get_parent(), for_user=person)
    assert "data-few-new" not in str(form["series"])


def test_a_hidden_draft_of_this_name_is_not_given_away(client, place):
    hidden = factories.series(title="Secret", live=False)
    person = only_in(factories.event_index())
    client.force_login(person)
    assert str(hidden.pk) not in begin(client, "Secret").content.decode()


def test_the_form_of_an_event_offers_to_begin_one(staff, place):
    html = staff.get(reverse("wagtailadmin_pages:add", args=["events", "eventpage", factories.event_index().pk])).text
    assert ADDRESS in html


def test_a_series_is_begun_on_the_way_to_its_first_summary(staff, place):
    answer = staff.post(reverse("write", args=["summary"]), {"title": "Rural care"})
    series = WebinarSeriesPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:add", args=["events", "webinarsummarypage", series.pk])


def test_without_a_title_the_sections_are_shown_again(staff, place):
    factories.series()
    answer = staff.post(reverse("write", args=["summary"]), {"title": ""})
    assert answer.status_code == 200
    assert WebinarSeriesPage.objects.count() == 1


def test_strangers_begin_nothing(client, place):
    assert begin(client).status_code == 302
    assert not WebinarSeriesPage.objects.exists()


OF_COMMITTEES = "/admin/begin/networks.committee/"


def begin_committee(client, title="Rural table", language="en"):
    return client.post(OF_COMMITTEES, {"title": title, "language": language})


@pytest.fixture
def office(client):
    """Somebody of the office, who may add to the directory and not publish."""
    set_up_groups()
    person = factories.user()
    person.groups.add(Group.objects.get(name="Editors"))
    client.force_login(person)
    return person


def test_a_committee_is_begun_unseen_and_goes_live_with_the_event_that_names_it(client, office):
    answer = begin_committee(client).json()
    committee = Committee.objects.get()
    assert (str(committee), committee.live, answer["value"]) == ("Rural table", False, committee.pk)
    assert committee.latest_revision.user == office
    assert answer["edit_url"] and answer["said"]
    factories.event(committee=committee)
    committee.refresh_from_db()
    assert committee.live


def test_a_committee_of_this_name_is_chosen(client, office):
    first = begin_committee(client).json()["value"]
    assert begin_committee(client, "rural TABLE").json()["value"] == first
    assert Committee.objects.count() == 1


@pytest.mark.parametrize(("title", "language"), [("", "en"), ("x" * 201, "en"), ("Table", "xx")])
def test_a_committee_without_a_name_or_language_is_refused(client, office, title, language):
    assert begin_committee(client, title, language).status_code in {302, 400, 403}
    assert not Committee.objects.exists()


def test_who_may_not_add_committees_begins_none(client):
    person = only_in(factories.event_index())
    client.force_login(person)
    begin_committee(client)
    assert not Committee.objects.exists()


def test_the_form_of_an_event_offers_a_committee_that_is_missing(client, office):
    html = client.get(reverse("wagtailadmin_pages:add", args=["events", "eventpage", factories.event_index().pk])).text
    assert OF_COMMITTEES in html


def test_among_many_committees_one_is_added_in_their_window(client, office):
    html = client.get("/admin/snippets/choose/networks/committee/").json()["html"]
    assert "Add a new committee" in html
