"""A summary in brief: at an address of its own, for whoever may read the summary."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db
VOICES = [("quote", {"quote": f"Voice number {number}.", "source": ""}) for number in (1, 2, 3)]


@pytest.fixture
def page():
    return factories.summary(
        summary="<p>What was said.</p>",
        quotation=VOICES,
        outcomes=[("outcome", {"title": "A promise has a date", "text": "<p>By June.</p>"})],
        sections=[("section", {"heading": "The corridor", "body": "<p>Pupils wait standing.</p>"})],
    )


def text_at(address):
    return Client().get(address).content.decode()


def test_it_says_the_summary_the_outcomes_and_three_voices(page):
    text = text_at(f"{page.url}brief/")
    for words in ("What was said.", "A promise has a date", "By June.", "Voice number 1.", "Voice number 3."):
        assert words in text
    assert "Pupils wait standing." not in text


def test_the_page_leads_to_it_and_it_leads_back(page):
    assert f'href="{page.url}brief/"' in text_at(page.url)
    assert f'href="{page.url}"' in text_at(f"{page.url}brief/")


def test_search_engines_are_told_of_the_page_alone(page):
    assert f'rel="canonical" href="{page.full_url}"' in text_at(f"{page.url}brief/")


def test_a_summary_without_outcomes_and_voices_is_brief_already():
    page = factories.summary()
    assert Client().get(f"{page.url}brief/").status_code == 404
    assert "brief/" not in text_at(page.url)


def test_nobody_reads_in_brief_what_they_may_not_read(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "What was said." not in text_at(f"{page.url}brief/")


def test_a_draft_has_no_brief_address():
    draft = factories.summary(live=False, quotation=VOICES)
    assert Client().get(f"/webinars/{draft.slug}/brief/").status_code == 404


def test_every_question_has_a_link_to_itself():
    page = factories.summary(questions=[("question", {"question": "Who eats there?", "answer": "<p>All.</p>"})])
    anchor = page.questions[0].id
    text = text_at(page.url)
    assert f'<div id="{anchor}">' in text
    assert f'href="#{anchor}"' in text
    assert "to this question: Who eats there?" in " ".join(text.split())


def test_the_first_voice_stands_in_the_head_and_the_others_below_the_summary(page):
    text = text_at(page.url)
    end_of_head = text.index("</header>", text.index("page-head"))
    assert text.index("Voice number 1.") < end_of_head < text.index("Voice number 2.")
