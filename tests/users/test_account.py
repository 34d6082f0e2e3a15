import re

from django.contrib.auth import get_user_model
from wagtail.users.models import UserProfile


def account(**changes):
    return {"first_name": "Ann", "last_name": "Lee", "language": "fr", "time_zone": "America/Halifax", **changes}


def test_a_stranger_is_asked_to_sign_in(client, member):
    assert client.get("/account/").url == "/sign-in/?next=/account/"
    assert client.get("/fr/account/").url == "/fr/sign-in/?next=/fr/account/"


def test_the_account_keeps_what_one_says(client, member):
    client.force_login(member)
    assert client.post("/account/", account()).url == "/fr/account/?saved=account"
    member.refresh_from_db()
    assert (member.first_name, member.language, member.time_zone) == ("Ann", "fr", "America/Halifax")


def test_the_admin_speaks_the_language_of_the_account(client, administrator):
    client.force_login(administrator)
    client.post("/account/", account(moderation_mail="never"))
    profile = UserProfile.objects.get(user=administrator)
    assert (profile.preferred_language, profile.current_time_zone) == ("fr", "America/Halifax")
    assert 'lang="fr"' in client.get("/admin/").text


def test_the_account_follows_a_change_in_the_admin(administrator):
    profile = UserProfile.get_for_user(administrator)
    profile.preferred_language = "fr"
    profile.save()
    assert get_user_model().objects.get(pk=administrator.pk).language == "fr"


def test_members_are_not_asked_about_mail_that_they_never_get(client, member):
    client.force_login(member)
    assert "moderation_mail" not in client.get("/account/").text


def test_an_impossible_language_is_refused(client, member):
    client.force_login(member)
    assert 'class="error-summary"' in client.post("/account/", account(language="xx")).text


def test_a_new_password_ends_other_sessions_and_keeps_this_one(client, member):
    other = type(client)()
    other.force_login(member)
    client.force_login(member)
    new = {"old_password": "password", "new_password1": "a long new phrase", "new_password2": "a long new phrase"}
    assert client.post("/account/password/", new).url == "/account/?saved=password"
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302


def test_administrators_find_and_edit_people(client, administrator, member):
    client.force_login(administrator)
    assert "member@example.org" in client.get("/admin/users/?q=member").text
    address = f"/admin/users/edit/{member.pk}/"
    assert client.get(address).status_code == 200
    changed = account(email="Other@example.org", is_active="on")
    assert client.post(address, changed).status_code == 302
    member.refresh_from_db()
    assert (member.email, member.language, member.has_usable_password()) == ("other@example.org", "fr", True)


def test_the_admin_has_no_second_door_for_passwords(client, administrator):
    assert client.get("/admin/password_reset/").status_code in {302, 404}
    client.force_login(administrator)
    # The sign-in over a form, of a session that ended, is the one door.
    page = re.sub(r"(?s)<template data-kept-text.*?</template>", "", client.get("/admin/account/").text)
    assert "password" not in page.lower().replace("current-password", "")
