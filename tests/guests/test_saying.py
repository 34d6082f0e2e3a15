"""What somebody without an account says of a draft: where it lands, who is told, and what is refused."""

import datetime

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, PageLogEntry, TaskState

from guests.drafts import newest, version_in
from guests.guest_mail import tell_comments
from guests.jobs import forget_guests
from guests.models import GuestLink, GuestWord
from guests.saying import take_back
from moderation.inbox import readers
from tests.guests.test_reading import path_of, read

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def nobody_was_counted():
    cache.clear()


def version_of(link):
    return version_in(newest(Page.objects.get(pk=link.page_id)))


def send(client, link, kind="comment", **more):
    given = {"action": kind, "version": version_of(link), "words": "I like it."} | more
    return client.post(path_of(link), given)


def recipients():
    return sorted(one.to[0] for one in mail.outbox)


# What is kept


def test_a_comment_is_kept_with_name_place_and_time(client, link):
    answer = send(client, link, place="What peers say", words="More of this.")
    assert answer.status_code == 302 and answer["Location"].endswith("?said=comment#what-you-say")
    word = GuestWord.objects.get()
    assert (word.link, word.kind, word.place, word.words) == (link, "comment", "What peers say", "More of this.")
    assert timezone.now() - word.said_at < HOUR
    page = client.get(f"{path_of(link)}?said=comment").content.decode()
    assert "Thank you" in page and "More of this." in page


def test_an_answer_names_the_version_that_was_read(client, link):
    send(client, link, "approve", words="")
    word = GuestWord.objects.get()
    assert (word.kind, word.version) == ("approve", version_of(link))


def test_the_same_button_pressed_twice_says_it_once(client, link):
    send(client, link)
    send(client, link)
    assert GuestWord.objects.count() == 1


def test_minds_change_and_the_last_answer_counts(client, link, waiting, moderator):
    send(client, link, "object", words="A date is wrong.")
    client.force_login(moderator)
    assert "Objections by people" in client.get(reverse("review", args=[waiting.pk])).content.decode()
    send(Client(), link, "approve", words="")
    assert "Objections by people" not in client.get(reverse("review", args=[waiting.pk])).content.decode()


def test_two_people_have_a_link_each_and_read_only_their_own_words(client, make):
    one, other = make(name="Kit"), make(name="Robin")
    send(client, one, words="From Kit.")
    send(client, other, words="From Robin.")
    assert "From Kit." in read(client, one) and "From Robin." not in read(client, one)


# What is refused, and then nothing is kept


def refused(answer, status):
    assert answer.status_code == status
    assert not GuestWord.objects.exists() and not mail.outbox
    assert not PageLogEntry.objects.filter(action__in=["guests.comment", "guests.approve", "guests.object"]).exists()
    return answer.content.decode()


def test_who_may_not_decide_decides_nothing(client, make):
    link = make(may_decide=False)
    assert "No, I object" not in read(client, link)
    for kind in ("approve", "object"):
        refused(send(client, link, kind), 400)


@pytest.mark.parametrize("kind", ["", "x", "publish", "COMMENT", "é"])
def test_what_is_no_button_is_refused(client, link, kind):
    refused(send(client, link, kind), 400)


def test_nothing_is_no_comment_and_an_objection_has_a_reason(client, link):
    for kind, said in (("comment", "Write what you want to say."), ("object", "Say what should change.")):
        for words in ("", "  \n"):
            assert said in refused(send(client, link, kind, words=words), 200)
        refused(send(client, link, kind, words="\0"), 200)


def test_an_answer_about_another_version_is_refused_and_the_words_stay(client, link, draft, editor):
    read_version = version_of(link)
    draft.title = "What peers say now"
    draft.save_revision(user=editor)
    for kind in ("comment", "approve", "object"):
        page = refused(send(client, link, kind, version=read_version, words="My long words."), 409)
        assert "changed while you read" in page and "My long words." in page and version_of(link) in page


def test_saving_without_a_change_is_no_other_version(client, link, draft, editor):
    read_version = version_of(link)
    Page.objects.get(pk=draft.pk).specific.get_latest_revision_as_object().save_revision(user=editor)
    assert send(client, link, "approve", version=read_version).status_code == 302


@pytest.mark.parametrize("odd", ["", "x" * 65, "é", "\0", "1@2"])
def test_odd_versions_are_none(client, link, odd):
    answer = send(client, link, version=odd)
    assert answer.status_code in {200, 409}
    assert not GuestWord.objects.exists()


def test_a_place_that_is_not_there_is_refused_and_the_words_stay(client, link):
    page = refused(send(client, link, place="<script>", words="My long words."), 200)
    assert "choose the part once more" in page and "My long words." in page


def test_too_many_words_are_refused(client, link):
    refused(send(client, link, words="x" * 5_001), 200)


def test_no_form_of_another_site_says_anything(link):
    refused(send(Client(enforce_csrf_checks=True), link), 403)


