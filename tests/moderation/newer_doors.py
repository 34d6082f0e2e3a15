"""The doors of the table in `test_newer_doors.py`: the address of each, what is sent, and by which rights it opens.

A rule asks Wagtail's own rights of the page and where the page stands; none asks the function that guards the door.
"""

import datetime
import time
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import Locale

from copies.bringing import versions_of
from copies.models import WorkingCopy
from guests.drafts import newest, version_in
from guests.models import GuestLink
from planning.models import PlannedDay
from signup.robots import opened_now
from tests.moderation.before_a_page import NOTED, NOTHING, SEEN, Case, Door, when
from tests.moderation.page_doors import everything

SOON = datetime.timedelta(days=5)


def soon() -> str:
    return (timezone.localtime() + SOON).strftime("%Y-%m-%d %H:%M")


def form_of(case: Case, **more: str) -> dict[str, Any]:
    return {name: value for name, value in everything(case.page).items() if name != "action-publish"} | more


def saved(case: Case) -> str:
    """A draft alone, whichever button was sent: some may not publish, the others are asked why nobody else reads it."""
    return when(case.writes and not case.translation)


def published_own(case: Case) -> str:
    allowed = case.publishes and case.writes and not case.item and not case.is_behind
    return when(allowed, SEEN if case.has_news else NOTED)


EDIT = "/admin/pages/<int:page_id>/edit/"
EDITOR = {
    "editor: save": Door(EDIT, saved, lambda case: form_of(case)),
    "editor: publish": Door(EDIT, saved, lambda case: form_of(case, **{"action-publish": "1"})),
    "editor: publish what nobody else read": Door(
        "/admin/moderate/<int:page_id>/publish/",
        published_own,
        lambda case: form_of(case, reason="It is urgent."),
    ),
    "editor: schedule": Door(
        EDIT,
        saved,
        lambda case: form_of(case, **{"action-publish": "1", "go_live_at": soon()}),
    ),
}


def published_in_bulk(case: Case) -> str:
    """What is live or has its hour goes live as it would have; the history says who asked."""
    is_new = case.has_news and not case.page.scheduled_revision
    return when(case.publishes and case.goes_live_alone, SEEN if is_new else NOTED)


BULK = {
    "bulk: publish": Door("bulk publish", published_in_bulk),
    "bulk: unpublish": Door("bulk unpublish", lambda case: when(case.publishes and case.page.live, SEEN)),
}
API = {
    f"api: {action}": Door(f"/admin/api/main/pages/<int:pk>/action/<str:action_name>/ {action}", lambda case: NOTHING)
    for action in ("publish", "unpublish", "move", "delete")
}
REVIEW = "/admin/review/<int:task_state_id>/"
APPROVAL = {
    "review: approve": Door(REVIEW, lambda case: when(case.decides, SEEN), lambda case: form_of(case)),
    "review: send back": Door(
        REVIEW, lambda case: when(case.decides, SEEN), lambda case: {"decision": "send-back", "comment": "Why."}
    ),
    "review: approve a version that is not the newest": Door(
        REVIEW, lambda case: NOTHING, lambda case: form_of(case, version="0")
    ),
}

# Schedule and planned day


def _plans(case: Case) -> str:
    return when(case.edits and case.has_news)


def _planned(case: Case) -> bool:
    return PlannedDay.objects.filter(page=case.page).exists()


PLAN = "/admin/planning/<int:page_id>/"
SCHEDULE = {
    "schedule: cancel": Door(
        "/admin/moderate/<int:page_id>/unschedule/",
        lambda case: when(case.reviews and case.page.scheduled_revision, SEEN),
    ),
    "planned day": Door(PLAN, _plans, lambda case: {"day": (timezone.localdate() + SOON).isoformat(), "note": "So."}),
    "planned day: take back": Door(
        PLAN, lambda case: when(case.edits and _planned(case)), lambda case: {"action": "take-back"}
    ),
}

# Bundles


def _put(case: Case) -> str:
    return when(case.edits and not case.item and not case.is_copy and not case.page.scheduled_revision)


BUNDLE = "/admin/bundles/<int:pk>"
BUNDLES = {
    "bundle: put in a new one": Door("/admin/bundles/put/<int:page_id>/", _put, lambda case: {"title": "Summer"}),
    "bundle: publish": Door(f"{BUNDLE}/publish/", lambda case: when(case.reviews and case.is_ready, SEEN)),
    "bundle: give an hour": Door(
        f"{BUNDLE}/schedule/", lambda case: when(case.reviews), lambda case: {"go_live_at": soon()}
    ),
    "bundle: an hour that is over": Door(
        f"{BUNDLE}/schedule/", lambda case: NOTHING, lambda case: {"go_live_at": "2001-01-01 10:00"}
    ),
    "bundle: take the hour back": Door(
        f"{BUNDLE}/schedule/",
        lambda case: when(case.reviews and case.item.bundle.go_live_at),
        lambda case: {"action": "take-back"},
    ),
    "bundle: take out": Door(f"{BUNDLE}/take-out/<int:page_id>/", lambda case: when(case.edits)),
    "bundle: dissolve": Door(f"{BUNDLE}/dissolve/", lambda case: NOTHING),
    "bundle: its page": Door(f"{BUNDLE}/", lambda case: NOTHING),
    "bundle: preview": Door(f"{BUNDLE}/preview/", lambda case: NOTHING),
    "bundle: what the preview shows": Door(f"{BUNDLE}/preview/shown/", lambda case: NOTHING),
}

# Working copies


def _brought(case: Case) -> dict[str, Any]:
    row = WorkingCopy.objects.filter(copy=case.page).first()
    return {"versions": versions_of(row).token} if row else {}


