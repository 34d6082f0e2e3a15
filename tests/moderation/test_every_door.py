"""Each POST of the admin that could change what is live, tried by those who may not publish."""

import datetime
import itertools

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import RichText

from home.models import StandardPage
from moderation.approval import approve, version_of
from moderation.imports import bulk_submission, decisions, review_tasks
from moderation.imports.shown_versions import fingerprints, newest_versions
from moderation.submission import submit
from tests import factories
from tests.moderation.forms import plain_page
from tests.moderation.test_imports import batch_of, page_of

ROLES = ["editor", "moderator", "translator", "member"]


@pytest.fixture
def live(editor):
    """A live page by the editor, with a change that is not live."""
    made = factories.standard_page(
        title="As it is", slug="as-it-is", owner=editor, body=[("text", RichText("<p>Words.</p>"))]
    )
    factories.standard_page(made, title="Below", slug="below", owner=editor)
    made = StandardPage.objects.get(pk=made.pk)
    made.title = "As it may be"
    made.save_revision(user=editor)
    return StandardPage.objects.get(pk=made.pk)


def later():
    return (timezone.localtime() + datetime.timedelta(days=2)).strftime("%Y-%m-%d %H:%M")


def edit(page, **more):
    fields = plain_page(page) | {"title": "Changed by the back door"} | more
    return reverse("wagtailadmin_pages:edit", args=[page.pk]), fields


def stock(name, page, *more, **fields):
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *more]), fields


def bulk(action, page, **fields):
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?id={page.pk}", fields


POSTS = {
    "save a draft": lambda page: edit(page),
    "publish": lambda page: edit(page, **{"action-publish": "1"}),
    "schedule": lambda page: edit(page, **{"action-publish": "1", "go_live_at": later()}),
    "draft with dates": lambda page: edit(page, go_live_at=later(), expire_at=later()),
    "draft with another address": lambda page: edit(page, slug="stolen", show_in_menus="on"),
    "autosave": lambda page: edit(
        page, **{"action-publish": "1", "overwrite_revision_id": str(page.latest_revision_id)}
    ),
    "restart": lambda page: edit(page, **{"action-restart-workflow": "1"}),
    "cancel": lambda page: edit(page, **{"action-cancel-workflow": "1"}),
    "approve without review": lambda page: edit(
        page, **{"action-workflow-action": "1", "workflow-action-name": "approve"}
    ),
    "decide without review": lambda page: edit(
        page, **{"action-workflow-action": "1", "workflow-action-name": "review"}
    ),
    "decide nothing": lambda page: edit(page, **{"action-workflow-action": "1"}),
    "unpublish": lambda page: stock("unpublish", page, include_descendants="on"),
    "delete": lambda page: stock("delete", page),
    "move": lambda page: stock("move_confirm", page, other().pk),
    "reorder": lambda page: (f"{reverse('wagtailadmin_pages:set_page_position', args=[page.pk])}?position=0", {}),
    "privacy": lambda page: stock("set_privacy", page, restriction_type=PageViewRestriction.LOGIN),
    "convert an alias": lambda page: stock("convert_alias", page),
    "revert": lambda page: (
        reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, page.revisions.first().pk]),
        edit(page)[1] | {"action-publish": "1"},
    ),
    "unschedule": lambda page: stock("revisions_unschedule", page, page.latest_revision_id),
    "cancel the review": lambda page: stock("confirm_workflow_cancellation", page),
    "lock": lambda page: stock("lock", page),
    "unlock": lambda page: stock("unlock", page),
    "bulk publish": lambda page: bulk("publish", page, include_descendants="on"),
    "bulk unpublish": lambda page: bulk("unpublish", page, include_descendants="on"),
    "bulk delete": lambda page: bulk("delete", page),
    "bulk move": lambda page: bulk("move", page, chooser=other().pk),
    "mirror": lambda page: (reverse("wagtail_localize:convert_to_alias", args=[page.pk]), {}),
    **{
        f"api {action}": lambda page, action=action: (f"/admin/api/main/pages/{page.pk}/action/{action}/", {})
        for action in ("publish unpublish delete move copy convert_alias create_alias revert_to_page_revision".split())
    },
}


DURING_REVIEW = [name for name in POSTS if any(word in name for word in ("publish", "decide", "review", "cancel"))]


