"""What a page still needs stands beside its form, and follows what is typed without saving anything."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, Revision

from core.going_live import problems_of
from moderation.approval import send_back
from tests import factories
from tests.moderation.forms import plain_page

VAGUE = '<p><a href="https://example.org">here</a></p>'
WRITES = ("INSERT", "UPDATE", "DELETE", "SAVEPOINT")


@pytest.fixture
def plain(editor):
    page = factories.standard_page(live=False, owner=editor)
    page.save_revision(user=editor)
    return page


def edit_address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def ask(sign_in):
    """Asks as this person about a form at this address, as the script does."""

    def asked(person, address, fields):
        client = sign_in(person)
        asks = {"headers": {"x-requested-with": "XMLHttpRequest"}}
        return client.post(f"{reverse('still_needed')}?of={address}", fields, **asks)

    return asked


def test_what_breaks_a_rule_is_named_with_its_field(ask, plain, editor):
    answer = ask(editor, edit_address(plain), plain_page(plain, VAGUE))
    assert 'data-needed-count="1"' in answer.text
    assert 'data-field="body"' in answer.text
    assert "The link “here” does not say where it leads." in answer.text


def test_nothing_stands_there_when_nothing_is_missing(ask, plain, editor):
    answer = ask(editor, edit_address(plain), plain_page(plain))
    assert 'data-needed-count="0"' in answer.text
    assert "You can submit it for review." in answer.text


def test_who_may_publish_reads_that_it_can_go_live(ask, plain):
    answer = ask(factories.user(is_superuser=True), edit_address(plain), plain_page(plain))
    assert "It can go live." in answer.text


def test_an_empty_field_is_told_by_its_name_alone(ask, plain, editor):
    fields = plain_page(plain) | {"title": ""}
    answer = ask(editor, edit_address(plain), fields)
    assert ">Title</a>" in answer.text


def test_asking_writes_nothing(sign_in, plain, editor):
    before = list(Page.objects.values_list("pk", "title")), Revision.objects.count()
    client = sign_in(editor)
    address = f"{reverse('still_needed')}?of={edit_address(plain)}"
    with CaptureQueriesContext(connection) as queries:
        client.post(address, plain_page(plain, VAGUE) | {"title": "Another"})
    assert [one["sql"] for one in queries if one["sql"].startswith(WRITES)] == []
    assert (list(Page.objects.values_list("pk", "title")), Revision.objects.count()) == before


BLOCK = "4b1b0d6c-1111-4111-8111-111111111111"


def test_an_unfinished_block_is_led_to_by_its_place(db):
    page = factories.standard_page(live=False)
    page.body = [{"type": "quote", "id": BLOCK, "value": {"quote": "", "source": "Somebody"}}]
    places = [one.place for one in problems_of(page)]
    assert places == [f"body.{BLOCK}.quote"]


def test_the_same_words_of_two_blocks_are_said_once(db):
    page = factories.standard_page(live=False)
    page.body = [{"type": "quote", "value": {"quote": "", "source": "Somebody"}} for _twice in range(2)]
    assert [one.field for one in problems_of(page)] == ["body"]


@pytest.fixture
def new_page(editor):
    return reverse("wagtailadmin_pages:add", args=["home", "standardpage", factories.home().pk])


def test_a_page_that_is_not_there_yet_has_its_list_too(ask, new_page, editor, plain):
    answer = ask(editor, new_page, plain_page(plain) | {"title": "", "slug": ""})
    assert 'data-needed-count="1"' in answer.text
    assert ">Title</a>" in answer.text


def test_what_is_known_on_opening_stands_in_the_form(sign_in, new_page, editor):
    html = sign_in(editor).get(new_page).text
    assert 'data-needed="' in html
    assert ">Title</a>" in html


def test_half_a_form_is_said_to_be_one(ask, new_page, editor):
    assert ask(editor, new_page, {"title": "Half"}).status_code == 400


@pytest.mark.parametrize(
    "address", ["", "/admin/", "/nowhere/", "/admin/pages/add/users/user/1/", "/admin/pages/999/edit/"]
)
def test_no_other_address_is_answered(ask, editor, address):
    assert ask(editor, address, {}).status_code in {403, 404}


def test_who_may_not_open_the_form_learns_nothing(ask, plain, member, new_page):
    for person in (member, factories.user("stranger@example.org")):
        for address in (edit_address(plain), new_page):
            assert ask(person, address, plain_page(plain)).status_code == 403


def test_a_kind_that_may_not_stand_there_is_refused(ask, plain, editor):
    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", plain.pk])
    assert ask(editor, address, {}).status_code == 403


def test_the_reason_of_a_page_sent_back_heads_the_list(sign_in, waiting, draft, moderator, editor):
    send_back(waiting, moderator, "Name the <author>.")
    html = sign_in(editor).get(edit_address(draft)).text
    listed = html.split('id="still-needed"', 1)[1]
    assert (
        listed.index("Sent back by Mona") < listed.index("Name the &lt;author&gt;.") < listed.index("data-needed-lines")
    )


def test_saving_says_nothing_of_what_is_missing(plain, editor, sign_in):
    answer = sign_in(editor).post(edit_address(plain), plain_page(plain, VAGUE), follow=True)
    messages = [str(message) for message in answer.context["messages"]]
    assert len(messages) == 1
    assert "has been updated" in messages[0]
