"""One import is one item in review: sent, read as a table, decided in parts, told of once."""

import datetime
import time

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, TaskState, Workflow, WorkflowState, WorkflowTask

from moderation.approval import approve, send_back, version_of
from moderation.imports import bulk_submission, decisions, review_tasks
from moderation.imports.shown_versions import newest_versions
from moderation.models import ImportReview, ReviewEntry, ReviewTask
from moderation.submission import CannotSubmit, submit
from resources.models import ImportBatch, ImportRow, ResourcePage
from resources.spreadsheets.importing import batches, undoing
from tests import factories

State = ReviewEntry.State


def page_of(title, editor, live=False, **fields):
    """A draft as an import leaves it; of a live page, a change of its title."""
    page = factories.resource(live=live, title=f"{title} before" if live else title, owner=editor, **fields)
    page.title = title
    page.save_revision(user=editor)
    return ResourcePage.objects.get(pk=page.pk)


def batch_of(pages, editor):
    """An import that was applied, with a row for each page."""
    batch = ImportBatch.objects.create(
        index=factories.resource_index(),
        made_by=editor,
        file_name="findings.xlsx",
        state=ImportBatch.State.APPLIED,
        applied_at=timezone.now(),
    )
    for number, page in enumerate(pages, start=2):
        ImportRow.objects.create(
            batch=batch,
            number=number,
            title=page.draft_title,
            page=page,
            is_applied=True,
            outcome="changed" if page.live else "new",
            revision=page.latest_revision,
            revision_before=page.live_revision,
            applied_at=page.latest_revision.created_at,
        )
    return batch


def work():
    for _round in range(50):
        if not review_tasks.work():
            return
    raise AssertionError("The worker finds no end.")


@pytest.fixture
def batch(editor):
    return batch_of([page_of(f"Finding {letter}", editor) for letter in "ABC"], editor)


@pytest.fixture
def review(batch, editor, moderator, second_moderator, mailoutbox):
    made = bulk_submission.send(batch, editor)
    work()
    return made


def decide(review, user, decision, titles="ABC", comment=""):
    """As the table does, with the versions that it would show now."""
    entries = review.entries.filter(row__title__in=[f"Finding {letter}" for letter in titles])
    keys = decisions.ask(review, user, decision, newest_versions(entries), comment)
    work()
    return keys


def states(review):
    return "".join(entry.state[0] for entry in review.entries.order_by("row__number"))


def live_titles():
    return set(ResourcePage.objects.live().values_list("title", flat=True))


# Sending


def test_every_applied_row_is_sent(review, batch):
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.IN_REVIEW
    assert states(review) == "www"
    assert WorkflowState.objects.filter(status="in_progress").count() == 3


def test_the_moderators_get_one_mail_for_all(review, mailoutbox):
    assert sorted(letter.to[0] for letter in mailoutbox) == ["milo@example.org", "mona@example.org"]
    assert "3 resources" in mailoutbox[0].subject
    assert reverse("review_import", args=[review.batch_id]) in mailoutbox[0].body


def test_a_row_that_breaks_a_rule_stays_a_draft_and_says_why(editor, moderator):
    bad = page_of("Finding B", editor, summary="")
    review = bulk_submission.send(batch_of([page_of("Finding A", editor), bad], editor), editor)
    work()
    assert states(review) == "wr"
    assert "summary" in review.entries.get(row__page=bad).problem.lower()
    assert not bad.workflow_in_progress


def test_nothing_is_sent_twice(review, batch, editor):
    with pytest.raises(CannotSubmit):
        bulk_submission.send(ImportBatch.objects.get(pk=batch.pk), editor)
    work()
    assert TaskState.objects.count() == 3


def test_while_everything_waits_the_worker_only_reads(review, django_assert_max_num_queries):
    with django_assert_max_num_queries(6) as asked:
        assert not review_tasks.work()
    assert all(one["sql"].startswith("SELECT") for one in asked.captured_queries)


