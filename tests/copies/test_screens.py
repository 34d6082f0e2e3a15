"""The screens: making a copy, the notes in both editors, bringing changes in, reviewing."""

import datetime
import json
import re

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from copies.in_place import copy_of
from copies.models import WorkingCopy
from guests.drafts import look_of
from guests.saying import make_link
from moderation.approval import version_of
from moderation.reviewers.own_changes import PUBLISHED_OWN
from tests import factories
from tests.copies.conftest import decide, fresh, rewrite, send
from tests.moderation.forms import plain_page


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def words(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_an_editor_makes_one_from_the_page(page, editor, sign_in):
    client, address = sign_in(editor), reverse("copies_make", args=[page.pk])
    assert address in words(client.get(edit(page)))
    assert "nobody sees it" in words(client.get(address))
    assert WorkingCopy.objects.count() == 0
    answer = client.post(address)
    assert answer.url == edit(copy_of(page).copy)
    assert "Working copy of “Housing”: nobody sees it" in words(client.get(answer.url))
    assert "has a working copy, made by Edda" in words(client.get(edit(page)))


def test_who_may_not_edit_the_page_makes_none(page, client):
    person = factories.user()
    client.force_login(person)
    assert client.post(reverse("copies_make", args=[page.pk])).status_code == 302
    assert WorkingCopy.objects.count() == 0


def test_the_review_compares_it_with_the_page(page, row, editor, moderator, sign_in):
    rewrite(row.copy, editor, lead="All of it anew.")
    state = send(row.copy, editor)
    client = sign_in(moderator)
    shown = words(client.get(reverse("review", args=[state.pk])))
    assert "This is a working copy of “Housing”" in shown
    assert "Approve: its changes go live on “Housing” now" in shown
    assert "In one or two sentences" in shown and "The page is new" not in shown
    assert "Another page has this title" not in shown
    marked = client.get(reverse("review_marked", args=[state.pk, fresh(row.copy).latest_revision_id]))
    assert "<ins>All of it anew.</ins>" in words(marked)
    desk = words(client.get("/admin/"))
    assert "Housing (working copy)" in desk
    assert "Changed: In one or two sentences" in desk


def change(page, person, number, html, publish=False):
    """Of one block, which keeps its key."""
    draft = fresh(page).get_latest_revision_as_object()
    raw = list(draft.body.raw_data)
    raw[number] = {**raw[number], "value": html}
    draft.body = draft._meta.get_field("body").to_python(json.dumps(raw))
    revision = draft.save_revision(user=person)
    if publish:
        revision.publish()


def texts(page):
    return [block.value.source for block in fresh(page).get_latest_revision_as_object().body]


def form_of(answer):
    found = words(answer)
    token = re.search(r'name="versions" value="(\w+)"', found)[1]
    return token, list(dict.fromkeys(re.findall(r'type="radio" name="(\w+)"', found)))


@pytest.fixture
def bring(row):
    return reverse("copies_bring", args=[row.copy_id])


def test_changes_of_different_blocks_come_together(page, row, bring, editor, sign_in):
    change(row.copy, editor, 1, "<p>Second, anew.</p>")
    change(page, editor, 0, "<p>First, mended.</p>", publish=True)
    client = sign_in(editor)
    answer = client.get(bring)
    assert "Text › Text 1" in words(answer)
    token, names = form_of(answer)
    assert names == []
    assert client.post(bring, {"versions": token}).url == edit(row.copy)
    assert texts(row.copy) == ["<p>First, mended.</p>", "<p>Second, anew.</p>"]
    assert texts(page) == ["<p>First, mended.</p>", "<p>Second.</p>"]
    assert "nothing to bring in" in words(client.get(bring))


def test_what_both_changed_is_decided_by_a_person(page, row, bring, editor, sign_in):
    change(row.copy, editor, 0, "<p>First, anew.</p>")
    change(page, editor, 0, "<p>First, mended.</p>", publish=True)
    client = sign_in(editor)
    answer = client.get(bring)
    token, names = form_of(answer)
    assert len(names) == 1
    assert "checked" not in words(answer)
    assert "<legend>Text › Text 1" in words(answer)
    refused = client.post(bring, {"versions": token})
    assert refused.status_code == 409
    assert texts(row.copy)[0] == "<p>First, anew.</p>"
    client.post(bring, {"versions": token, names[0]: "page"})
    assert texts(row.copy)[0] == "<p>First, mended.</p>"


def test_a_choice_stands_when_something_else_changed_meanwhile(page, row, bring, editor, sign_in):
    change(row.copy, editor, 0, "<p>First, anew.</p>")
    change(page, editor, 0, "<p>First, mended.</p>", publish=True)
    client = sign_in(editor)
    token, (name,) = form_of(client.get(bring))
    change(page, editor, 1, "<p>Second, mended.</p>", publish=True)
    again = client.post(bring, {"versions": token, name: "copy"})
    assert again.status_code == 409
    assert "what you chose still stands" in words(again)
    assert 'value="copy" required checked' in words(again)
    token, (name,) = form_of(again)
    client.post(bring, {"versions": token, name: "copy"})
    assert texts(row.copy) == ["<p>First, anew.</p>", "<p>Second, mended.</p>"]


@pytest.mark.parametrize("sent", [{}, {"versions": "\x00"}, {"versions": "x" * 9999}, {"\x00": "page"}])
def test_odd_answers_change_nothing(page, row, bring, editor, sign_in, sent):
    change(page, editor, 0, "<p>First, mended.</p>", publish=True)
    assert sign_in(editor).post(bring, sent).status_code in (400, 409)
    assert texts(row.copy)[0] == "<p>First.</p>"


def test_odd_requests_find_nothing(page, row, editor, client, sign_in):
    addresses = [reverse(name, args=[row.copy_id]) for name in ("copies_make", "copies_bring")]
    assert {client.post(one).status_code for one in addresses} == {302}
    client = sign_in(editor)
    assert {client.put(one).status_code for one in addresses} == {405}
    for name in ("make", "bring"):
        for key in ("0", "9" * 40, page.pk * 1000):
            assert client.post(f"/admin/working-copies/{key}/{name}/").status_code == 404
    assert client.post("/admin/working-copies/1/make/").status_code in (302, 403)
    assert client.get(reverse("copies_bring", args=[page.pk])).status_code == 404
    assert WorkingCopy.objects.count() == 1


def test_a_copy_keeps_its_address_and_has_no_hour(page, row, editor, sign_in):
    fields = plain_page(row.copy) | {"title": "Homes", "slug": "stolen", "go_live_at": "2099-01-01 10:00"}
    sign_in(editor).post(edit(row.copy), fields)
    draft = fresh(row.copy).get_latest_revision_as_object()
    assert (draft.title, draft.slug, draft.go_live_at) == ("Homes", "working-copy", None)


def test_a_guest_sees_the_page_as_it_will_be(page, row, editor):
    rewrite(row.copy, editor, lead="All of it anew.")
    link = make_link(row.copy_id, editor, datetime.timedelta(days=2), "Kit Owl", "", "en", may_decide=True)
    look = look_of(fresh(row.copy).get_latest_revision(), link)
    assert "All of it anew." in look and "working-copy" not in look


def test_the_author_is_told_where_it_is_live(page, row, editor, moderator, mailoutbox):
    rewrite(row.copy, editor, title="Homes")
    decide(send(row.copy, editor), moderator)
    letter = next(one for one in mailoutbox if editor.email in one.to)
    assert "has approved “Homes”" in letter.body
    assert "/housing/" in letter.body and "working-copy" not in letter.body


def test_in_french(page, row, editor, sign_in):
    editor.language = "fr"
    editor.save()
    client = sign_in(editor)
    assert "Copie de travail de « Housing »" in words(client.get(edit(row.copy)))
    assert "Reprendre les changements" in words(client.get(reverse("copies_bring", args=[row.copy_id])))


def test_an_administrator_says_why_nobody_else_reads_it(page, row, administrator, sign_in):
    rewrite(row.copy, administrator, title="Homes")
    client, address = sign_in(administrator), reverse("publish_own_change", args=[row.copy_id])
    version = version_of(fresh(row.copy).get_latest_revision())
    assert client.post(address, {"version": version, "reason": ""}).status_code == 200
    assert fresh(page).title == "Housing"
    client.post(address, {"version": version, "reason": "A fire."})
    assert (fresh(page).title, fresh(row.copy).live) == ("Homes", False)
    assert PageLogEntry.objects.get(action=PUBLISHED_OWN).page_id == page.pk
