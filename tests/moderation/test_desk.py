"""The front page of the admin for who writes: what they may begin, and where their pages stand."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageViewRestriction

from search.models import PageReadings
from tests import factories

HOME = "wagtailadmin_home"


@pytest.fixture
def desk(sign_in):
    def seen_by(person):
        return sign_in(person).get(reverse(HOME)).text

    return seen_by


def part(html, name):
    """The panel of this name, or nothing."""
    _before, found, rest = html.partition(f'id="{name}-section"')
    return rest.partition("</section>")[0] if found else ""


@pytest.fixture
def sections(db):
    return factories.event_index(), factories.webinar_index(), factories.resource_index()


def test_an_editor_is_offered_all_four(desk, editor, sections):
    html = desk(editor)
    assert all(reverse("write", args=[name]) in html for name in ("event", "summary", "resource", "page"))


def test_who_may_add_nothing_is_offered_nothing(desk, groups, sections):
    person = factories.user()
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert "/write/" not in desk(person)


def test_who_writes_in_one_section_is_offered_what_stands_there(desk, groups, sections):
    group = Group.objects.create(name="Writers of events")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=sections[0], permission=Permission.objects.get(codename="add_page")
    )
    person = factories.user()
    person.groups.add(group)
    html = desk(person)
    assert reverse("write", args=["event"]) in html
    assert reverse("write", args=["resource"]) not in html


def test_one_section_leads_straight_to_the_form(sign_in, editor, sections):
    answer = sign_in(editor).get(reverse("write", args=["event"]))
    assert answer.url == reverse("wagtailadmin_pages:add", args=["events", "eventpage", sections[0].pk])


def test_several_sections_are_a_choice(sign_in, editor, sections):
    series = factories.series()
    html = sign_in(editor).get(reverse("write", args=["summary"])).text
    for section in (sections[1], series):
        assert reverse("wagtailadmin_pages:add", args=["events", "webinarsummarypage", section.pk]) in html


def test_another_word_is_no_kind(sign_in, editor):
    assert sign_in(editor).get(reverse("write", args=["poem"])).status_code == 404


def test_drafts_stand_there_until_they_are_sent(desk, draft, editor):
    assert "What peers say" in part(desk(editor), "your-drafts")


def test_what_waits_is_no_draft_and_says_with_whom(desk, waiting, editor, moderator):
    html = desk(editor)
    assert "What peers say" not in part(html, "your-drafts")
    assert "Mona" in part(html, "your-pages-in-review")


def test_what_goes_live_soon_says_when_and_in_which_zone(desk, draft, editor):
    revision = draft.get_latest_revision()
    revision.approved_go_live_at = timezone.now() + datetime.timedelta(days=3)
    revision.save()
    html = desk(editor)
    assert "Pacific Time" in part(html, "live-soon")
    assert "What peers say" not in part(html, "your-drafts")


def test_what_was_published_says_how_often_it_was_read(desk, editor):
    page = factories.event(title="Evening", owner=editor)
    PageReadings.objects.create(page=page, day=timezone.localdate(), times=1234)
    assert "1,234" in part(desk(editor), "published-lately")


def test_nobody_else_s_pages_stand_there(desk, editor):
    factories.event(title="Evening", owner=factories.user())
    assert "Evening" not in desk(editor)


def test_numbers_of_a_page_that_one_may_not_see_any_more_are_not_told(desk, editor):
    page = factories.event(title="Evening", owner=editor)
    PageReadings.objects.create(page=page, day=timezone.localdate(), times=1234)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="Others"))
    assert "1,234" not in desk(editor)


@pytest.mark.parametrize(("section", "is_named"), [(0, True), (2, False)], ids=["theirs", "taken from them"])
def test_a_draft_is_named_where_its_writer_still_works(desk, sections, section, is_named):
    writer, group = factories.user(), Group.objects.create(name="One section")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=sections[section], permission=change)
    writer.groups.add(group)
    factories.event(title="Evening", owner=writer, live=False)
    assert ("Evening" in desk(writer)) is is_named
