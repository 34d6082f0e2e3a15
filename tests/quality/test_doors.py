"""What blocks keeps a page from every way to going live, and takes no page down."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.rich_text import RichText

from core.going_live import CannotGoLive, may_go_live
from jobs.scheduling import publish_due
from moderation.approval import approve, version_of
from moderation.submission import submit
from quality.models import SectionLevel
from tests import factories
from tests.moderation.forms import plain_page

pytestmark = pytest.mark.django_db
JUMP = "<h2>One</h2><h4>Two</h4>"
PHONE = "<p>Call 604-555-0118.</p>"
BLOCK = "4b1b0d6c-1111-4111-8111-111111111111"
LEAVES_OUT = "leaves out a level"


@pytest.fixture
def draft(editor):
    page = factories.standard_page(live=False, owner=editor, body=[("text", RichText(JUMP))])
    page.save_revision(user=editor)
    return page


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def review(page):
    return reverse("review", args=[page.current_workflow_task_state.pk])


def test_sending_tells_and_sends(draft, editor, sign_in):
    fields = plain_page(draft, JUMP) | {"action-submit": "1"}
    answer = sign_in(editor).post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), fields, follow=True)
    assert Page.objects.get(pk=draft.pk).current_workflow_task_state
    assert "has to be mended before it can be approved" in answer.text
    assert LEAVES_OUT in answer.text


def test_a_rule_of_the_site_still_keeps_it_back(draft, editor, sign_in):
    fields = plain_page(draft, f'{JUMP}<p><a href="https://example.org">here</a></p>') | {"action-submit": "1"}
    sign_in(editor).post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), fields)
    assert not Page.objects.get(pk=draft.pk).current_workflow_task_state


def test_approval_is_refused_with_the_reason_and_changes_nothing(draft, editor, moderator, sign_in):
    submit(draft, editor)
    state = draft.current_workflow_task_state
    version = version_of(draft.get_latest_revision())
    with pytest.raises(CannotGoLive, match=LEAVES_OUT):
        approve(state, moderator, version)
    answer = sign_in(moderator).post(review(draft), {"decision": "approve", "version": version})
    assert answer.status_code == 409
    assert LEAVES_OUT in answer.text
    state.refresh_from_db()
    assert (state.status, is_live(draft)) == ("in_progress", False)


def test_the_moderator_reads_it_with_why_and_the_way_to_it(draft, editor, moderator, sign_in):
    submit(draft, editor)
    html = sign_in(moderator).get(review(draft)).text
    assert LEAVES_OUT in html
    assert "Size is no reason to choose a level." in html
    assert "#at=body." in html


def test_publishing_is_refused_at_every_door(draft, administrator, sign_in):
    client = sign_in(administrator)
    later = (timezone.localtime() + datetime.timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    client.post(edit, plain_page(draft, JUMP) | {"action-publish": "1"})
    client.post(edit, plain_page(draft, JUMP) | {"action-publish": "1", "go_live_at": later})
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={draft.pk}&next={edit}", follow=True)
    assert LEAVES_OUT in answer.text
    with pytest.raises(CannotGoLive, match=LEAVES_OUT):
        draft.get_latest_revision().publish()
    assert not is_live(draft)
    assert not draft.revisions.exclude(approved_go_live_at=None).exists()


def test_what_only_warns_goes_live(editor, moderator):
    page = factories.standard_page(live=False, owner=editor, body=[("text", RichText(PHONE))])
    page.save_revision(user=editor)
    submit(page, editor)
    assert [one.check for one in page.go_live_warnings()] == ["phone"]
    approve(page.current_workflow_task_state, moderator, version_of(page.get_latest_revision()))
    assert is_live(page)


def test_a_page_that_is_live_stays_live_and_its_next_version_is_asked(set_level, home):
    page = factories.standard_page(body=[("text", RichText(PHONE))])
    set_level(home, "phone", "block")
    assert is_live(page)
    page.title = "Another title"
    with pytest.raises(CannotGoLive):
        page.save_revision().publish()
    assert is_live(page)


def test_what_was_approved_for_a_day_goes_live_on_it(set_level, home):
    page = factories.standard_page(live=False, body=[("text", RichText(PHONE))])
    revision = page.get_latest_revision()
    set_level(home, "phone", "block")
    assert may_go_live(revision)
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    revision.save()
    publish_due()
    assert is_live(page)


def test_a_page_that_is_not_there_yet_is_asked_what_its_section_asks(set_level, editor, sign_in):
    strict = factories.standard_page()
    set_level(strict, "phone", "block")
    for section, count in ((strict, 1), (factories.standard_page(), 0)):
        add = reverse("wagtailadmin_pages:add", args=["home", "standardpage", section.pk])
        fields = plain_page(section, PHONE) | {"title": "New", "slug": ""}
        answer = sign_in(editor).post(f"{reverse('still_needed')}?of={add}", fields)
        assert f'data-needed-count="{count}"' in answer.text
        assert "The telephone number 604-555-0118" in answer.text


def test_the_form_names_the_place_why_and_how(draft, editor, sign_in):
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    fields = plain_page(draft, JUMP) | {"body-0-id": BLOCK}
    answer = sign_in(editor).post(f"{reverse('still_needed')}?of={edit}", fields)
    assert f'data-place="body.{BLOCK}"' in answer.text
    assert "data-finding" in answer.text
    assert "people who listen to the page" in answer.text.lower()
    assert "Size is no reason to choose a level." in answer.text


def test_the_form_is_told_in_french(draft, editor, sign_in):
    editor.language = "fr"
    editor.save()
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    answer = sign_in(editor).post(f"{reverse('still_needed')}?of={edit}", plain_page(draft, JUMP))
    assert "saute un niveau" in answer.text


def test_a_check_that_rests_says_nothing(set_level, home, draft):
    set_level(home, "heading_jump", "off")
    assert not may_go_live(draft.get_latest_revision())
    assert not draft.go_live_warnings()


def test_a_level_that_no_version_knows_is_none(home, draft):
    SectionLevel.objects.create(section=home, check_code="heading_jump", level="x")
    SectionLevel.objects.create(section=home, check_code="gone", level="block")
    assert may_go_live(draft.get_latest_revision())