def test_an_interrupted_sending_goes_on_where_it_stopped(batch, editor, moderator, mailoutbox):
    review = bulk_submission.send(batch, editor)
    bulk_submission.send_entry(review.entries.first().pk)
    bulk_submission.send_entry(review.entries.first().pk)
    assert not mailoutbox
    work()
    assert (states(review), TaskState.objects.count(), len(mailoutbox)) == ("www", 3, 1)


def test_an_error_of_the_program_stops_one_row_only(batch, editor, moderator, monkeypatch):
    def fail(page):
        raise ZeroDivisionError

    first = batch.rows.first().page_id
    real = ResourcePage.go_live_warnings
    monkeypatch.setattr(ResourcePage, "go_live_warnings", lambda page: fail(page) if page.pk == first else real(page))
    review = bulk_submission.send(batch, editor)
    work()
    assert states(review) == "rww"
    assert not WorkflowState.objects.filter(object_id=first).exists()


def test_a_page_that_another_sent_stays_on_its_own(batch, editor, moderator, translator):
    page = batch.rows.first().page
    submit(page, moderator)
    review = bulk_submission.send(batch, editor)
    work()
    assert states(review) == "rww"
    assert "Mona" in review.entries.first().problem


def test_a_page_that_the_same_person_sent_joins_the_import(batch, editor, moderator):
    submit(batch.rows.first().page, editor)
    review = bulk_submission.send(batch, editor)
    work()
    assert states(review) == "www"


def test_rows_that_were_pulled_out_or_not_applied_are_not_sent(batch, editor, moderator):
    batch.rows.filter(number=2).update(is_pulled_out=True)
    batch.rows.filter(number=3).update(is_applied=False)
    review = bulk_submission.send(batch, editor)
    work()
    assert states(review) == "w"


# Deciding


def test_all_are_approved_in_parts(review, batch, moderator):
    decide(review, moderator, "approve", "A")
    assert (states(review), live_titles() & {"Finding A", "Finding B"}) == ("aww", {"Finding A"})
    decide(review, moderator, "approve")
    assert {"Finding A", "Finding B", "Finding C"} <= live_titles()
    assert ImportBatch.objects.get(pk=batch.pk).state == ImportBatch.State.DONE


def test_a_page_that_changed_since_is_not_approved(review, moderator, second_moderator):
    entry = review.entries.first()
    versions = newest_versions(review.entries.all())
    entry.row.page.save_revision(user=second_moderator)
    decisions.ask(review, moderator, "approve", versions)
    work()
    entry.refresh_from_db()
    assert (states(review), "changed after" in entry.problem) == ("waa", True)


def test_a_version_that_nobody_was_shown_is_not_approved(review, moderator):
    decisions.ask(review, moderator, "approve", {entry.pk: "1@x" for entry in review.entries.all()})
    work()
    assert states(review) == "www"


def test_nobody_approves_their_own_last_edit(moderator, second_moderator):
    review = bulk_submission.send(batch_of([page_of("Finding A", moderator)], moderator), moderator)
    work()
    decide(review, moderator, "approve")
    assert "You made the last change" in review.entries.get().problem
    decide(review, second_moderator, "approve")
    assert states(review) == "a"


def test_a_locked_page_is_not_approved(review, moderator, second_moderator):
    ResourcePage.objects.filter(title="Finding A").update(locked=True, locked_by=second_moderator)
    decide(review, moderator, "approve")
    assert states(review) == "waa"


def test_a_page_that_breaks_a_rule_by_now_is_named_and_waits(review, moderator, second_moderator):
    page = review.entries.first().row.page
    page.summary = ""
    page.save_revision(user=second_moderator)
    decide(review, moderator, "approve")
    assert states(review) == "waa"
    assert "summary" in review.entries.first().problem.lower()


def test_two_moderators_publish_every_page_once(review, moderator, second_moderator):
    versions = newest_versions(review.entries.all())
    decisions.ask(review, moderator, "approve", dict(list(versions.items())[:2]))
    assert len(decisions.ask(review, second_moderator, "approve", versions)) == 1
    work()
    pages = ResourcePage.objects.filter(title__startswith="Finding")
    assert [page.versions.count() for page in pages] == [1, 1, 1]
    assert {entry.decided_by.first_name for entry in review.entries.all()} == {"Mona", "Milo"}
    assert TaskState.objects.filter(status="approved").count() == 3


