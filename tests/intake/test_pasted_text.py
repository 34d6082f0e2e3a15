"""A text that was pasted: it stays in view, and its file name is nobody's title."""

import pytest
from django.urls import reverse

from events.models import EventPage
from intake.making import _title_of_file
from intake.models import Intake
from tests import factories

TEXT = "We are planning an evening for families who look for help. It is on Zoom.\n\n- Bring <tea>\n- Bring a friend"


@pytest.fixture
def pasted(bring):
    def paste(text=TEXT, **more):
        answer = bring(text=text, page_class=EventPage, parent=factories.event_index(), **more)
        assert answer.status_code == 302
        return EventPage.objects.get()

    return paste


def test_a_text_without_title_asks_for_one(pasted):
    page = pasted()
    assert page.get_latest_revision_as_object().title == ""
    assert page.title == "Untitled, from a document"


def test_the_form_of_a_draft_without_title_opens_and_shows_the_whole_text(pasted, client):
    page = pasted()
    said = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "The text that you pasted" in said
    assert "- Bring &lt;tea&gt;\n- Bring a friend" in said


def test_what_was_pasted_with_formats_is_shown_as_words(pasted):
    pasted(html="<p>An evening.</p><script>alert(1)</script><ul><li>Tea</li><li>Bread</li></ul>")
    assert Intake.objects.get().pasted_text == "An evening.\nTea\nBread"


def test_a_file_is_not_shown_as_pasted(draft):
    assert Intake.objects.get().pasted_text == ""


@pytest.mark.parametrize(
    ("name", "title"),
    [("pasted.txt", ""), ("document (3).docx", ""), ("scan_0012.pdf", ""), ("kitchens_report.docx", "kitchens report")],
)
def test_a_name_of_a_file_is_a_title_where_it_says_something(name, title):
    assert _title_of_file(name) == title
