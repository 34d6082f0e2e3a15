"""Where moderation enters Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, WorkflowMenuItem
from wagtail.admin.views.home import (
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.admin.widgets.button import Button
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page, PagePermissionTester

from moderation import action_menu, editor_submission, page_actions, review_page, translations
from moderation.directory import own_row_page, row_forms, row_page
from moderation.directory.row_panels import WaitingInTheDirectory, YourEntries
from moderation.home_panels import WaitingForYou, YourPages
from moderation.imports import views
from moderation.inbox import views as inbox_views
from moderation.models import REVIEW
from moderation.permissions import may_moderate
from moderation.publish_guards import PublishGoodPages, ReadingAPI, refuse_live_copies, refuse_unknown_decisions
from moderation.reviewers import own_change_page, rights_page
from moderation.reviewers.accounts import keep_the_last
from moderation.reviewers.stuck import NobodyToDecide
from moderation.translating import desk, editor
from moderation.writing import copies, desk_panels, needed_view, new_pages, summaries
from users.models import AnyUser


# Before those of wagtail-localize, so that ours answer.
@hooks.register("register_admin_urls", order=-10)
def addresses() -> list[Any]:
    return [
        path("review/<int:task_state_id>/", review_page.review, name="review"),
        path("review/<int:task_state_id>/preview/<int:revision_id>/", review_page.preview, name="review_preview"),
        path("review/<int:task_state_id>/marked/<int:revision_id>/", review_page.marked, name="review_marked"),
        path("review/<int:task_state_id>/live/", review_page.live_now, name="review_live"),
        path("review/<int:task_state_id>/reader/", inbox_views.reader, name="review_reader"),
        path("review/<int:task_state_id>/remind/", inbox_views.remind, name="review_remind"),
        path("review/import/<int:batch_id>/", views.review_import, name="review_import"),
        path("review/import/<int:batch_id>/progress/", views.progress, name="review_import_progress"),
        path("review/import/<int:batch_id>/send/", views.send_import, name="send_import"),
        path("review/directory/<str:kind>/<int:pk>/", row_page.review_row, name="review_row"),
        path("review/directory/<str:kind>/<int:pk>/publish/", own_row_page.publish, name="publish_own_row"),
        path("moderate/<int:page_id>/unpublish/", page_actions.unpublish, name="moderate_unpublish"),
        path("moderate/<int:page_id>/move/", page_actions.move, name="moderate_move"),
        path("moderate/<int:page_id>/privacy/", page_actions.privacy, name="moderate_privacy"),
        path("moderate/<int:page_id>/unschedule/", page_actions.unschedule, name="moderate_unschedule"),
        path("moderate/<int:page_id>/publish/", own_change_page.publish, name="publish_own_change"),
        path("moderate/<int:page_id>/send-translation/", translations.send, name="send_translation"),
        path("localize/update/<int:translation_source_id>/", translations.UpdateView.as_view()),
        path("localize/page/<int:page_id>/convert_to_alias/", translations.to_alias),
        path("localize/submit/page/<int:page_id>/", translations.SubmitView.as_view()),
        path("localize/translate/<int:translation_id>/pofile/upload/", translations.upload),
    ]


hooks.register("register_admin_urls", rights_page.admin_urls)
hooks.register("register_reports_menu_item", rights_page.menu_item)
hooks.register("register_log_actions", own_change_page.in_the_history)

# Doors


# After Wagtail's own: of two actions of one name the last counts.
hooks.register("register_bulk_action", PublishGoodPages, order=100)
hooks.register("before_copy_page", refuse_live_copies)
hooks.register("before_bulk_action", keep_the_last)
# Before wagtail-localize takes over the editor of translations.
hooks.register("before_edit_page", translations.publish, order=-10)
hooks.register("before_edit_page", refuse_unknown_decisions, order=-5)


@hooks.register("construct_admin_api")
def admin_api(router: WagtailAPIRouter) -> None:
    router.register_endpoint("pages", ReadingAPI)


# The editor


# What wagtail-localize offers here: the site has no pages that mirror another.
MIRRORING = {"localize-convert-to-alias"}


class ReviewMenuItem(ActionMenuItem):
    """A link: a decision belongs to the version that was read, and the editor may have been open for an hour."""

    name = "action-review"
    icon_name = "glasses"

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("review", args=[parent_context["page"].current_workflow_task_state.pk])


@hooks.register("construct_page_action_menu")
def link_to_review(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in MIRRORING]
    for number, item in enumerate(menu_items):
        if isinstance(item, WorkflowMenuItem) and item.name == REVIEW:
            menu_items[number] = ReviewMenuItem(order=item.order)
            menu_items[number].label = item.label


hooks.register("construct_page_action_menu", action_menu.submit_first)
hooks.register("before_create_page", editor_submission.save_before_sending, order=-3)
hooks.register("before_edit_page", editor_submission.save_before_sending, order=-3)
# Before wagtail-localize shows its own editor.
hooks.register("before_edit_page", editor.say_that_the_original_changed, order=-2)
hooks.register("before_edit_page", editor_submission.show_problems)
hooks.register("before_edit_page", editor_submission.say_why_sent_back)
hooks.register("after_create_page", editor_submission.send_saved)
hooks.register("after_edit_page", editor_submission.send_saved)
hooks.register("before_publish", row_forms.way_to_reason_of_row)
hooks.register("after_create_snippet", row_forms.tell_moderators)
hooks.register("after_edit_snippet", row_forms.tell_moderators)
hooks.register("before_edit_snippet", row_forms.say_why_sent_back)


hooks.register("register_admin_urls", needed_view.admin_urls)
hooks.register("register_admin_urls", copies.admin_urls)
hooks.register("register_admin_urls", new_pages.admin_urls)
hooks.register("register_admin_urls", summaries.admin_urls)


# Buttons of pages, for those who moderate without the right to publish


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def page_buttons(
    page: Page, user: AnyUser, next_url: str | None = None, view_name: str | None = None
) -> Iterator[Button]:
    rights = page.permissions_for_user(user)
    if not rights.can_publish() and may_moderate(user, page):
        yield from _moderators_buttons(page, rights)
    if not page.is_root() and rights.can_edit() and not page.workflow_in_progress and translations.translation_of(page):
        yield _button(page, "send_translation", _("Send the translation for review"), "resubmit")


@hooks.register("register_page_header_buttons")
def new_pages_like_it(
    page: Page, user: AnyUser, next_url: str | None = None, view_name: str | None = None
) -> list[Button]:
    return [*summaries.buttons(page, user), *copies.buttons(page, user)]


def _moderators_buttons(page: Page, rights: PagePermissionTester) -> Iterator[Button]:
    if page.live:
        yield _button(page, "moderate_unpublish", _("Unpublish"), "download")
    if not rights.can_move() or page.live:
        yield _button(page, "moderate_move", _("Move"), "arrow-right-full")
    yield _button(page, "moderate_privacy", _("Who may see it"), "view")
    if page.scheduled_revision:
        yield _button(page, "moderate_unschedule", _("Cancel the schedule"), "calendar-alt")


def _button(page: Page, name: str, label: str, icon: str) -> Button:
    return Button(label, reverse(name, args=[page.pk]), icon_name=icon, priority=80)


# The front page of the admin


@hooks.register("construct_homepage_panels")
def home_panels(request: HttpRequest, panels: list[Any]) -> None:
    stock = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel, RecentEditsPanel)
    panels[:] = [panel for panel in panels if not isinstance(panel, stock)]
    panels += [
        NobodyToDecide(),
        WaitingForYou(),
        WaitingInTheDirectory(),
        YourPages(),
        YourEntries(),
        desk.ToTranslate(),
        summaries.SummariesToWrite(),
        *(panel() for panel in desk_panels.PANELS),
    ]


# Translations


hooks.register("register_admin_urls", desk.admin_urls)
hooks.register("register_reports_menu_item", desk.menu_item)
hooks.register("construct_reports_menu", desk.without_the_other)