def test_a_decision_carried_out_twice_publishes_once(review, moderator):
    entry = review.entries.first()
    decisions.ask(review, moderator, "approve", newest_versions(review.entries.filter(pk=entry.pk)))
    decisions.carry_out(entry.pk)
    published = ResourcePage.objects.get(pk=entry.row.page_id).last_published_at
    decisions.carry_out(entry.pk)
    assert ResourcePage.objects.get(pk=entry.row.page_id).last_published_at == published


def test_a_decision_about_a_step_says_nothing_about_the_next(review, moderator, second_moderator):
    entry = review.entries.first()
    versions = newest_versions(review.entries.filter(pk=entry.pk))
    _second_step(moderator)
    decisions.ask(review, moderator, "approve", versions)
    step = entry.workflow_state.current_task_state
    approve(step, second_moderator, versions[entry.pk])
    work()
    assert not ResourcePage.objects.get(pk=entry.row.page_id).live


def test_sending_back_needs_a_reason_and_gives_it(review, moderator):
    with pytest.raises(Exception, match="what should change"):
        decide(review, moderator, "send-back", "A", "  ")
    decide(review, moderator, "send-back", "AB", "Who published it?")
    assert states(review) == "ssw"
    course = review.entries.first().workflow_state
    assert (course.status, course.current_task_state.comment) == ("needs_changes", "Who published it?")


def test_a_row_that_is_pulled_out_is_an_ordinary_draft(review, moderator, editor):
    decide(review, moderator, "pull-out", "A", "Belongs elsewhere.")
    entry = review.entries.first()
    assert (states(review), entry.comment, entry.row.is_pulled_out) == ("pww", "Belongs elsewhere.", True)
    assert not entry.row.page.workflow_in_progress
    assert submit(entry.row.page, editor).current_task_state


@pytest.mark.parametrize("who", ["editor", "translator", "administrator", "member"])
@pytest.mark.parametrize("decision", ["approve", "send-back", "pull-out"])
def test_only_moderators_decide(who, decision, request, review):
    before = states(review)
    assert decide(review, request.getfixturevalue(who), decision, comment="No.") == []
    assert states(review) == before


def test_a_moderator_who_lost_the_right_meanwhile_decides_nothing(review, moderator):
    decisions.ask(review, moderator, "approve", newest_versions(review.entries.all()))
    moderator.groups.clear()
    work()
    assert states(review) == "www"


# Steps


def _second_step(person):
    """A further step of the review that everything goes through, of a group that this person is the only one in."""
    group = person.groups.model.objects.create(name="Board")
    person.groups.add(group)
    task = ReviewTask.objects.create(name="The board")
    task.groups.set([group])
    WorkflowTask.objects.create(workflow=Workflow.objects.get(name="Review"), task=task, sort_order=5)
    return task


def test_an_import_goes_on_to_the_next_step_as_one_item(review, moderator, second_moderator, mailoutbox):
    _second_step(second_moderator)
    mailoutbox.clear()
    decide(review, moderator, "approve")
    assert states(review) == "www"
    assert [(letter.to, "3 resources" in letter.subject) for letter in mailoutbox] == [(["milo@example.org"], True)]
    decide(review, second_moderator, "approve")
    assert states(review) == "aaa"


def test_more_that_comes_to_a_step_where_some_wait_is_not_told_again(review, moderator, second_moderator, mailoutbox):
    _second_step(second_moderator)
    mailoutbox.clear()
    decide(review, moderator, "approve", "A")
    decide(review, moderator, "approve", "BC")
    assert len(mailoutbox) == 1


# Mail


