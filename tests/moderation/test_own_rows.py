"""Entries of the directory that stand for themselves: who publishes their own last change says why, at each door."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry, Revision, WorkflowPage
from wagtail.users.models import UserProfile

from core.models import GlossaryEntry, PageTerm, Term
from moderation.approval import version_of
from moderation.models import RowReview
from moderation.reviewers.own_changes import PUBLISHED_OWN, publish_own_change
from networks.models import Person
from tests import factories
from tests.moderation.test_rows_sent_back import fields

pytestmark = pytest.mark.django_db
REASON = "The phone number was wrong."
PUBLISH = {"action-publish": "Publish"}


@pytest.fixture
def person():
    made = factories.person("Ann Lee")
    made.save_revision().publish()
    return Person.objects.get(pk=made.pk)


@pytest.fixture
def admin(administrator, sign_in):
    return sign_in(administrator)


@pytest.fixture
def own(person, administrator):
    """With a change of the administrator's."""
    draft = person.get_latest_revision_as_object()
    draft.website = "https://own.example"
    draft.save_revision(user=administrator)
    return Person.objects.get(pk=person.pk)


def question(row):
    return reverse("publish_own_row", args=[row._meta.model_name, row.pk])


def answered(row, **more):
    fresh = type(row).objects.get(pk=row.pk)
    return {"reason": REASON, "version": version_of(fresh.get_latest_revision())} | more


def website(person):
    return Person.objects.get(pk=person.pk).website


def edit(client, person, name="Ann Lee"):
    address = f"/admin/snippets/networks/person/edit/{person.pk}/"
    return client.post(address, fields(name, website="https://new.example") | PUBLISH, follow=True)


def term_fields(**more):
    counts = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 1, "MAX_NUM_FORMS": 1000}
    label = {"language": "en", "label": "Grief", "short": "", "synonyms": ""}
    given = {"vocabulary": "topic", "slug": "grief", "parent": "", "sort_order": 0} | more
    rows = {f"labels-{key}": value for key, value in counts.items()}
    return given | rows | {f"labels-0-{key}": value for key, value in label.items()}


def test_the_editors_button_saves_and_asks_why(admin, person, groups):
    answer = edit(admin, person)
    assert "Why nobody else reads it first" in answer.text and "Publish: goes live now" in answer.text
    assert website(person) == ""
    assert Person.objects.get(pk=person.pk).get_latest_revision_as_object().website == "https://new.example"
    # Not told yet that it waits for them.
    assert mail.outbox == [] and not RowReview.objects.exists()


def test_what_is_new_is_asked_about_too(admin, groups):
    answer = admin.post("/admin/snippets/core/term/add/", term_fields() | PUBLISH, follow=True)
    assert "Why nobody else reads it first" in answer.text
    term = Term.objects.get()
    assert term.is_new
    admin.post(question(term), answered(term))
    assert Term.objects.get().live


def test_going_back_to_a_version_asks_too(admin, own, administrator):
    first = own.revisions.order_by("pk").first()
    own.website = "https://newer.example"
    own.save_revision(user=administrator)
    address = f"/admin/snippets/networks/person/history/{own.pk}/revisions/{first.pk}/revert/"
    answer = admin.post(address, fields("Ann Lee", website="https://back.example") | PUBLISH, follow=True)
    assert "Why nobody else reads it first" in answer.text and website(own) == ""


def test_a_form_that_is_not_whole_is_not_saved(admin, person, groups):
    answer = edit(admin, person, name="")
    assert "Why nobody else reads it first" not in answer.text
    assert not Person.objects.get(pk=person.pk).has_unpublished_changes


def test_with_a_reason_it_is_live_and_the_reason_is_kept(admin, own, administrator):
    assert admin.post(question(own), answered(own)).status_code == 302
    assert website(own) == "https://own.example"
    entry = ModelLogEntry.objects.get(action=PUBLISHED_OWN)
    assert (entry.user, entry.data["reason"]) == (administrator, REASON)
    history = admin.get(f"/admin/snippets/networks/person/history/{own.pk}/").text
    assert f"without a second reader: {REASON}" in history


def test_those_who_would_have_read_it_are_told_once(admin, own, moderator, editor, administrator):
    admin.post(question(own), answered(own))
    told = [address for one in mail.outbox for address in one.to]
    assert moderator.email in told and len(told) == len(set(told))
    assert not {editor.email, administrator.email} & set(told)
    assert all(REASON in one.body and "Ann Lee" in one.subject for one in mail.outbox)


@pytest.mark.parametrize(
    "given", [{"reason": ""}, {"reason": "  "}, {"reason": "a" * 1001}, {"reason": "\0"}, {"version": "1@x"}]
)
def test_a_refusal_changes_nothing(given, admin, own):
    entries = ModelLogEntry.objects.count()
    assert admin.post(question(own), answered(own, **given)).status_code == 200
    assert website(own) == "" and ModelLogEntry.objects.count() == entries and mail.outbox == []