def other():
    return StandardPage.objects.filter(slug="elsewhere").first() or factories.standard_page(slug="elsewhere")


def state_of(page):
    """All that visitors see of it and what lies below."""
    pages = Page.objects.filter(path__startswith=page.path).order_by("path")
    names = ("pk", "path", "title", "slug", "url_path", "live", "expire_at", "go_live_at", "show_in_menus")
    rows = list(pages.values_list(*names, "live_revision", "alias_of"))
    return rows, PageViewRestriction.objects.count(), Page.objects.filter(live=True).count()


def tried(name, page, roles, request, sign_in):
    """Every role sends this; what visitors see stays as it was."""
    before = state_of(page)
    for role in roles:
        url, fields = POSTS[name](page)
        answer = sign_in(request.getfixturevalue(role)).post(url, fields)
        assert answer.status_code < 500, role
        assert state_of(page) == before, role
    assert not page.revisions.exclude(approved_go_live_at=None).exists()


@pytest.mark.parametrize("name", POSTS)
def test_no_post_changes_what_is_live(name, request, live, sign_in):
    other()
    tried(name, live, ROLES, request, sign_in)


@pytest.mark.parametrize("name", DURING_REVIEW)
def test_no_post_changes_what_is_live_during_review(name, request, live, editor, sign_in):
    other()
    submit(live, editor)
    tried(name, live, ["editor", "moderator"], request, sign_in)


NONSENSE = ["{", "[]", '"x"', '{"action_name": "approve"}', '{"version": "1@x"}', "null"]


@pytest.mark.parametrize("extra", NONSENSE)
def test_nonsense_beside_a_decision_is_no_error(extra, live, editor, moderator, sign_in):
    submit(live, editor)
    for name in ("approve", "review"):
        asked = {"action-workflow-action": "1", "workflow-action-name": name, "workflow-action-extra-data": extra}
        url, fields = edit(live, **asked)
        assert sign_in(moderator).post(url, fields).status_code < 500
    assert Page.objects.get(pk=live.pk).title == "As it is"


@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_wagtails_own_decisions_decide_nothing(role, request, live, editor, sign_in):
    state = submit(live, editor).current_task_state
    client = sign_in(request.getfixturevalue(role))
    for action in ("approve", "reject", "review", "nonsense"):
        for view in ("workflow_action", "collect_workflow_action_data"):
            url = reverse(f"wagtailadmin_pages:{view}", args=[live.pk, action, state.pk])
            assert client.post(url, {"comment": "x"}).status_code < 500
    state.refresh_from_db()
    assert state.status == "in_progress"


def test_an_approved_step_of_another_page_approves_nothing(live, draft, editor, moderator, sign_in):
    submit(live, editor)
    state = submit(draft, editor).current_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[live.pk, "approve", state.pk])
    assert sign_in(moderator).post(url).status_code < 500
    assert Page.objects.get(pk=live.pk).title == "As it is"
    assert not Page.objects.get(pk=draft.pk).live


# New pages and copies


@pytest.mark.parametrize("role", ROLES)
def test_a_copy_is_a_draft(role, request, live, sign_in):
    url, _fields = stock("copy", live)
    before = Page.objects.filter(live=True).count()
    asked = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": live.get_parent().pk}
    asked |= {"copy_subpages": "on", "publish_copies": "on"}
    assert sign_in(request.getfixturevalue(role)).post(url, asked).status_code < 500
    assert Page.objects.filter(live=True).count() == before


# Approving


def test_a_stale_version_is_refused_by_the_review_page(live, editor, moderator, second_moderator, sign_in):
    state = submit(live, editor).current_task_state
    version = version_of(live.get_latest_revision())
    newer = live.get_latest_revision_as_object()
    newer.title = "Newer"
    newer.save_revision(user=second_moderator)
    url = reverse("review", args=[state.pk])
    assert sign_in(moderator).post(url, {"decision": "approve", "version": version}).status_code == 409
    assert Page.objects.get(pk=live.pk).title == "As it is"


