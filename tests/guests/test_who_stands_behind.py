"""A link lives by the rights of whoever made it: asked at each opening, told to staff, and nothing of it is lost."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageLogEntry
from wagtail.users.models import UserProfile

from guests.models import GuestLink, GuestWord
from guests.saying import Closed, say
from tests import factories
from tests.guests.test_reading import path_of, read
from tests.guests.test_saying import send, version_of
from users.models import User

pytestmark = pytest.mark.django_db


def deactivated(person):
    User.objects.filter(pk=person.pk).update(is_active=False)


def deleted(person):
    User.objects.get(pk=person.pk).delete()


def without_groups(person):
    person.groups.clear()


def moved_to_another_section(person):
    group = Group.objects.create(name="Other section")
    group.permissions.set(Group.objects.get(name="Editors").permissions.all())
    section = factories.standard_page(title="Elsewhere", slug="elsewhere")
    GroupPagePermission.objects.create(group=group, page=section, permission_type="change")
    person.groups.set([group])


WAYS = [
    (deactivated, "this account is not in use any more: Edda"),
    (deleted, "was deleted"),
    (without_groups, "may not work on the page any more: Edda"),
    (moved_to_another_section, "may not work on the page any more: Edda"),
]


@pytest.mark.parametrize(("way", "why"), WAYS)
def test_it_reads_as_taken_back(way, why, client, link, editor, moderator, draft):
    send(client, link)
    written, version = GuestWord.objects.count(), version_of(link)
    way(editor)
    page = read(client, link, 404)
    assert draft.title not in page and "This link does not open a draft" in page
    assert send(client, link).status_code == 404
    with pytest.raises(Closed):
        say(link, "comment", version, "More", "")
    assert GuestWord.objects.count() == written == 1
    # Nothing was taken back: what was said and when it was made stay.
    assert GuestLink.objects.get(pk=link.pk).revoked_at is None
    assert PageLogEntry.objects.filter(page=draft.pk, action="guests.link").count() == 1
    client.force_login(moderator)
    shown = client.get(reverse("guest_links", args=[draft.pk])).content.decode()
    assert why in shown and "I like it." in shown and link.token not in shown


def test_moderators_make_another_one(client, link, editor, moderator, draft):
    deactivated(editor)
    client.force_login(moderator)
    given = {"name": "Kit Owl", "days": "14", "language": "en", "email": ""}
    client.post(reverse("guest_links", args=[draft.pk]), given)
    client.logout()
    other = GuestLink.objects.exclude(pk=link.pk).get()
    assert draft.title in read(client, other)
    read(client, link, 404)


def test_a_link_of_somebody_else_stays_open(client, link, moderator, draft):
    deactivated(moderator)
    assert draft.title in read(client, link)


def test_with_the_rights_it_comes_back(client, link, editor, draft):
    groups = list(editor.groups.all())
    without_groups(editor)
    read(client, link, 404)
    editor.groups.set(groups)
    assert draft.title in read(client, link)


def test_it_says_why_in_french(client, link, editor, moderator, draft):
    deactivated(editor)
    client.force_login(moderator)
    UserProfile.objects.update_or_create(user=moderator, defaults={"preferred_language": "fr"})
    shown = client.get(reverse("guest_links", args=[draft.pk])).content.decode()
    assert "ce compte n’est plus utilisé" in shown


def test_reading_a_closed_one_changes_nothing(client, link, editor):
    deleted(editor)
    before = list(GuestLink.objects.values()), PageLogEntry.objects.count()
    assert client.get(path_of(link)).status_code == client.head(path_of(link)).status_code == 404
    assert (list(GuestLink.objects.values()), PageLogEntry.objects.count()) == before