def test_who_says_too_much_in_an_hour_waits_and_keeps_the_words(client, link, monkeypatch):
    monkeypatch.setattr("guests.views.read_draft.MOST_WORDS", 2)
    assert [send(client, link, words=f"{number}").status_code for number in range(2)] == [302, 302]
    answer = send(client, link, words="One more.")
    assert answer.status_code == 429 and "One more." in answer.content.decode()
    assert GuestWord.objects.count() == 2


def test_a_link_that_is_taken_back_between_reading_and_sending(client, link, editor):
    take_back(link, editor)
    refused(send(client, link), 404)


def test_a_page_that_went_live_takes_no_words(client, link, draft):
    version = version_of(link)
    draft.get_latest_revision().publish()
    refused(send(client, link, "object", version=version), 200)


# Where it lands


def test_an_objection_stands_above_the_button_and_blocks_nothing(client, link, waiting, moderator, draft):
    send(client, link, "object", words="A date <b>is</b> wrong.", place="")
    client.force_login(moderator)
    address = reverse("review", args=[waiting.pk])
    page = client.get(address).content.decode()
    assert "A date &lt;b&gt;is&lt;/b&gt; wrong." in page
    assert page.index("Objections by people") < page.index('value="approve"')
    state = client.get(address).context
    client.post(address, {"decision": "approve", "version": state["version"], "names": state["names"]})
    assert TaskState.objects.get(pk=waiting.pk).status == TaskState.STATUS_APPROVED


def test_it_is_told_as_being_about_an_earlier_version_once_another_is_saved(client, link, draft, editor, moderator):
    send(client, link, "approve", words="")
    client.force_login(moderator)
    address = reverse("guest_links", args=[draft.pk])
    assert "about an earlier version" not in client.get(address).content.decode()
    draft.title = "What peers say now"
    draft.save_revision(user=editor)
    assert "about an earlier version" in client.get(address).content.decode()
    assert "about an earlier version" in read(client, link)


def test_it_stands_in_the_history_of_the_page(client, link, draft, moderator):
    send(client, link, place="What peers say", words="More of this.")
    send(client, link, "object", words="No.")
    client.force_login(moderator)
    page = client.get(reverse("wagtailadmin_pages:history", args=[draft.pk])).content.decode()
    assert "Kit Owl comments, by a link (“What peers say”): More of this." in page
    assert "Kit Owl objects, by a link: No." in page
    assert "Link made for Kit Owl, without an account." in page
    report = client.get(reverse("wagtailadmin_reports:site_history"))
    assert report.status_code == 200


# Who is told


def test_an_answer_is_told_at_once_to_those_who_have_the_review(client, link, waiting, moderator, second_moderator):
    mail.outbox.clear()
    send(client, link, words="A comment before.")
    assert not mail.outbox
    send(client, link, "object", words="No.")
    assert recipients() == ["milo@example.org", "mona@example.org"]
    assert "Kit Owl objects" in mail.outbox[0].subject
    assert "A comment before." in mail.outbox[0].body and "No." in mail.outbox[0].body
    tell_comments(timezone.now() + 2 * HOUR)
    assert len(mail.outbox) == 2


def test_whoever_is_on_it_is_told_alone(client, link, waiting, moderator, second_moderator):
    readers.take(waiting, moderator)
    mail.outbox.clear()
    send(client, link, "approve", words="")
    assert recipients() == ["mona@example.org"]


def test_without_a_review_whoever_made_the_link_is_told_in_their_language(client, link, editor):
    editor.language = "fr"
    editor.save()
    send(client, link, "approve", words="")
    assert recipients() == ["edda@example.org"]
    assert "Kit Owl approuve" in mail.outbox[0].subject


@pytest.mark.parametrize("loss", ["groups", "rights"])
def test_who_may_not_edit_the_page_any_more_hears_nothing_of_it(client, link, editor, loss):
    send(client, link, words="A secret.")
    if loss == "groups":
        editor.groups.clear()
    else:
        GroupPagePermission.objects.filter(group__in=editor.groups.all()).delete()
    tell_comments(timezone.now() + HOUR)
    assert not mail.outbox and not GuestWord.objects.untold().exists()


def test_comments_are_told_together_and_once(client, link, editor):
    send(client, link, words="One.")
    send(client, link, words="Two.")
    tell_comments(timezone.now())
    assert not mail.outbox
    tell_comments(timezone.now() + HOUR / 4)
    tell_comments(timezone.now() + HOUR)
    assert recipients() == ["edda@example.org"]
    assert "One." in mail.outbox[0].body and "Two." in mail.outbox[0].body


def test_comments_on_a_page_that_is_gone_are_told_to_nobody(client, link, draft):
    send(client, link)
    draft.delete()
    tell_comments(timezone.now() + HOUR)
    assert not mail.outbox and not GuestWord.objects.untold().exists()


def test_people_are_forgotten_a_month_after_the_last_day(make, draft):
    kept, old = make(email="kit@example.org"), make(email="old@example.org")
    GuestLink.objects.filter(pk=old.pk).update(expires_at=timezone.now() - datetime.timedelta(days=31))
    forget_guests()
    assert [GuestLink.objects.get(pk=one.pk).email for one in (kept, old)] == ["kit@example.org", ""]
    draft.delete()
    forget_guests()
    assert list(GuestLink.objects.all()) == [kept]
