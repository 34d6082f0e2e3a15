"""What the browser needs to keep unsaved text: who is signed in, a key of their own, and what was saved."""

import pytest
from django.contrib.auth import get_user
from django.test import Client

from core.models import GlossaryEntry
from home.models import StandardPage
from tests import factories
from tests.core.test_page_form import NOT_YET, fields_of
from tests.core.test_unapproved_rows import below

ADDRESS = "/admin/session/"


def state(client):
    return client.get(ADDRESS, headers={"X-Requested-With": "XMLHttpRequest"})


def test_says_who_is_signed_in_and_is_kept_by_no_cache(editor):
    answer = state(editor)
    person = get_user(editor)
    assert (answer.json()["person"], answer.json()["email"]) == (str(person.pk), person.email)
    assert "no-store" in answer["Cache-Control"]


def test_nobody_signed_in_is_an_answer_and_no_page(client, db):
    assert state(client).status_code == 403


def test_the_key_is_the_same_after_signing_in_again_and_another_for_each_person(editor):
    person, other = get_user(editor), factories.moderator()
    keys = []
    for each in (person, person, other):
        editor.force_login(each, backend="django.contrib.auth.backends.ModelBackend")
        keys.append(state(editor).json()["key"])
        editor.logout()
    assert keys[0] == keys[1] != keys[2]


def test_the_token_is_one_that_a_form_can_be_sent_with(editor):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(get_user(editor), backend="django.contrib.auth.backends.ModelBackend")
    token = state(strict).json()["token"]
    assert strict.post("/sign-out/").status_code == 403
    assert strict.post("/sign-out/", {"csrfmiddlewaretoken": token}).status_code == 302


def save(client, **headers):
    address = f"/admin/pages/add/home/standardpage/{factories.home().pk}/"
    client.post(address, fields_of(StandardPage, kept_as="window-1", **NOT_YET), headers=headers)
    return state(client).json()["saved"]


def test_what_a_button_saved_is_known_to_be_saved(editor):
    assert state(editor).json()["saved"] == []
    assert save(editor) == ["window-1"]


def test_autosave_tells_it_by_itself(editor):
    assert save(editor, Accept="application/json") == []
    assert StandardPage.objects.filter(slug="a-slug").exists()


def test_what_a_button_saved_in_the_directory_is_known_too(editor):
    fields = {"acronym": "KEPT", "kept_as": "window-2"} | below("meanings", language="en", meaning="Kept")
    editor.post("/admin/snippets/core/glossaryentry/add/", fields)
    row = GlossaryEntry.objects.get(acronym="KEPT")
    assert state(editor).json()["saved"] == ["window-2"]
    form = editor.get(f"/admin/snippets/core/glossaryentry/edit/{row.pk}/").text
    # The form is found by its autosave, which makes drafts.
    assert "w-autosave" in form.split('id="w-editor-form"')[1].split(">")[0]


def test_what_the_server_did_not_take_is_not_known_to_be_saved(editor):
    address = f"/admin/pages/add/home/standardpage/{factories.home().pk}/"
    answer = editor.post(address, fields_of(StandardPage, kept_as="window-1", title="", **NOT_YET))
    assert answer.status_code == 200
    assert state(editor).json()["saved"] == []


def test_the_form_brings_the_sign_in_along(editor):
    form = editor.get(f"/admin/pages/{factories.standard_page().pk}/edit/").text
    assert f'data-kept-text="{ADDRESS}"' in form
    assert 'autocomplete="current-password"' in form


@pytest.mark.parametrize("door", ["/sign-out/", "/admin/logout/"])
def test_each_way_out_ends_where_the_browser_forgets(editor, door):
    page = editor.post(door, follow=True)
    assert "js/kept-clear" in page.text
    assert not get_user(editor).is_authenticated


def test_the_question_whether_to_sign_out_forgets_nothing(editor):
    assert "js/kept-clear" not in editor.get("/sign-out/").text