def test_what_changed_meanwhile_is_read_first(admin, own, editor):
    asked = answered(own)
    draft = own.get_latest_revision_as_object()
    draft.website = "https://spam.example"
    draft.save_revision(user=editor)
    shown = admin.post(question(own), asked).text
    assert "changed after you opened it" in shown and REASON in shown and asked["version"] not in shown
    assert website(own) == ""


def test_a_draft_with_an_empty_field_says_which(admin, own, administrator):
    draft = own.get_latest_revision_as_object()
    draft.name = ""
    draft.save_revision(user=administrator, clean=False)
    assert "Name: " in admin.post(question(own), answered(own)).text
    assert Person.objects.get(pk=own.pk).name == "Ann Lee" and not ModelLogEntry.objects.filter(action=PUBLISHED_OWN)


def test_a_schedule_is_kept(admin, own, moderator, administrator):
    draft = own.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + datetime.timedelta(days=2)
    draft.save_revision(user=administrator)
    assert "Publish: goes live on" in admin.get(question(own)).text
    admin.post(question(own), answered(own))
    assert Revision.objects.exclude(approved_go_live_at=None).count() == 1 and website(own) == ""
    assert "It goes live on" in mail.outbox[0].body


def test_what_somebody_else_wrote_last_is_published_without_a_question(person, editor, administrator, sign_in):
    edit(sign_in(editor), person)
    assert website(person) == ""
    edit(sign_in(administrator), person)
    assert website(person) == "https://new.example"


def test_where_nobody_reviews_nobody_is_asked(admin, person, groups):
    WorkflowPage.objects.all().delete()
    edit(admin, person)
    assert website(person) == "https://new.example"


def test_it_can_be_left_to_another_reader(admin, own, moderator):
    assert admin.post(question(own), {"leave": "yes"}).status_code == 302
    assert website(own) == ""
    assert moderator.email in [address for one in mail.outbox for address in one.to]
    assert "To review: Ann Lee" in mail.outbox[0].subject


def test_approval_still_wants_another_reader_and_shows_the_way(admin, own, moderator, administrator, sign_in):
    administrator.groups.add(*moderator.groups.all())
    review = reverse("review_row", args=["person", own.pk])
    assert question(own) in admin.get(review).text
    assert admin.post(review, answered(own)).status_code == 409
    assert website(own) == ""
    assert question(own) not in sign_in(moderator).get(review).text


@pytest.mark.parametrize("role", ["editor", "moderator", "translator", "member"])
def test_it_is_for_those_who_may_publish(role, own, request, sign_in):
    client = sign_in(request.getfixturevalue(role))
    for answer in (client.get(question(own)), client.post(question(own), answered(own))):
        assert answer.status_code in {302, 403}
    assert website(own) == ""


def test_an_editor_who_presses_it_anyway_sends_it_to_review(editor, moderator, person, sign_in):
    edit(sign_in(editor), person)
    assert website(person) == "" and RowReview.objects.count() == 1
    assert [one.to for one in mail.outbox] == [[moderator.email]]


def test_odd_addresses_are_answered(admin, own):
    for kind, pk in [("seat", 1), ("user", 1), ("person", 10**12), ("\0", 1)]:
        assert admin.get(f"/admin/review/directory/{kind}/{pk}/publish/").status_code == 404
    assert admin.put(question(own)).status_code == 405
    admin.post(question(own), answered(own))
    # Nothing waits any more.
    assert admin.get(question(own)).status_code == admin.post(question(own), answered(own)).status_code == 302
    assert ModelLogEntry.objects.filter(action=PUBLISHED_OWN).count() == 1


def test_what_goes_live_with_a_page_is_not_asked_about_by_itself(administrator):
    term = Term.named_or_new("topic", "Typed", "en", live=False)
    term.save_revision(user=administrator)
    page = factories.event(live=False)
    page.page_terms = [PageTerm(term=term)]
    revision = page.save_revision(user=administrator)
    publish_own_change(page, administrator, version_of(revision), REASON)
    assert Term.objects.get(pk=term.pk).live
    assert PageLogEntry.objects.filter(action=PUBLISHED_OWN).count() == 1
    assert not ModelLogEntry.objects.filter(action=PUBLISHED_OWN)


def test_what_code_sets_up_is_live_without_a_question(groups):
    call_command("set_up_groups")
    entry = GlossaryEntry.objects.create(acronym="OAT")
    assert entry.live and not ModelLogEntry.objects.filter(action=PUBLISHED_OWN) and mail.outbox == []


def test_it_asks_in_french(admin, own, administrator):
    UserProfile.objects.update_or_create(user=administrator, defaults={"preferred_language": "fr"})
    shown = admin.get(question(own)).text
    assert "Laisser à une autre personne" in shown and "l’historique de l’entrée" in shown
