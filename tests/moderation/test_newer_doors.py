"""State by role by door: what opens is what the rights say, and a refusal changes no row of any table."""

import datetime
import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.core.cache import cache
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale, Page, Revision

from bundles import due_bundles
from bundles.models import Bundle
from guests.models import GuestLink
from home.models import StandardPage
from jobs.scheduling import publish_due
from tests import factories
from tests.moderation.before_a_page import NOTED, NOTHING, SEEN, Case, filled
from tests.moderation.newer_doors import OF_LINKS, OF_PEOPLE
from tests.moderation.page_doors import everything, visible
from tests.moderation.page_states import MORE_STATES, in_review
from tests.website.all_addresses import addresses

pytestmark = [pytest.mark.sweep, pytest.mark.django_db]

PEOPLE = ["editor", "moderator", "translator", "administrator", "neighbour", "member", "visitor"]
# Whoever comes by a link: what it lets them do, and whether it is (still) one.
LINKS = {
    "guest": {"may_decide": True},
    "guest who comments": {},
    "guest of yesterday": {"may_decide": True, "expires_at": timezone.now() - datetime.timedelta(days=1)},
    "guest who was turned away": {"may_decide": True, "revoked_at": timezone.now()},
}
# Who is there, and who looked at a form: written by looking.
OF_THE_VISIT = ("django_session", "axes_", "wagtailadmin_editingsession", "wagtailcore_pagesubscription")


@pytest.fixture
def page_in(editor):
    def made(stand: Any) -> StandardPage:
        cache.clear()
        factories.standard_page(slug="elsewhere")
        Locale.objects.get_or_create(language_code="fr")
        page = stand(editor)
        later = timezone.now() + datetime.timedelta(days=9)
        for name, given in LINKS.items():
            GuestLink.objects.create(page_id=page.pk, name=name, made_by=editor, **{"expires_at": later} | given)
        return StandardPage.objects.get(pk=page.pk)

    return made


@pytest.fixture
def neighbour(groups):
    """Does everything in another section, and has no right here."""
    person = factories.user("nora@example.org")
    group = Group.objects.create(name="Elsewhere")
    codes = ("access_admin", "submit_translation")
    group.permissions.set(Permission.objects.filter(codename__in=codes))
    elsewhere = Page.objects.get(slug="elsewhere")
    for right in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=group, page=elsewhere, permission=Permission.objects.get(codename=right)
        )
    person.groups.add(group)
    return person


class Rows:
    """Those of every table, but for what a visit itself writes. Read only where SQLite says that some were written."""

    def __init__(self) -> None:
        self.written, self.rows = self._count(), self._read()

    @staticmethod
    def _count() -> int | None:
        connection.ensure_connection()
        return connection.connection.total_changes if connection.vendor == "sqlite" else None

    @staticmethod
    def _read() -> dict[str, list[tuple]]:
        found = {}
        for model in apps.get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy and not model._meta.db_table.startswith(OF_THE_VISIT):
                columns = [field.attname for field in model._meta.local_concrete_fields]
                found[model._meta.db_table] = list(model._base_manager.order_by("pk").values_list(*columns))
        return found

    def changed(self) -> set[str]:
        """Names of tables."""
        count = self._count()
        if count is not None and count == self.written:
            return set()
        self.written = count
        now = self._read()
        return {name for name in now if now[name] != self.rows[name]}


def tried(door: Any, case: Case, client: Any, address: str, rows: Rows, shown: tuple) -> tuple[str, set[str]]:
    """What it did; it is taken back."""
    with transaction.atomic():
        fields = door.fields(case)
        if door.method == "put":
            answer = client.put(address, f"value={fields['value']}", content_type="application/x-www-form-urlencoded")
        else:
            answer = getattr(client, door.method)(address, fields)
        assert answer.status_code < 500, address
        changed = rows.changed()
        what = SEEN if visible() != shown else NOTED if changed else NOTHING
        transaction.set_rollback(True)
    rows.written = Rows._count()
    return what, changed


def table(found: list[tuple]) -> str:
    return "\n".join(" | ".join(map(str, one)) for one in found)


def differences(doors: dict[str, Any], who: str, case: Case, client: Any) -> list[tuple]:
    """Where what a door did is not what the rights say."""
    rows, shown, found = Rows(), visible(), []
    for name, door in doors.items():
        address = filled(door, case)
        if address is not None:
            expected = door.rule(case)
            what, changed = tried(door, case, client, address, rows, shown)
            if what != expected:
                found.append((who, name, f"did {what}", f"rule {expected}", sorted(changed)))
    return found


@pytest.mark.parametrize("stand", MORE_STATES)
def test_every_door_does_to_a_page_what_the_rights_say(stand, request, page_in, sign_in, client):
    page, found = page_in(stand), []
    for role in PEOPLE:
        user = AnonymousUser() if role == "visitor" else request.getfixturevalue(role)
        client.logout() if role == "visitor" else sign_in(user)
        found += differences(OF_PEOPLE, role, Case(page, user), client)
    assert not found, table(found)


@pytest.mark.parametrize("role", ["editor", "moderator", "translator", "member"])
def test_no_address_that_names_nothing_changes_what_is_seen(role, request, page_in, sign_in):
    """The page may be named in what is sent."""
    page, client = page_in(in_review), sign_in(request.getfixturevalue(role))
    shown, found = visible(), []
    step = page.current_workflow_task_state
    fields = everything(page) | dict.fromkeys(("id", "pk", "page", "page_id", "pages", "chosen", "row"), str(page.pk))
    asked = f"?id={page.pk}&of={reverse('wagtailadmin_pages:edit', args=[page.pk])}&page={page.pk}&task_state={step.pk}"
    for address in addresses("admin/"):
        if not re.search(r"[<(]", address):
            with transaction.atomic():
                assert client.post(f"{address}{asked}", fields).status_code < 500, address
                found += [address] if visible() != shown else []
                transaction.set_rollback(True)
    assert found == []


@pytest.mark.parametrize("stand", MORE_STATES)
def test_a_link_lets_say_what_it_is_for_and_decides_nothing(stand, page_in, client):
    page, found = page_in(stand), []
    links = list(GuestLink.objects.filter(page=page))
    forged = f"{links[0].nonce}.{links[1].token.rpartition('.')[2]}"
    for link, token in [*((one, one.token) for one in links), (links[0], forged)]:
        found += differences(OF_LINKS, link.name, Case(page, AnonymousUser(), link, token), client)
    assert not found, table(found)


def bring_its_hour(revision: Revision) -> None:
    past = timezone.now() - datetime.timedelta(minutes=1)
    if revision.content.get("go_live_at"):
        revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past if revision.approved_go_live_at else None
    revision.save()


@pytest.mark.parametrize("stand", MORE_STATES)
def test_the_hour_brings_what_was_approved_and_nothing_else(stand, page_in):
    page = page_in(stand)
    case, shown = Case(page, AnonymousUser()), visible()
    waits = page.scheduled_revision
    for revision in page.revisions.all():
        bring_its_hour(revision)
    publish_due(timezone.now())
    assert (visible() != shown) == bool(waits)
    after = StandardPage.objects.get(pk=page.pk)
    assert after.live_revision_id == (waits.pk if waits else page.live_revision_id)
    Bundle.objects.filter(published_at=None).update(go_live_at=timezone.now())
    ready, shown = bool(case.item and case.is_ready), visible()
    due_bundles.publish_due(timezone.now())
    assert (visible() != shown) == ready