def test_the_importer_gets_one_mail_when_all_is_decided(review, moderator, mailoutbox):
    mailoutbox.clear()
    decide(review, moderator, "approve", "A")
    decide(review, moderator, "send-back", "B", "Which year?")
    assert not mailoutbox
    decide(review, moderator, "pull-out", "C")
    assert [letter.to for letter in mailoutbox] == [["edda@example.org"]]
    for words in ("Finding A", "Finding B", "Which year?", "Finding C", "Mona"):
        assert words in mailoutbox[0].body
        assert words in mailoutbox[0].alternatives[0][0]


def test_what_was_not_sent_stands_in_the_mail(editor, moderator, mailoutbox):
    pages = [page_of("Finding A", editor), page_of("Finding B", editor, summary="")]
    review = bulk_submission.send(batch_of(pages, editor), editor)
    work()
    mailoutbox.clear()
    decide(review, moderator, "approve")
    assert "Finding B" in mailoutbox[0].body
    assert "summary" in mailoutbox[0].body.lower()


@pytest.mark.parametrize("hours", [1, -1])
def test_the_mail_names_what_was_decided_in_this_round_whatever_the_clocks_say(
    hours, review, batch, editor, moderator, mailoutbox
):
    decide(review, moderator, "send-back", "AB", "Which year?")
    decide(review, moderator, "approve", "C")
    page = batch.rows.get(number=2).page
    page.save_revision(user=editor)
    again = bulk_submission.send(batch, editor)
    ImportReview.objects.filter(pk=again.pk).update(sent_at=again.sent_at + datetime.timedelta(hours=hours))
    work()
    mailoutbox.clear()
    decide(review, moderator, "approve", "A")
    assert [title in mailoutbox[0].body for title in ("Finding A", "Finding B", "Finding C")] == [True, False, False]


def test_a_decision_on_the_page_of_a_single_row_writes_no_mail_of_its_own(review, moderator, mailoutbox):
    mailoutbox.clear()
    first, second, *_rest = (entry.workflow_state.current_task_state for entry in review.entries.all())
    page = ResourcePage.objects.get(pk=first.workflow_state.object_id)
    approve(first, moderator, version_of(page.get_latest_revision()))
    send_back(second, moderator, "Which year?")
    assert (states(review), len(mailoutbox)) == ("asw", 0)


def test_pages_outside_of_the_import_keep_their_mail(review, draft, editor, moderator, mailoutbox):
    mailoutbox.clear()
    state = submit(draft, editor)
    assert len(mailoutbox) == 2
    send_back(state.current_task_state, moderator, "Which year?")
    assert len(mailoutbox) == 3


def test_a_page_sent_back_and_sent_again_is_a_page_like_all_others(review, editor, moderator, mailoutbox):
    decide(review, moderator, "send-back", "A", "Which year?")
    mailoutbox.clear()
    page = ResourcePage.objects.get(title="Finding A")
    page.save_revision(user=editor)
    state = submit(page, editor)
    assert len(mailoutbox) == 2
    send_back(state.current_task_state, moderator, "And the publisher?")
    assert len(mailoutbox) == 3
    assert review.entries.first().comment == "Which year?"


@pytest.mark.parametrize("is_written_over", [True, False])
def test_what_was_mended_counts_though_a_clock_was_behind(review, batch, editor, moderator, is_written_over):
    decide(review, moderator, "send-back", "A", comment="Which year?")
    work()
    page = ResourcePage.objects.get(title__startswith="Finding A")
    revision = page.save_revision(user=editor, overwrite_revision=page.latest_revision if is_written_over else None)
    hour_ago = revision.created_at - datetime.timedelta(hours=1)
    Revision.objects.filter(pk=revision.pk).update(created_at=hour_ago)
    ResourcePage.objects.filter(pk=page.pk).update(latest_revision_created_at=hour_ago)
    assert [row.page_id for row in bulk_submission.sendable(batch)] == [page.pk]


def test_what_was_mended_can_be_sent_again_as_one(review, batch, editor, moderator, mailoutbox):
    decide(review, moderator, "send-back", comment="Which year?")
    batch.refresh_from_db()
    with pytest.raises(CannotSubmit):
        bulk_submission.send(batch, editor)
    for row in batch.rows.all()[:2]:
        row.page.save_revision(user=editor)
    mailoutbox.clear()
    bulk_submission.send(batch, editor)
    work()
    assert (states(review), len(mailoutbox)) == ("wws", 2)


