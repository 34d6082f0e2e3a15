"""Drafts of the directory go back with a reason, and people are told of them by mail, as with pages."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from core.models import Term, TermLabel
from moderation.approval import Refused, version_of
from moderation.directory.row_decisions import approve_row, send_row_back
from moderation.models import RowReview
from networks.models import Person
from tests import factories

REASON = "Name the source & the <year>."


def fields(name, **more):
    person = {"name": name, "slug": "ann-lee", "sort_name": "Lee, Ann", "is_listed": "on"} | more
    empty = dict.fromkeys(("credentials", "pronouns", "website", "organisation", "picture"), "")
    counts = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    return empty | person | {f"texts-{key}": value for key, value in counts.items()}


@pytest.fixture
def person(editor, moderator, sign_in, mailoutbox):
    client = sign_in(editor)
    assert client.post("/admin/snippets/networks/person/add/", fields("Ann Lee")).status_code == 302
    return Person.objects.get()


def newest(row):
    return version_of(type(row).objects.get(pk=row.pk).get_latest_revision())


def change(person, client, **more):
    url = f"/admin/snippets/networks/person/edit/{person.pk}/"
    assert client.post(url, fields("Ann Lee", **more)).status_code == 302


def review_url(row):
    return reverse("review_row", args=[row._meta.model_name, row.pk])


def addresses(letters):
    return sorted(letter.to[0] for letter in letters)


@pytest.fixture
def back(person, moderator, mailoutbox):
    mailoutbox.clear()
    send_row_back(person, moderator, newest(person), REASON)
    return person


def test_moderators_hear_of_it_once(person, editor, sign_in, mailoutbox):
    assert addresses(mailoutbox) == ["mona@example.org"]
    assert mailoutbox[0].subject == "To review: Ann Lee"
    assert f"http://127.0.0.1:8000{review_url(person)}" in mailoutbox[0].body
    assert mailoutbox[0].reply_to == ["edda@example.org"]
    change(person, sign_in(editor), website="https://more.example")
    assert len(mailoutbox) == 1


def test_who_writes_and_who_wants_no_mail_gets_none(moderator, second_moderator, sign_in, mailoutbox):
    second_moderator.moderation_mail = "never"
    second_moderator.save()
    sign_in(moderator).post("/admin/snippets/networks/person/add/", fields("Ann Lee"))
    assert not mailoutbox
    assert Person.objects.get().is_new


def test_what_an_administrator_is_about_to_publish_needs_no_mail(administrator, moderator, sign_in, mailoutbox):
    """They are asked first why nobody else reads it (tests/moderation/test_own_rows.py)."""
    asked = fields("Ann Lee") | {"action-publish": "1"}
    answer = sign_in(administrator).post("/admin/snippets/networks/person/add/", asked)
    assert answer.url == reverse("publish_own_row", args=["person", Person.objects.get().pk])
    assert not mailoutbox


def test_an_autosave_tells_nobody(editor, moderator, sign_in, mailoutbox):
    client = sign_in(editor)
    url = "/admin/snippets/networks/person/add/"
    assert client.post(url, fields("Ann Lee"), headers={"accept": "application/json"}).status_code == 200
    assert not mailoutbox


def test_where_nobody_could_approve_it_the_author_is_told(editor, sign_in):
    client = sign_in(editor)
    for user in type(editor).objects.filter(groups__name="Moderators"):
        user.groups.clear()
    answer = client.post("/admin/snippets/networks/person/add/", fields("Ann Lee"), follow=True)
    assert "Nobody can approve it now." in answer.content.decode()


def test_it_goes_back_with_a_reason(back, editor, sign_in, mailoutbox):
    assert addresses(mailoutbox) == ["edda@example.org"]
    assert mailoutbox[0].subject == "To change before it goes live: Ann Lee"
    assert REASON in mailoutbox[0].body
    assert not Person.objects.get(pk=back.pk).live
    client = sign_in(editor)
    form = client.get(f"/admin/snippets/networks/person/edit/{back.pk}/").content.decode()
    assert "Sent back by Mona" in form
    assert "the &lt;year&gt;" in form
    desk = client.get("/admin/").content.decode()
    assert "Your entries in the directory" in desk
    assert "the &lt;year&gt;" in desk


def test_mail_is_in_the_language_of_its_reader(person, editor, moderator, mailoutbox):
    editor.language = "fr"
    editor.save()
    mailoutbox.clear()
    with override("en"):
        send_row_back(person, moderator, newest(person), REASON)
    assert mailoutbox[0].subject == "À modifier avant la mise en ligne : Ann Lee"


def test_the_moderators_list_leaves_out_what_was_sent_back_until_it_is_changed(
    back, editor, moderator, sign_in, mailoutbox
):
    assert review_url(back) not in sign_in(moderator).get("/admin/").content.decode()
    mailoutbox.clear()
    client = sign_in(editor)
    change(back, client, website="https://source.example")
    assert [letter.subject for letter in mailoutbox] == ["To review again: Ann Lee"]
    assert "Sent back by" not in client.get(f"/admin/snippets/networks/person/edit/{back.pk}/").content.decode()
    client = sign_in(moderator)
    assert review_url(back) in client.get("/admin/").content.decode()
    # What was asked for stands beside it.
    assert "the &lt;year&gt;" in client.get(review_url(back)).content.decode()


def test_the_page_of_the_review_sends_it_back(person, moderator, sign_in):
    client = sign_in(moderator)
    asked = {"decision": "send-back", "version": newest(person)}
    assert client.post(review_url(person), asked).status_code == 409
    assert client.post(review_url(person), asked | {"comment": REASON}).status_code == 302
    assert RowReview.objects.get().reason == REASON
    assert "waits for its author" in client.get(review_url(person)).content.decode()


def test_a_version_that_was_not_read_is_not_sent_back(person, moderator):
    with pytest.raises(Refused):
        send_row_back(person, moderator, "1@yesterday", REASON)
    assert not RowReview.objects.exclude(reason="").exists()


@pytest.mark.parametrize("who", ["editor", "translator", "member"])
def test_others_send_nothing_back(who, request, person, sign_in):
    asked = {"decision": "send-back", "version": newest(person), "comment": REASON}
    assert sign_in(request.getfixturevalue(who)).post(review_url(person), asked).status_code in {302, 403}
    assert not RowReview.objects.exclude(reason="").exists()


def test_the_author_hears_of_the_approval_and_nothing_is_left(back, editor, moderator, sign_in, mailoutbox):
    change(back, sign_in(editor), website="https://source.example")
    mailoutbox.clear()
    approve_row(back, moderator, newest(back))
    assert addresses(mailoutbox) == ["edda@example.org"]
    assert "has approved “Ann Lee”" in mailoutbox[0].body
    assert "/people/ann-lee/" in mailoutbox[0].body
    assert not RowReview.objects.exists()
    assert "Your entries in the directory" not in sign_in(editor).get("/admin/").content.decode()


def test_nothing_is_left_of_what_is_deleted(back):
    Person.objects.get(pk=back.pk).delete()
    assert not RowReview.objects.exists()


def test_a_term_goes_back_as_well(editor, moderator, sign_in, mailoutbox):
    term = Term(vocabulary="topic", slug="new", live=False)
    term.labels = [TermLabel(language="en", label="A new term")]
    term.save()
    term.save_revision(user=editor)
    send_row_back(term, moderator, newest(term), REASON)
    assert f"/admin/snippets/core/term/edit/{term.pk}/" in mailoutbox[0].body


def test_the_desk_costs_the_same_for_any_number_of_drafts(moderator, editor, sign_in, django_assert_max_num_queries):
    for number in range(12):
        factories.person(f"Ann {number}", live=False).save_revision(user=editor)
    client = sign_in(moderator)
    client.get("/admin/")
    with django_assert_max_num_queries(70):
        client.get("/admin/")
