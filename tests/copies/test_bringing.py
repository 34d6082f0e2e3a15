"""What comes from both sides: fields, terms and rows; and approvals that were given before."""

import json

import pytest
from django.contrib.auth.models import Group
from wagtail.models import TaskState, Workflow, WorkflowPage, WorkflowTask
from wagtail.rich_text import RichText

from copies.beginning import make
from copies.bringing import NotBrought, bring, merged, name_of, versions_of
from copies.conflict_words import shown
from copies.models import WorkingCopy
from core.models import PageTerm, RelatedPage
from moderation.models import ReviewTask
from tests import factories
from tests.copies.conftest import decide, fresh, rewrite, send


def bring_all(row, person, side="copy"):
    """Each conflict decided alike; gives back where they were."""
    row = WorkingCopy.objects.get(pk=row.pk)
    versions = versions_of(row)
    conflicts = merged(versions, {}).conflicts
    bring(row, person, versions.token, {name_of(one): side for one in conflicts})
    return [one.way for one in conflicts]


def newest(page):
    return fresh(page).get_latest_revision_as_object()


def test_fields_of_both_sides_come_together(page, row, editor):
    rewrite(row.copy, editor, title="Homes")
    rewrite(page, editor, publish=True, lead="A correction.")
    assert bring_all(row, editor) == []
    assert (newest(row.copy).title, newest(row.copy).lead) == ("Homes", "A correction.")


def test_a_field_that_both_changed_is_decided(page, row, editor):
    rewrite(row.copy, editor, lead="Anew.")
    rewrite(page, editor, publish=True, lead="Mended.")
    assert bring_all(row, editor, "page") == [("lead",)]
    assert newest(row.copy).lead == "Mended."
    assert newest(row.copy).get_latest_revision().user == editor


def test_what_both_changed_alike_is_no_question(page, row, editor):
    rewrite(row.copy, editor, lead="The same.")
    rewrite(page, editor, publish=True, lead="The same.")
    count = fresh(row.copy).revisions.count()
    assert bring_all(row, editor) == []
    assert fresh(row.copy).revisions.count() == count


def test_a_draft_of_the_page_comes_along_and_nothing_is_buried(page, row, editor, moderator):
    rewrite(row.copy, editor, title="Homes")
    rewrite(page, editor, lead="Begun as a draft.")
    bring_all(row, editor)
    decide(send(row.copy, editor), moderator)
    assert (fresh(page).title, fresh(page).lead) == ("Homes", "Begun as a draft.")


def related(page):
    return [(one.related_id, one.kind) for one in newest(page).related_pages.all()]


def terms(page):
    return sorted(one.term_id for one in newest(page).page_terms.all())


def test_terms_and_rows_come_together_row_by_row(editor, moderator):
    one, two, three = (factories.term("topic", name) for name in ("Housing", "Health", "Work"))
    page = factories.network_page()
    others = [factories.standard_page() for _number in range(3)]
    draft = newest(page)
    draft.related_pages = [RelatedPage(related=others[0])]
    draft.page_terms = [PageTerm(term=one)]
    draft.save_revision().publish()
    row = make(fresh(page), editor)
    rewrite(row.copy, editor, related_pages=[RelatedPage(related=others[0]), RelatedPage(related=others[1])])
    rewrite(row.copy, editor, page_terms=[PageTerm(term=one), PageTerm(term=two, sort_order=1)])
    rewrite(page, editor, publish=True, related_pages=[RelatedPage(related=others[2])])
    rewrite(page, editor, publish=True, page_terms=[PageTerm(term=one), PageTerm(term=three, sort_order=1)])
    assert bring_all(row, editor) == []
    assert {key for key, _kind in related(row.copy)} == {others[1].pk, others[2].pk}
    assert terms(row.copy) == sorted([one.pk, two.pk, three.pk])
    decide(send(row.copy, editor), moderator)
    assert {key for key, _kind in related(page)} == {others[1].pk, others[2].pk}
    assert terms(page) == sorted([one.pk, two.pk, three.pk])
    assert terms(row.copy) == terms(page)


