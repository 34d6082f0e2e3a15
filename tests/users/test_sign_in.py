import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from tests import factories


def sign_in(client, email="member@example.org", word="password", path="/sign-in/", **more):
    return client.post(path, {"username": email, "password": word, **more})


@pytest.mark.parametrize("path", ["/sign-in/", "/fr/sign-in/", "/admin/login/"])
def test_every_door_shows_the_same_form(client, member, path):
    page = client.get(path)
    assert page.status_code == 200
    assert 'autocomplete="current-password"' in page.text


def test_search_engines_find_the_door_but_not_the_ways_through_it(client, member):
    assert "noindex" not in client.get("/sign-in/").text
    assert "noindex" in client.get("/sign-in/?next=/network/").text
    assert "noindex" in client.get("/account/reset/").text


def test_members_come_to_their_home(client, member):
    assert sign_in(client).url == "/your-network/"
    assert sign_in(client, path="/fr/sign-in/").url == "/fr/your-network/"


def test_capitals_in_the_address_do_not_matter(client, member):
    assert sign_in(client, email=" Member@Example.org ").status_code == 302


def test_those_who_write_come_to_the_admin(client, administrator):
    assert sign_in(client, "admin@example.org").url == "/admin/"


@pytest.mark.parametrize(
    "target", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_never_leads_to_another_site(client, member, target):
    assert sign_in(client, next=target).url == "/your-network/"


def test_leads_back_to_where_one_was(client, member):
    assert sign_in(client, next="/events/?type=talk").url == "/events/?type=talk"


def test_the_session_gets_a_new_key(client, member):
    client.get("/account/")
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    sign_in(client)
    assert client.session.session_key != before


def test_an_unknown_address_gets_the_same_answer(client, member):
    answers = [sign_in(client, email, "wrong") for email in ("member@example.org", "nobody@example.org")]
    known, unknown = (re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', "", answer.text) for answer in answers)
    assert "We found no account" in known
    assert known.replace("member@", "nobody@") == unknown


@pytest.mark.parametrize("path", ["/sign-in/", "/admin/login/"])
def test_waits_after_five_wrong_passwords(client, member, path):
    answers = [sign_in(client, word=f"wrong {n}", path=path) for n in range(6)]
    assert answers[-1].status_code == 429
    assert "Please wait a little" in answers[-1].text
    assert sign_in(client, path=path).status_code == 429


def test_one_sender_cannot_try_a_hundred_accounts(client, member):
    for number in range(100):
        sign_in(client, email=f"someone{number}@example.org", word="wrong")
    assert sign_in(client).status_code == 429


@pytest.mark.parametrize(
    "path", ["/sign-in/", "/sign-out/", "/account/reset/", "/account/reset/sent/", "/invitation/none/", "/account/"]
)
def test_is_never_cached(client, member, path):
    assert "no-store" in client.get(path)["Cache-Control"]


def test_signing_out_takes_a_press_of_a_button(client, member):
    client.force_login(member)
    assert "Sign out" in client.get("/sign-out/").text
    assert "_auth_user_id" in client.session
    assert client.post("/sign-out/").url == "/sign-out/"
    assert "_auth_user_id" not in client.session


def test_members_are_refused_in_the_admin_without_a_circle(client, member):
    client.force_login(member)
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403
    assert len(answer.redirect_chain) == 1
    assert "not open to your account" in answer.text


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_a_closed_page_leads_to_the_door_in_its_language(client, member, prefix):
    page = factories.event(slug="closed")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    answer = client.get(page.url)
    assert answer.url == f"/sign-in/?next={page.url}"
    assert client.get(f"{prefix}/_util/login/?next={page.url}").url == f"{prefix}/sign-in/?next={page.url}"


def test_a_page_for_other_groups_is_refused_plainly(client, member):
    page = factories.event()
    PageViewRestriction.objects.create(page=page, restriction_type="groups").groups.add(Group.objects.create(name="X"))
    client.force_login(member)
    answer = client.get(f"/sign-in/?next={page.url}")
    assert answer.status_code == 403


def test_whoever_may_open_the_page_is_sent_on(client, member):
    page = factories.event()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    client.force_login(member)
    assert client.get(f"/sign-in/?next={page.url}").url == page.url
    assert client.get("/sign-in/?next=/sign-in/").url == "/your-network/"


def test_a_form_without_its_token_is_refused_kindly(member):
    answer = sign_in(Client(enforce_csrf_checks=True))
    assert answer.status_code == 403
    assert "open for too long" in answer.text


def test_a_closed_account_cannot_sign_in(client, member):
    member.is_active = False
    member.save()
    assert "We found no account" in sign_in(client).text
