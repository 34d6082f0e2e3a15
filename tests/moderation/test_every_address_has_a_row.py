"""Every address that names something is tried for a page, or it is said here that it is no way to one.

A new address fails until somebody gives it a row: in `newer_doors.py`, or below. Those with a page in their address are
tried by `test_state_table.py` by themselves.
"""

import re
from pathlib import Path

import pytest

from home.models import StandardPage
from tests import factories
from tests.moderation.newer_doors import addresses_of_rows
from tests.moderation.page_doors import addresses_of_pages, doors
from tests.website.all_addresses import addresses

TESTS = Path(__file__).parents[1]
# Beginnings of addresses that name what is neither a page, nor a version, review, link, bundle or translation of one.
OF_OTHER_THINGS = {
    "/admin/api/main/documents/",
    "/admin/api/main/images/",
    "/admin/collections/",
    "/admin/documents/",
    "/admin/groups/",
    "/admin/guide/",
    "/admin/images/",
    "/admin/locales/",
    "/admin/localize/api/snippets/",
    "/admin/localize/submit/snippet/",
    "/admin/outbox/",
    "/admin/password_reset/",
    "/admin/redirects/",
    "/admin/reports/documents/",
    "/admin/reports/links/",
    "/admin/review/directory/",
    "/admin/settings/",
    "/admin/sites/",
    "/admin/snippets/",
    "/admin/tag-autocomplete/",
    "/admin/users/",
    "/admin/words/",
    "/admin/workflows/",
    "/account/",
    "/documents/",
    "/invitation/",
    "/look/",
    "/media/images/",
    "/organisations/",
    "/people/",
    "/terms/",
}
# Many pages at once, or what becomes a page: they have tests of their own, named here.
TRIED_ELSEWHERE = {
    "/admin/bulk/<str:app_label>/<str:model_name>/<str:action>/": "moderation/test_state_table.py",
    "/admin/calendar-imports/": "events/test_outside_calendars.py",
    "/admin/imports/": "resources/spreadsheets/test_import_screens.py",
    "/admin/review/import/": "moderation/test_every_door.py",
    "/admin/recycle/": "recycle/test_bin_doors.py",
    "/admin/intake/": "intake/test_door.py",
    "/admin/care/people/": "care/test_page_answers.py",
    "/admin/sign-ups/person/": "signup/test_staff.py",
}
# They read, or name what no page is yet (`test_odd_requests.py` and `test_reading_writes_nothing.py` ask them).
READING = {
    "/admin/begin/<str:kind>/",
    "/admin/editing-sessions/",
    "/admin/localize/translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
    r"/admin/pages/(\d+)/revisions/compare/",
    "/admin/pages/create/<slug:app_label>/<slug:model_name>",
    "/admin/pages/usage/",
    "/admin/write/<slug:name>/",
    "/api/v2/",
    "/covers/",
    "/editorial-calendar/",
}
# Pages themselves, and parts of live ones for visitors.
PUBLIC = {"/<path:event_path>/sign-up/", "/_util/authenticate_with_password/"}
CATCHING_ALL = {r"/((:[\w-]+/)+(:(:event|calendar)\.ics|list\.json))", r"/((:[\w\-]+/)*)"}


def of_something() -> list[str]:
    return [one for one in addresses("") if re.search(r"[<(]", one)]


def without_row(found: list[str]) -> list[str]:
    rows = {re.sub(r" .*", "", one) for one in addresses_of_rows()} | set(addresses_of_pages()) | CATCHING_ALL
    known = tuple(OF_OTHER_THINGS | set(TRIED_ELSEWHERE) | READING | PUBLIC)
    return [one for one in found if one not in rows and not one.startswith(known)]


def test_every_address_has_a_row():
    assert without_row(of_something()) == []


def test_a_new_address_of_a_page_its_bundle_its_translation_or_a_link_is_noticed():
    new = [
        "/admin/bundles/<int:pk>/new/",
        "/draft/<str:token>/new/",
        "/admin/localize/translate/<int:translation_id>/new/",
    ]
    new += ["/admin/new/<int:pk>/", "/new/<int:page_id>/", "/admin/planning/<str:token>/new/"]
    assert without_row(new) == new


def test_no_row_is_left_of_an_address_that_is_gone():
    there = addresses("")
    rows = {re.sub(r" .*", "", one) for one in addresses_of_rows()} - {"bulk"}
    assert sorted(rows - set(there)) == []
    beginnings = OF_OTHER_THINGS | set(TRIED_ELSEWHERE) | READING | PUBLIC
    assert [one for one in TRIED_ELSEWHERE.values() if not (TESTS / one).is_file()] == []
    assert [one for one in beginnings if not any(address.startswith(one) for address in there)] == []


@pytest.mark.django_db
def test_every_address_of_a_page_is_filled_in(editor):
    """What is not would never be tried."""
    factories.standard_page(slug="elsewhere")
    page = StandardPage.objects.get(pk=factories.standard_page(owner=editor).pk)
    assert [filled for _name, filled in doors(page) if re.search(r"[<(]", filled)] == []