def test_nobody_approves_their_own_change_that_another_saved_again(live, editor, moderator, second_moderator, sign_in):
    state = submit(live, editor).current_task_state
    changed = live.get_latest_revision_as_object()
    changed.title = "Mona changed this"
    changed.save_revision(user=moderator)
    Page.objects.get(pk=live.pk).get_latest_revision_as_object().save_revision(user=second_moderator)
    url = reverse("review", args=[state.pk])
    version = version_of(Page.objects.get(pk=live.pk).get_latest_revision())
    assert sign_in(moderator).post(url, {"decision": "approve", "version": version}).status_code == 409
    approve(state, second_moderator, version)
    assert Page.objects.get(pk=live.pk).title == "Mona changed this"


@pytest.mark.parametrize("role", ["editor", "translator", "member"])
@pytest.mark.parametrize("name", ["unpublish", "move", "privacy", "unschedule"])
def test_the_moderators_actions_are_theirs(role, name, request, live, sign_in):
    url = reverse(f"moderate_{name}", args=[live.pk])
    fields = {"destination": other().pk, "restriction_type": "login", "include_descendants": "on"}
    before = state_of(live)
    assert sign_in(request.getfixturevalue(role)).post(url, fields).status_code in {302, 403}
    assert state_of(live) == before


# Imports


@pytest.fixture
def imported(editor, moderator):
    """A change of a live finding that came with an import and waits to be read."""
    page = page_of("Finding", editor, live=True)
    review = bulk_submission.send(batch_of([page], editor), editor)
    review_tasks.work()
    return review


def decision(review, name, **more):
    """What the table of the import sends; the version is the one that waits."""
    entry = review.entries.get()
    return {"decision": name, "row": entry.pk, f"version-{entry.pk}": newest_of(entry), "comment": "Why.", **more}


def newest_of(entry):
    return version_of(entry.row.page.get_latest_revision())


IMPORT_DOORS = ["review_import", "review_import_progress", "send_import"]
DECISIONS = ["approve", "send-back", "pull-out", "publish"]


@pytest.mark.parametrize("role", ["editor", "translator", "administrator", "member"])
def test_no_post_to_an_import_decides_for_who_may_not(role, request, imported, sign_in):
    before = state_of(imported.entries.get().row.page)
    client = sign_in(request.getfixturevalue(role))
    for door, name, scope in itertools.product(IMPORT_DOORS, DECISIONS, ["chosen", "all"]):
        fields = decision(imported, name, scope=scope, shown=fingerprints(newest_versions(imported.entries.all())))
        assert client.post(reverse(door, args=[imported.batch_id]), fields).status_code < 500
    review_tasks.work()
    assert state_of(imported.entries.get().row.page) == before
    assert imported.entries.get().state == "waiting"


def test_a_row_of_another_import_is_not_decided_through_this_one(imported, editor, moderator, sign_in):
    other_import = bulk_submission.send(batch_of([page_of("Another finding", editor)], editor), editor)
    review_tasks.work()
    url = reverse("review_import", args=[imported.batch_id])
    sign_in(moderator).post(url, decision(other_import, "approve"))
    assert not Page.objects.filter(title="Another finding", live=True).exists()


def test_a_stale_version_is_refused_by_the_table(imported, moderator, second_moderator, sign_in):
    asked = decision(imported, "approve")
    newer = imported.entries.get().row.page.get_latest_revision_as_object()
    newer.title = "Newer"
    newer.save_revision(user=second_moderator)
    sign_in(moderator).post(reverse("review_import", args=[imported.batch_id]), asked)
    assert imported.entries.get().state == "waiting"
    assert Page.objects.get(pk=newer.pk).title == "Finding before"


def test_a_decision_that_waits_for_the_worker_approves_no_newer_version(imported, moderator, second_moderator):
    entry = imported.entries.get()
    decisions.ask(imported, moderator, "approve", {entry.pk: newest_of(entry)})
    newer = entry.row.page.get_latest_revision_as_object()
    newer.title = "Newer"
    newer.save_revision(user=second_moderator)
    review_tasks.work()
    assert Page.objects.get(pk=newer.pk).title == "Finding before"


def test_sending_an_import_publishes_nothing(editor, moderator, sign_in):
    page = page_of("Finding", editor, live=True)
    before = state_of(page)
    for _time in range(2):
        url = reverse("send_import", args=[batch_of([page], editor).pk])
        assert sign_in(editor).post(url, {"decision": "approve", "scope": "all"}).status_code < 500
        review_tasks.work()
    assert state_of(page) == before
