"""Links in the admin: who may make them, who may not, and what they send."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageLogEntry, PageViewRestriction

from guests.guest_mail import address_of_link
from guests.models import GuestLink
from tests import factories

pytestmark = pytest.mark.django_db


def address(page):
    return reverse("guest_links", args=[page.pk])


def ask(client, person, page, **more):
    client.force_login(person)
    given = {"name": "Kit Owl", "days": "14", "language": "en", "email": ""} | more
    return client.post(address(page), given)


def test_editors_and_moderators_make_links(client, draft, editor, moderator):
    for person in (editor, moderator):
        assert ask(client, person, draft).status_code == 302
    page = client.get(address(draft)).content.decode()
    assert GuestLink.objects.count() == 2
    for link in GuestLink.objects.all():
        assert address_of_link(link) in page


def test_others_make_none_and_see_none(client, draft, link):
    member = factories.user("mia@example.org")
    member.groups.add(Group.objects.get(name="Members"))
    for person in (member, factories.user("nobody@example.org")):
        assert ask(client, person, draft).status_code in {302, 403}
        answer = client.get(address(draft))
        assert link.token not in answer.content.decode() and answer.status_code in {302, 403}
        assert client.post(f"{address(draft)}revoke/", {"link": link.pk}).status_code in {302, 403}
    client.logout()
    assert client.get(address(draft)).status_code == 302
    assert list(GuestLink.objects.filter(revoked_at=None)) == [link]


def test_who_works_in_another_section_makes_none(client, draft, groups):
    group = Group.objects.create(name="Other section")
    group.permissions.add(*Group.objects.get(name="Editors").permissions.all())
    section = factories.standard_page()
    GroupPagePermission.objects.create(group=group, page=section, permission_type="change")
    person = factories.user("omar@example.org")
    person.groups.add(group)
    answer = ask(client, person, draft)
    assert answer.status_code in {302, 403} and not GuestLink.objects.exists()


def test_a_private_page_has_no_links(client, draft, editor):
    PageViewRestriction.objects.create(page=draft.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert ask(client, editor, draft).status_code == 409
    assert "for members only" in client.get(address(draft)).content.decode()
    assert not GuestLink.objects.exists()


def test_the_link_is_sent_in_the_language_chosen(client, draft, editor):
    ask(client, editor, draft, language="fr", email="kit@example.org", may_decide="on")
    (sent,) = mail.outbox
    assert sent.to == ["kit@example.org"] and sent.reply_to == ["edda@example.org"]
    assert "/fr/draft/" in sent.body and "Bonjour Kit Owl" in sent.body
    assert address_of_link(GuestLink.objects.get()) in sent.body


def test_signs_of_a_title_stay_what_they_are_in_its_mail(client, draft, editor):
    draft.title = "Tea & “talk” <now>"
    draft.save_revision(user=editor)
    ask(client, editor, draft, email="kit@example.org")
    (sent,) = mail.outbox
    assert draft.title in sent.subject and draft.title in sent.body


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 151},
        {"days": "0"},
        {"days": "91"},
        {"days": "٣x"},
        {"days": "9" * 400},
        {"language": "xx"},
        {"email": "kit"},
        {"email": "a@b.org\nBcc: c@d.org"},
        {"name": "\0"},
    ],
)
def test_what_is_typed_wrongly_makes_none(client, draft, editor, wrong):
    assert ask(client, editor, draft, **wrong).status_code == 409
    assert not GuestLink.objects.exists() and not mail.outbox


def test_a_link_is_taken_back_once(client, draft, editor, link):
    client.force_login(editor)
    for _time in range(2):
        assert client.post(f"{address(draft)}revoke/", {"link": link.pk}).status_code == 302
    assert GuestLink.objects.get().revoked_at
    assert PageLogEntry.objects.filter(action="guests.revoke").count() == 1
    assert link.token not in client.get(address(draft)).content.decode()


@pytest.mark.parametrize("key", ["", "x", "٣", "-1", "9" * 30, "\0"])
def test_what_is_no_link_is_not_taken_back(client, draft, editor, link, key):
    client.force_login(editor)
    assert client.post(f"{address(draft)}revoke/", {"link": key}).status_code == 302
    assert GuestLink.objects.get().revoked_at is None


def test_the_link_of_another_page_is_not_taken_back_here(client, editor, link):
    other = factories.resource(live=False, owner=editor)
    client.force_login(editor)
    client.post(f"{address(other)}revoke/", {"link": link.pk})
    assert GuestLink.objects.get().revoked_at is None


def test_asking_to_take_back_takes_nothing_back(client, draft, editor, link):
    client.force_login(editor)
    assert client.get(f"{address(draft)}revoke/").status_code == 405
    assert client.get(address(factories.resource(live=False))).status_code == 200
    assert client.get(reverse("guest_links", args=[10**12])).status_code == 404
    assert client.get(reverse("guest_links", args=[10**20])).status_code == 404


def test_the_editor_and_the_review_lead_to_the_links(client, draft, editor, waiting, moderator):
    client.force_login(editor)
    assert address(draft) in client.get(reverse("wagtailadmin_explore", args=[draft.pk])).content.decode()
    client.force_login(moderator)
    assert address(draft) in client.get(reverse("review", args=[waiting.pk])).content.decode()


def test_the_database_alone_opens_nothing(link, settings):
    token = link.token
    settings.SECRET_KEY = "another key"
    assert link.nonce in token and not GuestLink.objects.with_token(link.nonce).exists()
