"""The addresses that name a page, filled in for one of them, and what visitors see of it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision, Task, TaskState, Workflow

from core.new_rows import names_version
from home.models import StandardPage
from moderation.approval import version_of
from tests.moderation.forms import plain_page
from tests.website.all_addresses import addresses

# Names of places in addresses by which a page is meant.
PAGE = ("page_id", "page_pk", "page_to_move_id", "parent_page_id", "parent_pk", "task_state_id")
API_ACTIONS = "publish unpublish delete move copy convert_alias create_alias revert_to_page_revision".split()
REVIEW_ACTIONS = "approve reject review".split()
BULK_ACTIONS = "publish unpublish delete move".split()


def addresses_of_pages() -> list[str]:
    """Those of the admin that the table of states fills in."""
    of_pages = [one for one in addresses("admin/") if any(f":{name}>" in one for name in PAGE)]
    return [*of_pages, *(one for one in addresses("admin/") if "api/main/pages/<int:pk>" in one)]


def doors(page: Page) -> Iterator[tuple[str, str]]:
    """Each with the name under which it stands in the table."""
    places = places_of(page)
    for address in addresses_of_pages():
        actions = API_ACTIONS if "api/main" in address else REVIEW_ACTIONS
        for action in actions if "action_name" in address else [""]:
            filled = address.replace("<str:action_name>", action).replace("<slug:action_name>", action)
            for name, value in places.items():
                filled = filled.replace(name, str(value))
            yield f"{address} {action}".strip(), filled
    for action in BULK_ACTIONS:
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        yield f"bulk {action}", f"{address}?id={page.pk}"


def places_of(page: Page) -> dict[str, object]:
    """What stands for each place of an address, beside the page itself what else it asks for."""
    state, history = page.current_workflow_task_state, page.workflow_states.first()
    return {f"<int:{name}>": page.pk for name in PAGE if name != "task_state_id"} | {
        "<int:task_state_id>": state.pk if state else 0,
        "<int:revision_id>": page.latest_revision_id,
        "<int:destination_id>": Page.objects.get(slug="elsewhere").pk,
        "<int:user_id>": page.owner_id,
        "<int:task_id>": Task.objects.values_list("pk", flat=True).first(),
        "<int:workflow_pk>": Workflow.objects.filter(active=True).values_list("pk", flat=True).first(),
        "<int:workflow_state_id>": history.pk if history else 0,
        "<slug:content_type_app_name>/<slug:content_type_model_name>": "home/standardpage",
        "<str:app_label>/<str:model_name>": "home/standardpage",
        "<day:day>": timezone.localdate().isoformat(),
        "bundles/<int:pk>": f"bundles/{bundle_of(page)}",
        "<int:pk>": page.pk,
    }


def bundle_of(page: Page) -> int:
    found: int | None = page.bundle_items.values_list("bundle", flat=True).first()
    return found or 0


def everything(page: StandardPage) -> dict[str, str]:
    """All that any of the forms asks for, at once, so that it is the rights that refuse."""
    draft = StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    elsewhere = Page.objects.get(slug="elsewhere")
    return plain_page(draft) | {
        "title": "Changed by the back door",
        "action-publish": "1",
        "include_descendants": "on",
        "confirm_site_name": "x",
        "restriction_type": PageViewRestriction.LOGIN,
        "decision": "approve",
        "version": version_of(draft.get_latest_revision()),
        "names": names_version(draft),
        "comment": "Why.",
        "chooser": str(elsewhere.pk),
        "destination": str(elsewhere.pk),
        "destination_page_id": str(elsewhere.pk),
        "position": "0",
        "answer": "archive",
        "confirm": "yes",
    }


def visible() -> tuple:
    """What visitors see and will see by itself, and what was decided."""
    names = ("pk", "path", "title", "slug", "url_path", "live", "show_in_menus", "live_revision", "expire_at")
    return (
        list(Page.objects.filter(live=True).order_by("pk").values_list(*names)),
        list(PageViewRestriction.objects.order_by("pk").values_list("pk", "restriction_type")),
        list(
            Revision.objects.exclude(approved_go_live_at=None).order_by("pk").values_list("pk", "approved_go_live_at")
        ),
        list(TaskState.objects.order_by("pk").values_list("pk", "status")),
    )
