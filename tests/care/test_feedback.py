"""“Something wrong on this page?”: to whom it goes, and what it tells nobody."""

import datetime
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from care.feedback.keeping_feedback import forget
from care.models import PageFeedback
from core.models import SiteSettings
from signup.robots import QUICKEST
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_knocked(monkeypatch):
    """And forms count as open for long enough at once."""
    cache.clear()
    monkeypatch.setattr("signup.robots.QUICKEST", -QUICKEST)


def place(page):
    return f"/feedback/{page.pk}/"


def opened(client, page):
    return re.search(r'name="opened" value="([^"]+)"', client.get(place(page)).text).group(1)


def send(client, page, **fields):
    given = {"words": "The date is wrong.", "email": "", "website": "", "opened": opened(client, page)}
    return client.post(place(page), given | fields)


@pytest.fixture
def contact(home):
    SiteSettings.objects.update_or_create(site=home.get_site(), defaults={"contact_mailbox": "office@example.org"})


def test_it_goes_to_whoever_looks_after_the_page(client, editor, contact):
    page = factories.standard_page(owner=editor, title="How we meet")
    answer = send(client, page, email="reader@example.org")
    assert (answer.status_code, answer["Location"]) == (302, f"{place(page)}thanks/")
    assert "Thank you" in client.get(answer["Location"]).text
    [sent] = mail.outbox
    assert sent.to == [editor.email] and sent.reply_to == ["reader@example.org"]
    assert "How we meet" in sent.subject and "The date is wrong." in sent.body


@pytest.mark.parametrize("gone", ["nobody", "closed", "moved"])
def test_where_nobody_does_it_goes_to_the_network(client, editor, contact, gone):
    page = factories.standard_page(owner=None if gone == "nobody" else editor)
    if gone == "closed":
        editor.is_active = False
        editor.save()
    if gone == "moved":
        editor.groups.clear()
    send(client, page)
    assert [one.to for one in mail.outbox] == [["office@example.org"]]


def test_without_anybody_it_is_kept_for_the_report(client):
    page = factories.standard_page()
    assert send(client, page).status_code == 302
    assert PageFeedback.objects.get().words == "The date is wrong."
    assert not mail.outbox


def test_the_page_leads_there(client):
    page = factories.standard_page()
    assert f'href="{place(page)}"' in client.get(page.url).text


def test_in_french(client):
    page = factories.in_french(factories.standard_page())
    assert f'href="/fr{place(page)}"' in client.get(page.url).text
    assert "Une erreur sur cette page?" in client.get(f"/fr{place(page)}").text


def test_a_form_that_is_sent_twice_counts_once(client, editor):
    page = factories.standard_page(owner=editor)
    token = opened(client, page)
    for _time in range(2):
        assert send(client, page, opened=token).status_code == 302
    assert PageFeedback.objects.count() == len(mail.outbox) == 1


@pytest.mark.parametrize(
    "wrong", [{"words": ""}, {"words": "x" * 2001}, {"email": "nobody"}, {"website": "https://spam.example"}]
)
def test_what_is_not_filled_in_well_is_not_kept(client, wrong):
    page = factories.standard_page()
    assert send(client, page, **wrong).status_code == 200
    assert not PageFeedback.objects.exists() and not mail.outbox


def test_a_form_that_nobody_opened_is_not_kept(client):
    page = factories.standard_page()
    assert client.post(place(page), {"words": "Buy", "opened": "made up"}).status_code == 200
    assert client.post(place(page), {}).status_code == 200
    assert client.post(place(page), {"words": "a\x00b", "opened": "\x00"}).status_code in {200, 400}
    assert not PageFeedback.objects.exists()


def test_one_sender_is_stopped_after_a_while_and_loses_no_word(client):
    page = factories.standard_page()
    answers = [send(client, page) for _number in range(12)]
    assert [one.status_code for one in answers] == [302] * 10 + [429] * 2
    assert "The date is wrong." in answers[-1].text
    assert PageFeedback.objects.count() == 10


def test_many_senders_do_not_fill_the_mailbox_of_an_owner(client, editor):
    page = factories.standard_page(owner=editor)
    codes = []
    for number in range(32):
        client.defaults["REMOTE_ADDR"] = f"203.0.113.{number}"
        codes.append(send(client, page).status_code)
    assert codes.count(302) == len(mail.outbox) == 30


def test_the_form_is_never_kept(client):
    answer = client.get(place(factories.standard_page()))
    assert "no-store" in answer["Cache-Control"]
    assert 'name="robots" content="noindex"' in answer.text


def test_nothing_is_noted_about_who_wrote(client, editor):
    page = factories.standard_page()
    client.force_login(editor)
    send(client, page)
    row = PageFeedback.objects.values().get()
    assert set(row) == {"id", "page_id", "form_key", "words", "email", "written_at", "done_at"}
    assert row["email"] == ""


# Leaks


def test_a_page_that_one_may_not_open_answers_like_none(client, close):
    private, draft = factories.standard_page(title="Hidden title"), factories.standard_page(live=False)
    close(private)
    for pk in (private.pk, draft.pk, 999999, 0, 1, 10**30):
        for method in (client.get, client.post):
            for below in ("", "thanks/"):
                answer = method(f"/feedback/{pk}/{below}")
                expected = 405 if below and method == client.post else 404
                assert answer.status_code == expected, (pk, below)
                assert "Hidden title" not in answer.text


def test_members_write_about_their_pages_and_the_network_is_not_told_the_title(client, close, member, contact):
    private = factories.standard_page(title="Hidden title")
    close(private)
    client.force_login(member)
    assert send(client, private).status_code == 302
    assert PageFeedback.objects.count() == 1
    assert not mail.outbox


def test_notes_are_shown_to_those_who_may_edit_the_page(client, comes_up, editor, editor_below):
    section = factories.standard_page()
    comes_up(parent=section)
    other = comes_up()
    send(client, other, words="Words of a reader", email="reader@example.org")
    client.force_login(editor)
    assert "Words of a reader" in client.get(reverse("care_report")).text
    client.force_login(editor_below(section))
    assert "Words of a reader" not in client.get(reverse("care_report"), {"show": "all"}).text


def test_a_page_about_which_somebody_wrote_comes_up_until_it_is_looked_at(client, comes_up, editor):
    page = comes_up(title="How we meet")
    page.save_revision().publish()
    client.force_login(editor)
    assert "How we meet" not in client.get(reverse("care_report")).text
    french = factories.in_french(page)
    send(client, french, words="Une faute")
    assert "Une faute" in client.get(reverse("care_report")).text
    client.post(reverse("care_answer", args=[page.pk]), {"answer": "right"})
    assert "Une faute" not in client.get(reverse("care_report")).text


# Forgetting


def test_notes_are_deleted_after_half_a_year(client):
    page = factories.standard_page()
    send(client, page)
    forget(timezone.now() + datetime.timedelta(days=179))
    assert PageFeedback.objects.exists()
    forget(timezone.now() + datetime.timedelta(days=181))
    assert not PageFeedback.objects.exists()
