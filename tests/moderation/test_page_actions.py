"""What moderators do with live pages without the right to publish."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageLogEntry, PageViewRestriction

from tests import factories


@pytest.fixture
def french(groups):
    return Locale.objects.get_or_create(language_code="fr")[0]


def in_french(page, french):
    """A live translation below the translated parents."""
    parent = page.get_parent()
    if parent.depth > 1 and not parent.has_translation(french):
        in_french(parent.specific, french)
    copy = page.copy_for_translation(french)
    copy.get_latest_revision().publish()
    return Page.objects.get(pk=copy.pk)


def act(client, what, page, data=None):
    return client.post(reverse(f"moderate_{what}", args=[page.pk]), data or {})


def test_moderators_unpublish_and_it_is_logged(moderator, sign_in):
    page = factories.standard_page()
    act(sign_in(moderator), "unpublish", page)
    assert not Page.objects.get(pk=page.pk).live
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.unpublish", user=moderator).exists()


def test_pages_below_and_translations_go_when_asked(moderator, french, sign_in):
    page = factories.standard_page()
    below = factories.standard_page(page)
    other = in_french(page, french)
    act(sign_in(moderator), "unpublish", page, {"include_descendants": "on", "include_translations": "on"})
    assert not Page.objects.filter(pk__in=[page.pk, below.pk, other.pk], live=True).exists()


@pytest.mark.parametrize("what", ["unpublish", "move", "privacy", "unschedule"])
@pytest.mark.parametrize("role", ["editor", "translator", "member"])
def test_others_do_not(role, what, request, groups, sign_in):
    page = factories.standard_page()
    goal = factories.standard_page()
    data = {"destination": goal.pk, "restriction_type": "login"}
    assert act(sign_in(request.getfixturevalue(role)), what, page, data).status_code in {302, 403}
    page = Page.objects.get(pk=page.pk)
    assert page.live
    assert page.get_parent() != goal
    assert not PageViewRestriction.objects.exists()


def test_moderators_move_a_live_page_and_its_old_address_leads_on(moderator, sign_in):
    page = factories.standard_page()
    goal = factories.standard_page()
    act(sign_in(moderator), "move", page, {"destination": goal.pk})
    assert Page.objects.get(pk=page.pk).get_parent().pk == goal.pk
    assert Redirect.objects.filter(redirect_page=page.pk).exists()


def test_a_translation_moves_along(moderator, french, sign_in):
    page, goal = factories.standard_page(), factories.standard_page()
    other, other_goal = in_french(page, french), in_french(goal, french)
    act(sign_in(moderator), "move", page, {"destination": goal.pk})
    assert Page.objects.get(pk=other.pk).get_parent().pk == other_goal.pk


def test_a_page_is_not_moved_where_its_kind_cannot_stand(moderator, sign_in):
    page = factories.standard_page()
    goal = factories.event_index()
    answer = act(sign_in(moderator), "move", page, {"destination": goal.pk})
    assert "This kind of page cannot go there." in answer.content.decode()
    assert Page.objects.get(pk=page.pk).get_parent().pk != goal.pk


def test_moderators_set_privacy_for_all_languages(moderator, french, sign_in):
    page = factories.standard_page()
    other = in_french(page, french)
    members = Group.objects.get(name="Members")
    act(sign_in(moderator), "privacy", page, {"restriction_type": "groups", "groups": [members.pk]})
    for one in (page, other):
        restriction = PageViewRestriction.objects.get(page=one)
        assert list(restriction.groups.all()) == [members]


def test_privacy_is_lifted_for_all_languages(moderator, french, sign_in):
    page = factories.standard_page()
    in_french(page, french)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert PageViewRestriction.objects.count() == 2
    act(sign_in(moderator), "privacy", page, {"restriction_type": "none"})
    assert not PageViewRestriction.objects.exists()


def test_a_translation_made_later_is_as_private(french):
    section = factories.standard_page()
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    other = in_french(section, french)
    assert other.get_view_restrictions().exists()


def test_deleting_a_page_leaves_its_translation_private(french):
    page = factories.standard_page()
    other = in_french(page, french)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    page.delete()
    assert Page.objects.get(pk=other.pk).get_view_restrictions().exists()


def test_moderators_take_a_page_off_the_schedule(moderator, sign_in):
    later = timezone.now() + datetime.timedelta(days=2)
    page = factories.standard_page(live=False, go_live_at=later)
    page.get_latest_revision().publish()
    act(sign_in(moderator), "unschedule", page)
    assert Page.objects.get(pk=page.pk).scheduled_revision is None


def test_the_buttons_are_there_for_moderators_alone(moderator, editor, sign_in):
    page = factories.standard_page()
    url = reverse("moderate_privacy", args=[page.pk])
    listing = reverse("wagtailadmin_explore", args=[page.pk])
    assert url in sign_in(moderator).get(listing).content.decode()
    assert url not in sign_in(editor).get(listing).content.decode()


@pytest.mark.parametrize("what", ["unpublish", "move", "privacy"])
def test_each_asks_before_it_acts(what, moderator, sign_in):
    page = factories.standard_page()
    answer = sign_in(moderator).get(reverse(f"moderate_{what}", args=[page.pk]))
    assert answer.status_code == 200
    assert Page.objects.get(pk=page.pk).live