COPIES = {
    "copy: make": Door(
        "/admin/working-copies/<int:page_id>/make/",
        lambda case: when(case.edits and case.page.live and not case.is_copy and not case.translation),
    ),
    "copy: bring changes in": Door(
        "/admin/working-copies/<int:page_id>/bring/", lambda case: when(case.writes and case.is_copy), _brought
    ),
}

# Translations


def _po(case: Case) -> dict[str, Any]:
    """The file as it is downloaded, filled in."""
    if not case.translation:
        return {}
    po = case.translation.export_po()
    for entry in po:
        entry.msgstr = "Par un fichier"
    return {"file": SimpleUploadedFile("words.po", str(po).encode())}


def _begun(case: Case) -> str:
    """Who may see a page is the same in all its languages."""
    allowed = _translates(case) and not case.is_copy and case.page.locale.language_code == "en"
    return when(allowed, SEEN if case.is_private else NOTED)


def _translates(case: Case) -> bool:
    return case.edits and case.user.has_perm("wagtail_localize.submit_translation")


LOCALIZE = "/admin/localize/translate/<int:translation_id>"
STRING = f"{LOCALIZE}/strings/<int:string_segment_id>/edit/"
TRANSLATING = {
    "translation: publish": Door(
        EDIT, lambda case: when(case.publishes and case.translation, SEEN), lambda case: {"action": "publish"}
    ),
    "translation: send": Door(
        "/admin/moderate/<int:page_id>/send-translation/",
        lambda case: when(case.edits and case.translation and not case.page.workflow_in_progress, SEEN),
    ),
    "translation: begin": Door(
        "/admin/localize/submit/page/<int:page_id>/",
        _begun,
        lambda case: {"locales": [Locale.objects.get(language_code="fr").pk]},
    ),
    "translation: new words of the original": Door(
        "/admin/localize/update/<int:translation_source_id>/",
        lambda case: when(_translates(case)),
        lambda case: {"publish_translations": "on"},
    ),
    "translation: a passage": Door(
        STRING, lambda case: when(case.edits), lambda case: {"value": "Par ce passage"}, method="put"
    ),
    "translation: without a passage": Door(STRING, lambda case: when(case.edits), method="delete"),
    "translation: a file": Door(f"{LOCALIZE}/pofile/upload/", lambda case: when(case.edits), _po),
    "translation: stop": Door(f"{LOCALIZE}/disable/", lambda case: when(case.edits)),
    "translation: by a machine": Door(f"{LOCALIZE}/machine_translate/", lambda case: NOTHING),
    "translation: mirror": Door(
        "/admin/localize/page/<int:page_id>/convert_to_alias/",
        lambda case: when(case.publishes and case.translation, SEEN),
    ),
    "translation: preview": Door(f"{LOCALIZE}/preview/", lambda case: NOTHING),
    "translation: preview of a kind": Door(f"{LOCALIZE}/preview/<str:mode>/", lambda case: NOTHING),
    "translation: download": Door(f"{LOCALIZE}/pofile/download/", lambda case: NOTHING),
}

# People without an account


def _invites(case: Case) -> bool:
    return case.edits or case.reviews


def _may_say(case: Case, decides: bool) -> str:
    link = case.link
    is_open = link is not None and link.is_open and link.token == case.token
    return when(is_open and case.has_news and not case.is_private and (not decides or link.may_decide))


def _said(kind: str) -> Callable[[Case], dict[str, Any]]:
    return lambda case: {"action": kind, "version": version_in(newest(case.page)), "words": "I like it."}


def _feedback(case: Case) -> dict[str, Any]:
    """From a form that was open for a minute."""
    with patch("django.core.signing.time.time", return_value=time.time() - 60):
        return {"words": "A date is wrong.", "opened": opened_now()}


STAFF_LINKS = {
    "link: make": Door(
        "/admin/guest-links/<int:page_id>/",
        lambda case: when(_invites(case) and not case.is_private),
        lambda case: {"name": "Robin", "days": "3", "language": "en"},
    ),
    "link: take back": Door(
        "/admin/guest-links/<int:page_id>/revoke/",
        lambda case: when(_invites(case)),
        lambda case: {"link": str(GuestLink.objects.get(page=case.page, name="guest").pk)},
    ),
}
FEEDBACK = {
    "feedback": Door(
        "/feedback/<int:page_id>/",
        lambda case: when(case.page.live and not case.is_private),
        _feedback,
    ),
    "feedback: thanks": Door("/feedback/<int:page_id>/thanks/", lambda case: NOTHING),
}
LINK = "/draft/<str:token>/"
SIGNED_LINK = {
    "signed link: comment": Door(LINK, lambda case: _may_say(case, False), _said("comment")),
    "signed link: approve": Door(LINK, lambda case: _may_say(case, True), _said("approve")),
    "signed link: object": Door(LINK, lambda case: _may_say(case, True), _said("object")),
    "signed link: publish": Door(LINK, lambda case: NOTHING, _said("publish")),
    "signed link: picture": Door(f"{LINK}picture/<str:signature>/<path:name>", lambda case: NOTHING),
}

# Opened with an account, or by whoever comes by.
OF_PEOPLE = EDITOR | BULK | API | APPROVAL | SCHEDULE | BUNDLES | COPIES | TRANSLATING | STAFF_LINKS | FEEDBACK
# Opened by a link alone.
OF_LINKS = SIGNED_LINK


def addresses_of_rows() -> set[str]:
    return {one.address for one in (OF_PEOPLE | OF_LINKS).values()}
