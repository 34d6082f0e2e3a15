"""Choosers of pages open where such pages live; a few places to put a page are shown at once."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale

from core.admin import page_places
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(factories.user(is_superuser=True))
    return client


@pytest.fixture
def french():
    return Locale.objects.get_or_create(language_code="fr")[0]


@pytest.fixture
def places():
    return [factories.webinar_index(), *(factories.series(title=f"Series {name}") for name in "BA")]


@pytest.fixture
def french_places(places, french):
    """The same list and the first series in the other language."""
    made = [factories.home().copy_for_translation(french)]
    made += [place.copy_for_translation(french) for place in places[:2]]
    return made[1:]


def opened_at(client, **query):
    answer = client.get(reverse("wagtailadmin_choose_page"), query)
    assert answer.status_code == 200
    return answer.json()["parent_page_id"]


SERIES = "events.webinarseriespage"
PARENTS = f"{SERIES},events.webinarindexpage"


def test_a_chooser_of_series_opens_at_their_list(staff, places, french_places):
    assert opened_at(staff, page_type=SERIES) == places[0].pk


def test_a_single_series_stands_in_the_list_that_opens(staff):
    series = factories.series()
    assert opened_at(staff, page_type=SERIES) == series.get_parent().pk


def test_a_chooser_of_places_for_a_summary_opens_at_the_list(staff, places, french_places):
    assert opened_at(staff, page_type=PARENTS, user_perms="add_subpage", can_choose_root="true") == places[0].pk


def test_it_opens_in_the_language_of_the_writer(client, places, french_places):
    client.force_login(factories.user(is_superuser=True, language="fr"))
    assert opened_at(client, page_type=PARENTS) == french_places[0].pk


def test_a_chooser_of_any_page_opens_at_the_front_page(staff, french_places):
    assert opened_at(staff) == factories.home().pk


@pytest.mark.parametrize("page_type", ["resources.resourcepage", SERIES])
def test_it_opens_also_where_there_is_no_such_page(staff, page_type):
    factories.home()
    assert opened_at(staff, page_type=page_type)


@pytest.mark.parametrize("page_type", ["no.page", "auth.user", "x"])
def test_an_unknown_kind_is_no_error(staff, page_type):
    assert staff.get(reverse("wagtailadmin_choose_page"), {"page_type": page_type}).status_code == 404


# Where a new page belongs


def asked(client, name="webinar_list"):
    answer = client.get(reverse(f"{name}:choose_parent"))
    assert answer.status_code == 200
    return answer


def test_a_few_places_are_shown_at_once_in_the_order_of_the_site(staff, places):
    field = asked(staff).context["form"].fields["parent_page"]
    assert [str(label) for _value, label in field.widget.choices] == [
        "Webinars",
        "Webinars › Series B",
        "Webinars › Series A",
    ]


def test_places_of_the_other_language_come_after_and_say_so(staff, french_places):
    labels = [str(label) for _value, label in asked(staff).context["form"].fields["parent_page"].widget.choices]
    assert labels[0] == "Webinars"
    assert [label.endswith("(French)") for label in labels] == [False] * 3 + [True] * 2


def test_the_form_leads_to_the_new_page(staff, places):
    answer = staff.post(reverse("webinar_list:choose_parent"), {"parent_page": places[1].pk})
    assert answer.url == reverse("wagtailadmin_pages:add", args=["events", "webinarsummarypage", places[1].pk])


def test_another_place_is_refused(staff, places):
    answer = staff.post(reverse("webinar_list:choose_parent"), {"parent_page": factories.event_index().pk})
    assert answer.context["form"].errors


def test_of_many_places_one_is_looked_for(staff, places, monkeypatch):
    monkeypatch.setattr(page_places, "FEW", 2)
    html = asked(staff).text
    assert "page-chooser" in html
    assert 'type="radio"' not in html


def test_who_works_in_some_sections_is_shown_these(client, places):
    section = Group.objects.create(name="Two series")
    section.permissions.add(Permission.objects.get(codename="access_admin"))
    for place in places[1:]:
        GroupPagePermission.objects.create(
            group=section, page=place, permission=Permission.objects.get(codename="add_page")
        )
    person = factories.user()
    person.groups.add(section)
    client.force_login(person)
    factories.series(title="Of others", live=False)
    labels = [str(label) for _value, label in asked(client).context["form"].fields["parent_page"].widget.choices]
    assert labels == ["Webinars › Series B", "Webinars › Series A"]
    assert opened_at(client, page_type=SERIES) == places[0].pk