# Other doors


def test_a_review_cancelled_elsewhere_ends_the_row(review, editor):
    review.entries.first().workflow_state.cancel(user=editor)
    assert states(review) == "eww"


def test_a_page_that_was_deleted_ends_the_row(review, moderator):
    review.entries.first().row.page.delete()
    work()
    assert states(review) == "eww"
    decide(review, moderator, "approve")
    assert states(review) == "eaa"


def test_publishing_around_the_review_ends_the_row(review, administrator):
    page = review.entries.first().row.page
    page.get_latest_revision().publish(user=administrator)
    assert states(review) == "eww"


def test_an_import_that_is_being_undone_goes_no_further(review, batch, moderator, mailoutbox):
    mailoutbox.clear()
    decisions.ask(review, moderator, "approve", newest_versions(review.entries.all()))
    ImportBatch.objects.filter(pk=batch.pk).update(state=ImportBatch.State.UNDOING)
    work()
    assert not ResourcePage.objects.live().filter(title__startswith="Finding").exists()
    for entry in review.entries.all():
        entry.workflow_state.cancel()
    work()
    batch.refresh_from_db()
    assert (batch.state, states(review), mailoutbox) == (ImportBatch.State.UNDOING, "eee", [])


# Undoing, which importing does


def test_an_import_in_review_is_taken_back_whole(review, batch, editor, moderator, mailoutbox):
    mailoutbox.clear()
    undo(batch, editor)
    assert not ResourcePage.objects.filter(title__startswith="Finding").exists()
    assert not WorkflowState.objects.filter(status="in_progress").exists()
    assert (ImportBatch.objects.get().state, states(review), mailoutbox) == (ImportBatch.State.UNDONE, "eee", [])


def test_what_is_live_is_not_taken_back(review, batch, editor, moderator):
    decide(review, moderator, "approve", "A")
    undo(batch, editor)
    assert set(ResourcePage.objects.filter(title__startswith="Finding").values_list("title", "live")) == {
        ("Finding A", True)
    }
    assert states(review) == "aee"


def test_what_a_moderator_mended_stays_in_review_when_the_import_is_undone(
    review, batch, editor, moderator, mailoutbox
):
    page = review.entries.first().row.page
    page.save_revision(user=moderator)
    undo(batch, editor)
    assert states(review) == "wee"
    mailoutbox.clear()
    decide(review, moderator, "send-back", "A", "Which year?")
    assert ["Which year?" in letter.body for letter in mailoutbox] == [True]


def undo(batch, user):
    assert undoing.begin(ImportBatch.objects.get(pk=batch.pk), user)
    undoing.undo_some(ImportBatch.objects.get(pk=batch.pk), until=time.monotonic() + 60)
    work()


# A sheet, from the file to the site


SHEET = """title,summary,category,region,language,url
Finding A,What it is and whom it is for.,Principles,BC,English,https://example.org/a
Finding B,,Principles,BC,English,https://example.org/b
Finding C,What it is and whom it is for.,Principles,BC,English,https://example.org/c
"""


def test_a_sheet_comes_through_review_to_the_site(editor, moderator, sign_in, tmp_path):
    factories.resource_index()
    (tmp_path / "sheet.csv").write_text(SHEET)
    call_command("import_resources", tmp_path / "sheet.csv", "--create-terms", user=editor.email, verbosity=0)
    batch = ImportBatch.objects.get()
    assert [step.label for step in batches.steps_for(batch, editor)] == ["Send for review"]
    sign_in(editor).post(reverse("send_import", args=[batch.pk]))
    work()
    review = ImportBatch.objects.get().review
    assert states(review) == "wrw"
    decide(review, moderator, "approve")
    assert {"Finding A", "Finding C"} <= live_titles()
    assert {step.label for step in batches.steps_for(ImportBatch.objects.get(), editor)} == {
        "Send for review",
        "See the review",
    }
