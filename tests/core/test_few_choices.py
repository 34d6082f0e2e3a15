"""A choice among few stands in the form as radio buttons; what one may not see is not among them."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale

from core.admin import few_choices
from networks.models import Committee, CommitteeText
from tests import factories

pytestmark = pytest.mark.django_db


def form_of(page, user=None):
    user = user or factories.user(is_superuser=True)
    return page.get_edit_handler().get_form_class()(instance=page, parent_page=page.get_parent(), for_user=user)


def labels(form, name):
    return [str(label) for _value, label in getattr(form.fields[name].widget, "choices", [])]


def is_window(form, name):
    return hasattr(form.fields[name].widget, "get_chooser_modal_url")


def test_a_few_series_stand_in_the_form():
    for name in "AB":
        factories.series(title=f"Series {name}")
    form = form_of(factories.event())
    assert labels(form, "series") == ["None", "Series A", "Series B"]
    assert 'type="radio"' in str(form["series"])


def test_among_many_one_is_looked_for(monkeypatch):
    monkeypatch.setattr(few_choices, "FEW", 2)
    for name in "ABC":
        factories.series(title=f"Series {name}")
    assert is_window(form_of(factories.event()), "series")


def test_where_there_is_none_and_this_person_may_add_none_the_window_stays():
    event = factories.event()
    assert is_window(form_of(event, section_editor(event.get_parent())), "committee")


def test_a_few_committees_stand_in_the_form_and_say_which_is_not_live():
    for name, live in (("Core group", True), ("New group", False)):
        texts = [CommitteeText(language="en", name=name)]
        Committee.objects.create(slug=name.lower().replace(" ", "-"), live=live, texts=texts)
    assert labels(form_of(factories.event()), "committee") == ["None", "Core group", "New group · Draft"]


def test_events_come_newest_first_with_their_day():
    for day, title in ((3, "Older"), (9, "Newer")):
        factories.event(title=title, start_date=datetime.date(2026, 3, day))
    names = labels(form_of(factories.summary()), "event")
    assert [name.partition(" · ")[0] for name in names] == ["None", "Newer", "Older"]
    assert "9" in names[1]


def test_each_series_stands_there_once_in_the_language_of_the_page():
    french = Locale.objects.get_or_create(language_code="fr")[0]
    series = factories.series(title="In both")
    factories.series(title="Only English")
    event = factories.event()
    factories.in_french(series, title="Dans les deux")
    twin = factories.in_french(event)
    assert twin.locale == french
    assert labels(form_of(twin), "series") == ["None", "Dans les deux", "Only English · English"]
    assert labels(form_of(event), "series") == ["None", "In both", "Only English"]


def test_what_is_chosen_stays_chosen_though_it_would_not_be_offered():
    series = factories.series(title="Private", live=False)
    factories.series(title="Open")
    event = factories.event(series=series)
    form = form_of(event, section_editor(event.get_parent()))
    assert labels(form, "series") == ["None", "Open", "Private · Draft"]


def section_editor(section):
    group = Group.objects.create(name="Events alone")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for right in ("add_page", "change_page"):
        GroupPagePermission.objects.create(group=group, page=section, permission=Permission.objects.get(codename=right))
    person = factories.user()
    person.groups.add(group)
    return person


def test_drafts_of_other_sections_are_not_offered():
    factories.series(title="Secret plan", live=False)
    factories.series(title="Open")
    event = factories.event()
    assert labels(form_of(event, section_editor(event.get_parent())), "series") == ["None", "Open"]


def test_the_window_of_events_shows_the_newest_first(client):
    client.force_login(factories.user(is_superuser=True))
    for day, title in ((3, "Middle"), (9, "Newest"), (1, "Oldest")):
        factories.event(title=title, start_date=datetime.date(2026, 3, day))
    place = factories.event_index().pk
    for address in (reverse("wagtailadmin_choose_page"), reverse("wagtailadmin_choose_page_child", args=[place])):
        html = client.get(address, {"page_type": "events.eventpage"}).json()["html"]
        assert html.index("Newest") < html.index("Middle") < html.index("Oldest")


def test_what_nobody_sees_is_not_looked_up():
    """The list of what is needed makes the form anew at each pause of typing."""
    factories.series(title="Open doors")
    page = factories.event()
    form_class = page.get_edit_handler().get_form_class()
    given = {"instance": page, "parent_page": page.get_parent().specific, "for_user": factories.user(is_superuser=True)}
    assert not is_window(form_class({}, **given), "series")
    assert is_window(form_class({}, is_shown=False, **given), "series")
