"""The table in which an import is reviewed: who sees it, what it shows, what it does."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Revision, Workflow, WorkflowPage, WorkflowTask

from moderation.imports import bulk_submission, review_tasks
from moderation.imports.shown_versions import fingerprints, newest_versions, same_versions
from moderation.models import ReviewEntry, ReviewTask
from moderation.submission import submit
from resources.models import ImportBatch, ResourcePage
from tests import factories
from tests.moderation.test_imports import batch_of, live_titles, page_of, states, work

DECISIONS = ["approve", "send-back", "pull-out"]


@pytest.fixture
def batch(editor):
    pages = [page_of("Finding A", editor), page_of("Finding B", editor), page_of("Finding C", editor, live=True)]
    return batch_of(pages, editor)


@pytest.fixture
def review(batch, editor, moderator, second_moderator):
    made = bulk_submission.send(batch, editor)
    work()
    return made


@pytest.fixture
def url(review):
    return reverse("review_import", args=[review.batch_id])


def fields(review, decision="approve", titles="ABC", **more):
    """What the form sends with these rows checked."""
    sent = {"decision": decision, "scope": "chosen", "comment": "", "row": []}
    sent["shown"] = fingerprints(newest_versions(review.entries.all()))
    for entry in review.entries.filter(row__title__in=[f"Finding {letter}" for letter in titles]):
        revision = entry.row.page.get_latest_revision()
        sent["row"].append(entry.pk)
        sent[f"version-{entry.pk}"] = f"{revision.pk}@{revision.created_at.isoformat()}"
    return sent | more


def words(answer):
    return " ".join(answer.content.decode().split())


def test_the_table_shows_what_is_needed_to_decide(url, review, moderator, sign_in):
    said = words(sign_in(moderator).get(url))
    for part in ("Finding A", "whom it is for.", 'deletion"> before</del>', "Read all of it", "Edda"):
        assert part in said
    for name in fields(review):
        assert f'name="{name}"' in said


def test_the_table_shows_the_findings_of_a_new_resource(editor, moderator, sign_in):
    page = factories.resource(live=False, title="Tea helps", owner=editor, key_findings="<p>People stayed longer.</p>")
    page.findings = [("group", {"group": None, "heading": "What helps", "items": ["<p>Tea</p>", "<p>Time</p>"]})]
    page.save_revision(user=editor)
    review = bulk_submission.send(batch_of([ResourcePage.objects.get(pk=page.pk)], editor), editor)
    work()
    said = words(sign_in(moderator).get(reverse("review_import", args=[review.batch_id])))
    for part in ("Key findings", "People stayed longer.", "What helps", "Tea<br>Time"):
        assert part in said


def test_labels_say_that_they_are_in_the_language_of_whoever_looks(url, review, moderator, sign_in):
    moderator.language = "fr"
    moderator.save()
    said = words(sign_in(moderator).get(url))
    assert '<dt lang="fr">' in said
    assert '<dt lang="en">' not in said


def test_changes_are_those_between_what_is_live_and_what_would_be(url, review, moderator, second_moderator, sign_in):
    page = ResourcePage.objects.get(title="Finding C before").get_latest_revision_as_object()
    page.year = 1999
    page.save_revision(user=second_moderator)
    said = words(sign_in(moderator).get(url))
    assert "1999" in said
    assert "It has changes from outside this import, the last by Milo" in said


def test_a_title_is_never_read_as_html(editor, moderator, sign_in):
    review = bulk_submission.send(batch_of([page_of("<script>alert(1)</script>", editor, live=True)], editor), editor)
    work()
    said = words(sign_in(moderator).get(reverse("review_import", args=[review.batch_id])))
    assert "<script>alert" not in said
    assert "alert" in said


def test_the_checked_rows_are_approved(url, review, moderator, sign_in):
    answer = sign_in(moderator).post(url, fields(review, titles="AC"), follow=True)
    assert "2 rows are done" in words(answer)
    assert (states(review), {"Finding A", "Finding C"} <= live_titles()) == ("awa", True)


def test_all_of_the_list_are_approved_but_those_changed_since(url, review, moderator, second_moderator, sign_in):
    asked = fields(review, titles="", scope="all")
    review.entries.last().row.page.get_latest_revision_as_object().save_revision(user=second_moderator)
    answer = sign_in(moderator).post(url, asked, follow=True)
    assert states(review) == "aaw"
    assert "changed after you opened the table" in words(answer)


def test_a_version_of_a_machine_whose_clock_is_behind_was_not_shown(url, review, moderator, second_moderator, sign_in):
    asked = fields(review, titles="", scope="all")
    newer = review.entries.last().row.page.get_latest_revision_as_object().save_revision(user=second_moderator)
    Revision.objects.filter(pk=newer.pk).update(created_at=newer.created_at - datetime.timedelta(hours=1))
    sign_in(moderator).post(url, asked)
    assert states(review) == "aaw"


def test_the_table_carries_the_version_of_each_row_that_waits(url, review, moderator, sign_in):
    shown = sign_in(moderator).get(url).context["shown"]
    versions = newest_versions(review.entries.all())
    assert same_versions(versions, shown) == versions
    assert same_versions(dict.fromkeys(versions, "1@2026"), shown) == {}


def test_five_thousand_versions_fit_into_one_field():
    assert len(fingerprints(dict.fromkeys(range(5000), "123456@2026-01-01T00:00:00.000000+00:00"))) < 60_000


def test_all_means_what_the_list_is_narrowed_to(url, review, moderator, sign_in):
    sign_in(moderator).post(f"{url}?q=finding+a", fields(review, titles="", scope="all"))
    assert states(review) == "aww"
    sign_in(moderator).post(f"{url}?outcome=changed", fields(review, titles="", scope="all"))
    assert states(review) == "awa"


def test_many_are_left_to_the_worker(editor, moderator, sign_in):
    pages = [page_of(f"Finding {number}", editor) for number in range(12)]
    review = bulk_submission.send(batch_of(pages, editor), editor)
    work()
    url = reverse("review_import", args=[review.batch_id])
    said = words(sign_in(moderator).post(url, fields(review, titles="", scope="all"), follow=True))
    assert "0 of 12 rows are done" in said
    assert ImportBatch.objects.get().state == ImportBatch.State.DECIDING
    review_tasks.work(at_most=5)
    progress = sign_in(moderator).get(reverse("review_import_progress", args=[review.batch_id])).json()
    assert (progress["done"], progress["is_running"]) == (5, True)
    work()
    assert states(review) == "a" * 12


def test_sending_back_without_a_reason_changes_nothing_and_keeps_the_choice(url, review, moderator, sign_in):
    answer = sign_in(moderator).post(url, fields(review, "send-back", "A"))
    assert (answer.status_code, states(review)) == (409, "www")
    assert words(answer).count(" checked>") == 2  # the row, and the choice of rows


def test_nothing_chosen_is_said(url, review, moderator, sign_in):
    answer = sign_in(moderator).post(url, fields(review, titles=""))
    assert (answer.status_code, "at least one row" in words(answer)) == (409, True)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"decision": "publish"},
        {"decision": "", "row": "x"},
        {"row": ["²", "-1", "9" * 30, "\x00"], "scope": "chosen"},
        {"scope": "all"},
        {"scope": "all", "shown": "²\x00"},
        {"scope": "all", "shown": "AAAA"},
        {"scope": "all", "shown": "A" * 1600},
        {"scope": "chosen", "row": "1", "version-1": "\x00", "comment": "\x00"},
    ],
)
def test_nonsense_is_no_error_and_decides_nothing(nonsense, url, review, moderator, sign_in):
    for extra in ("", "?p=x&state=%00&outcome=x&q=%00", "?p=99999999999999999999&state=problem"):
        answer = sign_in(moderator).post(url + extra, {"decision": "approve"} | nonsense)
        assert answer.status_code < 500
        assert sign_in(moderator).get(url + extra).status_code == 200
    assert states(review) == "www"


def test_pages_of_the_table_and_its_tabs(editor, moderator, sign_in):
    pages = [page_of(f"Finding {number}", editor) for number in range(27)]
    review = bulk_submission.send(batch_of(pages, editor), editor)
    work()
    url = reverse("review_import", args=[review.batch_id])
    said = words(sign_in(moderator).get(f"{url}?p=2"))
    assert "Finding 26" in said
    assert "Finding 3<" not in said
    assert "All 27 of this list" in said


def test_the_page_of_a_single_row_leads_back_to_the_table(url, review, moderator, sign_in):
    entry = review.entries.first()
    single = reverse("review", args=[entry.workflow_state.current_task_state_id])
    assert url in words(sign_in(moderator).get(single))
    version = fields(review)[f"version-{entry.pk}"]
    answer = sign_in(moderator).post(single, {"decision": "approve", "version": version})
    assert (answer.url, states(review)) == (url, "aww")


# Who sees it


@pytest.mark.parametrize("who", ["translator", "member"])
def test_the_table_is_closed_to_others(who, request, url, review, sign_in):
    client = sign_in(request.getfixturevalue(who))
    for address in (url, reverse("review_import_progress", args=[review.batch_id])):
        assert client.get(address).status_code in {302, 403}
    assert client.post(url, fields(review)).status_code in {302, 403}
    assert states(review) == "www"


def test_the_table_is_closed_to_another_editor(url, sign_in, editor):
    other = factories.user("erik@example.org")
    other.groups.add(Group.objects.get(name="Editors"))
    answer = sign_in(other).get(url, follow=True)
    assert "Finding A" not in answer.content.decode()
    front = words(sign_in(other).get(reverse("wagtailadmin_home")))
    assert "findings.xlsx" not in front


@pytest.fixture
def moderator_of_elsewhere(groups):
    """Reviews another section only."""
    person = factories.user("elsa@example.org")
    group = Group.objects.create(name="Moderators of elsewhere")
    person.groups.add(group, Group.objects.get(name="Editors"))
    task = ReviewTask.objects.create(name="Elsewhere")
    task.groups.set([group])
    workflow = Workflow.objects.create(name="Elsewhere")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=factories.standard_page(slug="elsewhere"))
    return person


def test_who_reviews_another_section_sees_nothing_of_it(url, review, moderator_of_elsewhere, sign_in):
    client = sign_in(moderator_of_elsewhere)
    assert client.get(url).status_code in {302, 403}
    assert "findings.xlsx" not in words(client.get(reverse("wagtailadmin_home")))


def test_rows_of_another_section_are_neither_seen_nor_decided(review, url, moderator, moderator_of_elsewhere, sign_in):
    """An import may change a page that goes through another review."""
    course = review.entries.first().workflow_state
    course.workflow = Workflow.objects.get(name="Elsewhere")
    course.save()
    course.current_task_state.task = ReviewTask.objects.get(name="Elsewhere").task_ptr
    course.current_task_state.save()
    assert ">Finding A</span>" not in words(sign_in(moderator).get(f"{url}?state=all"))
    sign_in(moderator).post(url, fields(review))
    assert states(review) == "waa"
    said = words(sign_in(moderator_of_elsewhere).get(f"{url}?state=all"))
    assert (">Finding A</span>" in said, ">Finding B</span>" in said) == (True, False)


def test_the_importer_looks_on_without_deciding(url, review, editor, sign_in):
    said = words(sign_in(editor).get(url))
    assert "Finding A" in said
    assert 'name="decision"' not in said
    sign_in(editor).post(url, fields(review))
    assert states(review) == "www"


def test_the_importer_without_the_right_any_more_is_shut_out(url, editor, sign_in):
    editor.groups.set([Group.objects.get(name="Translators")])
    assert sign_in(editor).get(url).status_code in {302, 403}


# The admin's front page


def test_an_import_is_one_line_for_moderators(review, draft, editor, moderator, sign_in):
    said = words(sign_in(moderator).get(reverse("wagtailadmin_home")))
    assert "Import, 3 rows" in said
    assert said.count("findings.xlsx") == 1
    assert "Finding A" not in said


def test_an_import_is_one_line_for_whoever_sent_it(review, url, editor, moderator, sign_in):
    panel = "Your pages in review"
    said = words(sign_in(editor).get(reverse("wagtailadmin_home")))
    assert panel in said
    assert "3 rows wait to be read" in said
    sign_in(moderator).post(url, fields(review, "send-back", "AB", comment="Which year?"))
    said = words(sign_in(editor).get(reverse("wagtailadmin_home"))).split(panel)[1]
    assert "1 row waits to be read" in said
    assert "2 rows sent back" in said


def test_a_row_that_is_a_page_of_its_own_again_has_a_line_of_its_own(review, url, editor, moderator, sign_in):
    sign_in(moderator).post(url, fields(review, "pull-out", "A"))
    page = ResourcePage.objects.get(title="Finding A")
    submit(page, editor)
    said = words(sign_in(moderator).get(reverse("wagtailadmin_home")))
    assert "Import, 2 rows" in said
    assert "Finding A" in said


# Sending


def test_an_editor_sends_an_import(batch, editor, sign_in):
    url = reverse("send_import", args=[batch.pk])
    assert "3 drafts will go to the moderators" in words(sign_in(editor).get(url))
    sign_in(editor).post(url)
    work()
    assert ReviewEntry.objects.filter(state="waiting").count() == 3
    assert sign_in(editor).post(url).status_code == 409


@pytest.mark.parametrize("who", ["translator", "member"])
def test_who_may_not_write_there_does_not_send(who, request, batch, sign_in):
    url = reverse("send_import", args=[batch.pk])
    assert sign_in(request.getfixturevalue(who)).post(url).status_code in {302, 403}
    assert not ReviewEntry.objects.exists()


def test_addresses_of_no_import_are_no_error(moderator, sign_in):
    for name in ("review_import", "review_import_progress", "send_import"):
        for number in (0, 12345, 10**19):
            assert sign_in(moderator).get(reverse(name, args=[number])).status_code == 404
