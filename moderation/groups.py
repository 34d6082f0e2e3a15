"""Who may do what, and the review that every section goes through. `set_up_groups` brings the database to these rules.

No group but the administrators has the right to publish: whoever has it can go around review.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from moderation.models import ReviewTask

EDITORS, MODERATORS, TRANSLATORS = "Editors", "Moderators", "Translators"
MEMBERS, ADMINISTRATORS = "Members", "Administrators"
# Small rights, given besides another group or alone: to note who came to an event, to see who asks for an honorarium.
CHECK_IN, HONORARIA = "Check-in", "Honoraria"

DOOR = ["wagtailadmin.access_admin"]
DIRECTORY = [
    f"{app}.{action}_{model}"
    for app, model in [
        ("networks", "person"),
        ("networks", "organisation"),
        ("networks", "committee"),
        ("core", "term"),
        ("core", "glossaryentry"),
        ("core", "preferredword"),
    ]
    for action in ("add", "change", "view")
]
# What search says the same, and what it recommends.
SEARCH_WORDS = [
    f"search.{action}_{model}"
    for model in ("synonymgroup", "promotion")
    for action in ("add", "change", "delete", "view")
]
TRANSLATING = ["wagtail_localize.submit_translation"]
# Every permission on the models of these apps.
ADMINISTERED = ["users", "core", "networks", "search", "moderation", "care", "recycle"]
ADMINISTERED += ["wagtailredirects", "wagtail_localize"]
ADMINISTERED_MODELS = ["workflow", "task", "site", "locale", "collection"]

PERMISSIONS = {
    EDITORS: DOOR + DIRECTORY + TRANSLATING,
    MODERATORS: DOOR + DIRECTORY + TRANSLATING + SEARCH_WORDS,
    TRANSLATORS: DOOR + TRANSLATING,
    MEMBERS: [],
    CHECK_IN: [*DOOR, "signup.check_in"],
    HONORARIA: ["signup.see_honorarium"],
}
PAGES = {
    EDITORS: ["add", "change"],
    MODERATORS: ["add", "change", "lock", "unlock"],
    TRANSLATORS: ["change"],
    MEMBERS: [],
    CHECK_IN: [],
    HONORARIA: [],
    ADMINISTRATORS: ["add", "change", "publish", "bulk_delete", "lock", "unlock"],
}
FILES = {
    EDITORS: ["add", "change", "choose"],
    MODERATORS: ["add", "change", "choose"],
    TRANSLATORS: ["choose"],
    MEMBERS: [],
    CHECK_IN: [],
    HONORARIA: [],
    ADMINISTRATORS: ["add", "change", "choose", "delete"],
}
# Wagtail asks for the permissions of its own models, whichever models are in use.
FILE_MODELS = [("wagtailimages", "image"), ("wagtaildocs", "document")]
# Wagtail sets up this one: everybody with the right to publish approves. Ours takes its place.
STOCK_WORKFLOW = "Moderators approval"
WORKFLOW = "Review"


@transaction.atomic
def set_up_groups() -> None:
    """Groups, their permissions, and the review. May run again at any time; groups of other names stay as they are."""
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in PAGES}
    for name, group in groups.items():
        group.permissions.set(_permissions(name))
        _set_page_permissions(group, PAGES[name])
        _set_file_permissions(group, FILES[name])
    _set_up_review(groups[MODERATORS])


def _permissions(name: str) -> list[Permission]:
    known = Permission.objects.select_related("content_type")
    if name == ADMINISTRATORS:
        whole = known.filter(content_type__app_label__in=ADMINISTERED)
        some = known.filter(content_type__app_label="wagtailcore", content_type__model__in=ADMINISTERED_MODELS)
        groups = known.filter(content_type__app_label="auth", content_type__model="group")
        door = known.filter(content_type__app_label="wagtailadmin")
        return list(whole | some | groups | door)
    wanted = set(PERMISSIONS[name])
    return [one for one in known if f"{one.content_type.app_label}.{one.codename}" in wanted]


def _set_page_permissions(group: Group, actions: list[str]) -> None:
    """At the root, exactly these. Rights in single sections stay, but for the right to publish."""
    root = Page.get_first_root_node()
    wanted = [f"{action}_page" for action in actions]
    held = GroupPagePermission.objects.filter(group=group)
    held.filter(page=root).exclude(permission__codename__in=wanted).delete()
    if "publish" not in actions:
        held.filter(permission__codename="publish_page").delete()
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=wanted):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _set_file_permissions(group: Group, actions: list[str]) -> None:
    root = Collection.get_first_root_node()
    known = Permission.objects.none()
    wanted = Permission.objects.none()
    for app, model in FILE_MODELS:
        of_model = Permission.objects.filter(content_type__app_label=app, content_type__model=model)
        known |= of_model
        wanted |= of_model.filter(codename__in=[f"{action}_{model}" for action in actions])
    held = GroupCollectionPermission.objects.filter(group=group, collection=root, permission__in=known)
    held.exclude(permission__in=wanted).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _set_up_review(moderators: Group) -> None:
    """The default workflow, at the root. A section may have one of its own; what staff set at the root stays."""
    task = ReviewTask.objects.filter(workflow_tasks__workflow__name=WORKFLOW).first()
    if task is None:
        task = ReviewTask.objects.create(name=WORKFLOW)
        task.groups.set([moderators])
    workflow, is_new = Workflow.objects.get_or_create(name=WORKFLOW)
    if is_new:
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    root = Page.get_first_root_node()
    WorkflowPage.objects.filter(page=root, workflow__name=STOCK_WORKFLOW).delete()
    for stock in Workflow.objects.filter(name=STOCK_WORKFLOW, active=True):
        stock.deactivate()
        for stock_task in stock.tasks:
            stock_task.specific.deactivate()
    WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})


def set_up_once(**kwargs: Any) -> None:
    """After the migrations of a new database, once all permissions are there. Later it is the command's work."""
    if not ReviewTask.objects.exists():
        set_up_groups()


def last_app_with_models() -> Any:
    """Permissions are made app by app after migrating; with the last one they are complete."""
    return [config for config in apps.get_app_configs() if config.models_module is not None][-1]
