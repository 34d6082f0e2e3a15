"""A form for something new that arrives again is an edit of what it made."""

import uuid

import pytest
from django.contrib.auth import get_user
from django.test import Client

from core.models import GlossaryEntry
from home.models import StandardPage
from networks.models import Committee, NetworkPage
from tests import factories
from tests.core.test_page_form import NOT_YET, fields_of
from tests.core.test_unapproved_rows import below

BY_ITSELF = {"Accept": "application/json"}


@pytest.fixture
def window():
    return str(uuid.uuid4())


@pytest.fixture
def form_of_new(db):
    return f"/admin/pages/add/home/standardpage/{factories.home().pk}/"


def fields(window, **more):
    return fields_of(StandardPage, **{"kept_as": window, "slug": ""} | NOT_YET | more)


def drafts(kind=StandardPage):
    return [one.get_latest_revision_as_object() for one in kind.objects.order_by("pk")]


def test_autosave_that_asks_again_goes_on_with_the_page_it_made(editor, window, form_of_new):
    first = editor.post(form_of_new, fields(window, title="Soup"), headers=BY_ITSELF).json()
    again = editor.post(form_of_new, fields(window, title="Soup and bread"), headers=BY_ITSELF).json()
    assert [one.title for one in drafts()] == ["Soup and bread"]
    assert {name: again[name] for name in ("success", "pk", "url", "hydrate_url")} == {
        name: first[name] for name in ("success", "pk", "url", "hydrate_url")
    }
    third = editor.post(form_of_new, fields(window, title="Soup, bread and salt"), headers=BY_ITSELF).json()
    assert third["success"]
    assert [one.title for one in drafts()] == ["Soup, bread and salt"]


def test_a_button_after_autosave_was_not_heard_leads_to_its_page(editor, window, form_of_new):
    made = editor.post(form_of_new, fields(window, title="Soup"), headers=BY_ITSELF).json()
    answer = editor.post(form_of_new, fields(window, title="Soup and bread"))
    assert answer.url == made["url"]
    assert [one.title for one in drafts()] == ["Soup and bread"]


def test_a_button_that_sends_it_to_review_sends_the_page(editor, window, form_of_new):
    editor.post(form_of_new, fields(window, title="Soup"), headers=BY_ITSELF)
    editor.post(form_of_new, fields(window, title="Soup and bread", **{"action-submit": "Submit"}))
    (page,) = StandardPage.objects.all()
    assert page.workflow_in_progress
    assert page.get_latest_revision_as_object().title == "Soup and bread"


def test_another_form_makes_another_page(editor, window, form_of_new):
    editor.post(form_of_new, fields(window))
    editor.post(form_of_new, fields(str(uuid.uuid4())))
    assert len(drafts()) == 2


@pytest.mark.parametrize("name", ["", "window-1", "0" * 60])
def test_a_form_without_a_name_of_its_own_makes_a_page_each_time(name, editor, form_of_new):
    editor.post(form_of_new, fields(name))
    editor.post(form_of_new, fields(name))
    assert len(drafts()) == 2


def test_nobody_edits_the_page_of_somebody_else_by_the_name_of_their_form(editor, window, form_of_new):
    editor.post(form_of_new, fields(window, title="Soup"))
    other = Client()
    other.force_login(factories.moderator(), backend="django.contrib.auth.backends.ModelBackend")
    other.post(form_of_new, fields(window, title="Salt"))
    assert [one.title for one in drafts()] == ["Soup", "Salt"]


def test_a_page_that_is_gone_is_made_anew(editor, window, form_of_new):
    editor.post(form_of_new, fields(window, title="Soup"))
    StandardPage.objects.get().delete()
    editor.post(form_of_new, fields(window, title="Soup again"))
    assert [one.title for one in drafts()] == ["Soup again"]


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(editor, window, form_of_new):
    editor.post(form_of_new, fields(window, title="Soup"), headers=BY_ITSELF)
    page = StandardPage.objects.get()
    page.title = "Soup of a moderator"
    page.save_revision(user=factories.moderator())
    answer = editor.post(form_of_new, fields(window, title="Soup again"), headers=BY_ITSELF)
    assert answer.json()["error_code"] == "invalid_revision"
    assert [one.title for one in drafts()] == ["Soup of a moderator"]


def related(*pages, **more):
    rows = [{"related": page.pk, "id": "", "ORDER": number, "DELETE": ""} for number, page in enumerate(pages, 1)]
    sent = {"related_pages-TOTAL_FORMS": len(rows), "related_pages-INITIAL_FORMS": 0}
    sent |= {f"related_pages-{at}-{name}": value for at, row in enumerate(rows) for name, value in row.items()}
    return sent | more


def test_the_rows_below_it_are_those_of_the_form(editor, window):
    parent, one, two, three = factories.network_index(), *(factories.standard_page() for _ in range(3))
    address = f"/admin/pages/add/networks/networkpage/{parent.pk}/"
    sent = fields_of(NetworkPage, **{"kept_as": window, "slug": ""} | NOT_YET)
    editor.post(address, sent | related(one, two), headers=BY_ITSELF)
    removed = {"related_pages-0-DELETE": "on"}
    editor.post(address, sent | related(one, two, three, **removed), headers=BY_ITSELF)
    (page,) = drafts(NetworkPage)
    assert [row.related_id for row in page.related_pages.all()] == [two.pk, three.pk]


def test_a_row_of_the_directory_is_made_once(editor, window):
    address = "/admin/snippets/core/glossaryentry/add/"
    sent = {"acronym": "KEPT", "kept_as": window} | below("meanings", language="en", meaning="Kept")
    editor.post(address, sent, headers=BY_ITSELF)
    editor.post(address, sent | {"acronym": "KEPT2"})
    (row,) = GlossaryEntry.objects.all()
    newest = row.get_latest_revision_as_object()
    assert newest.acronym == "KEPT2"
    assert [one.meaning for one in newest.meanings.all()] == ["Kept"]


def test_rows_below_rows_are_those_of_the_form(editor, window):
    address = "/admin/snippets/networks/committee/add/"
    names = below("texts", language="en") | {"texts-0-name": "Kitchen"}
    seats = below("seats", role="member", ORDER=1) | below("seats-0-texts", language="en", description="Soup")
    for _time in range(2):
        answer = editor.post(address, {"kept_as": window} | names | seats, headers=BY_ITSELF)
        assert answer.json()["success"], answer.json()
    (row,) = Committee.objects.all()
    newest = row.get_latest_revision_as_object()
    assert [one.name for one in newest.texts.all()] == ["Kitchen"]
    assert [[text.description for text in seat.texts.all()] for seat in newest.seats.all()] == [["Soup"]]


def test_the_person_is_the_one_signed_in(editor, window, form_of_new):
    editor.post(form_of_new, fields(window))
    assert StandardPage.objects.get().owner_id == get_user(editor).pk
