import re

import pytest
from django.contrib.auth.models import Group

from tests import factories
from users.account_emails import INVITATION_LASTS, invitation_token
from users.models import User

NEW = {"new_password1": "a long new phrase", "new_password2": "a long new phrase"}


def link_in(mail):
    return re.search(r"http://127\.0\.0\.1:8000(/\S+)", mail.body)[1]


@pytest.fixture
def invited(db):
    factories.home()
    return factories.user("new@example.org", first_name="Ann", language="fr", is_active=True)


@pytest.fixture
def token(invited):
    invited.set_unusable_password()
    invited.save()
    return invitation_token(invited)


@pytest.fixture
def asks(client, member, django_capture_on_commit_callbacks):
    """Ask for a new password, and let the worker do its part."""

    def ask(email):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post("/account/reset/", {"email": email})

    return ask


def test_a_reset_letter_goes_to_a_known_address_only(asks, mailoutbox):
    answers = [asks(email) for email in ("member@example.org", "nobody@example.org")]
    assert [answer.url for answer in answers] == ["/account/reset/sent/"] * 2
    assert [mail.to for mail in mailoutbox] == [["member@example.org"]]


def test_a_new_password_is_chosen_once(client, asks, member, mailoutbox):
    asks("MEMBER@example.org")
    link = link_in(mailoutbox[0])
    form = client.get(link, follow=True)
    assert client.post(form.request["PATH_INFO"], NEW).url == "/account/reset/done/"
    member.refresh_from_db()
    assert member.check_password("a long new phrase")
    assert "used already" in client.get(link, follow=True).text


def test_whoever_never_answered_the_invitation_gets_a_new_one(asks, invited, token, mailoutbox):
    asks("new@example.org")
    assert "/fr/invitation/" in mailoutbox[0].body


def test_three_letters_to_one_address_and_ten_requests_from_one_sender(asks, mailoutbox):
    answers = [asks("member@example.org") for _ in range(11)]
    assert len(mailoutbox) == 3
    assert answers[9].status_code == 302
    assert answers[10].status_code == 429


def test_a_weak_password_is_refused_beside_its_field(client, token):
    answer = client.post(f"/invitation/{token}/", {"new_password1": "12345", "new_password2": "12345"})
    assert 'class="error-summary"' in answer.text
    assert 'id="id_new_password2_error"' in answer.text


def test_an_invitation_works_once(client, invited, token):
    assert client.get(f"/invitation/{token}/").status_code == 200
    answer = client.post(f"/invitation/{token}/", NEW)
    assert answer.url == "/fr/your-network/"
    assert client.session["_auth_user_id"] == str(invited.pk)
    assert client.get(f"/invitation/{token}/").status_code == 410


def test_an_invitation_gets_old(client, token, monkeypatch):
    monkeypatch.setattr("users.account_emails.INVITATION_LASTS", -INVITATION_LASTS)
    assert client.get(f"/invitation/{token}/").status_code == 410


@pytest.mark.parametrize("forged", ["x", "a:b:c", "%00", "é"])
def test_a_forged_invitation_opens_nothing(client, token, forged):
    assert client.get(f"/invitation/{forged}/").status_code == 410


def test_guessing_invitations_is_throttled(client, token):
    answers = [client.get(f"/invitation/{number}/").status_code for number in range(31)]
    assert answers[0] == 410
    assert answers[-1] == 429


def test_an_administrator_invites_somebody(client, administrator, mailoutbox):
    client.force_login(administrator)
    group = Group.objects.create(name="Readers")
    person = {"first_name": "Ann", "last_name": "Lee", "email": "Ann@Example.org", "language": "fr"}
    assert client.get("/admin/users/new/").status_code == 200
    answer = client.post("/admin/users/new/", person | {"groups": [group.pk]})
    assert answer.status_code == 302
    user = User.objects.get(email="ann@example.org")
    assert (user.is_superuser, user.has_usable_password(), list(user.groups.all())) == (False, False, [group])
    assert "/fr/invitation/" in mailoutbox[0].body


def test_an_administrator_sends_a_new_link_and_the_old_one_is_void(client, administrator, invited, token, mailoutbox):
    client.force_login(administrator)
    address = f"/admin/users/{invited.pk}/invite/"
    assert "new@example.org" in client.get(address).text
    client.post(address)
    new = link_in(mailoutbox[0])
    client.logout()
    assert client.get(f"/invitation/{token}/").status_code == 410
    assert client.get(new).status_code == 200


def test_members_cannot_invite(client, member, invited, token, mailoutbox):
    client.force_login(member)
    assert client.post(f"/admin/users/{invited.pk}/invite/").status_code == 302
    assert not mailoutbox


def test_the_same_address_is_not_invited_twice(client, administrator, member):
    client.force_login(administrator)
    person = {"first_name": "A", "last_name": "B", "email": "MEMBER@example.org", "language": "en"}
    assert "There is an account with this e-mail address already" in client.post("/admin/users/new/", person).text