def findings(page, heading="Housing", items=("<p>One.</p>", "<p>Two.</p>")):
    """Of the newest version, with the keys that they have."""
    draft = newest(page)
    (group,) = draft.findings.raw_data
    for item, html in zip(group["value"]["items"], items, strict=True):
        item["value"] = html
    group["value"]["heading"] = heading
    draft.findings = draft._meta.get_field("findings").to_python(json.dumps([group]))
    return draft


def test_inside_a_block_its_fields_and_its_items_come_together(editor, moderator):
    group = {"group": factories.term("finding-group", "Principles"), "heading": "Housing"}
    page = factories.resource(findings=[("group", group | {"items": ["<p>One.</p>", "<p>Two.</p>"]})])
    row = make(page, editor)
    findings(page, "Homes", ("<p>One, mended.</p>", "<p>Two, mended.</p>")).save_revision().publish()
    findings(row.copy, "Housing", ("<p>One.</p>", "<p>Two, anew.</p>")).save_revision(user=editor)
    row = WorkingCopy.objects.get(pk=row.pk)
    versions = versions_of(row)
    (conflict,) = merged(versions, {}).conflicts
    seen = shown(conflict, versions, type(page), {})
    assert seen.where == "Findings in groups › Group of findings 1 › Findings › Finding 2"
    assert "mended" in seen.page and "anew" in seen.copy and "<p>" not in seen.page
    bring(row, editor, versions.token, {name_of(conflict): "copy"})
    (group,) = newest(row.copy).findings
    assert group.value["heading"] == "Homes"
    assert [item.source for item in group.value["items"]] == ["<p>One, mended.</p>", "<p>Two, anew.</p>"]


def test_a_move_on_both_sides_is_shown_as_an_order(page, row, editor):
    def moved(page, numbers):
        draft = newest(page)
        raw = list(draft.body.raw_data)
        draft.body = draft._meta.get_field("body").to_python(json.dumps([raw[number] for number in numbers]))
        return draft

    draft = newest(page)
    draft.body.append(("text", RichText("<p>Third.</p>")))
    draft.save_revision().publish()
    bring_all(row, editor)
    moved(page, [2, 0, 1]).save_revision().publish()
    moved(row.copy, [1, 0, 2]).save_revision(user=editor)
    versions = versions_of(WorkingCopy.objects.get(pk=row.pk))
    (conflict,) = merged(versions, {}).conflicts
    seen = shown(conflict, versions, type(page), {})
    assert seen.where == "Text: the order"
    assert "Third." in seen.page
    assert bring_all(row, editor, "page") == [("body",)]
    assert newest(row.copy).body[0].value.source == "<p>Third.</p>"


def test_nothing_is_brought_on_an_old_reading(page, row, editor):
    rewrite(page, editor, publish=True, lead="Mended.")
    token = versions_of(row).token
    rewrite(row.copy, editor, title="Homes")
    with pytest.raises(NotBrought, match="meanwhile"):
        bring(row, editor, token, {})
    assert newest(row.copy).lead == ""


def test_who_sent_it_waits_until_it_comes_back(page, row, editor, moderator):
    rewrite(row.copy, editor, title="Homes")
    send(row.copy, editor)
    rewrite(page, editor, publish=True, lead="Mended.")
    with pytest.raises(NotBrought, match="in review"):
        bring_all(row, editor)
    assert bring_all(row, moderator) == []


@pytest.fixture
def two_steps(page):
    workflow = Workflow.objects.create(name="Two steps")
    for number in range(2):
        task = ReviewTask.objects.create(name=f"Step {number}")
        task.groups.add(Group.objects.get(name="Moderators"))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=number)
    WorkflowPage.objects.create(workflow=workflow, page=page)


def test_after_bringing_in_approval_starts_again(two_steps, page, row, editor, moderator, second_moderator):
    rewrite(row.copy, editor, title="Homes")
    decide(send(row.copy, editor), moderator)
    rewrite(page, editor, publish=True, lead="Mended.")
    bring_all(row, factories.moderator())
    for person in (second_moderator, moderator):
        step = fresh(row.copy).current_workflow_task_state
        assert step.status == TaskState.STATUS_IN_PROGRESS
        assert fresh(page).title == "Housing"
        decide(step, person)
    assert (fresh(page).title, fresh(page).lead) == ("Homes", "Mended.")
