"""Whom to call stands on every page, as data that a phone dials; the footer leads to the pages that staff chose."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks.help_lines import HelpLineBlock, check_phone_number
from core.models import FooterPage, SiteSettings, SiteText
from tests import factories

LINES = [
    ("line", {"words": "In danger?", "number": "9-1-1", "can_call": True, "can_text": False, "note": ""}),
    ("line", {"words": "Suicide?", "number": "9-8-8", "can_call": True, "can_text": True, "note": "Day and night."}),
    ("line", {"words": "At the office", "number": "604-555-0199", "can_call": True, "can_text": False, "note": ""}),
]


@pytest.fixture
def help_page(db):
    home = factories.home()
    page = factories.standard_page(title="Help right now", slug="help")
    settings = SiteSettings(site=home.get_site(), help_page=page)
    settings.texts = [SiteText(language="en", name="Net", help_lines=LINES)]
    settings.save()
    return page


def main_and_frame(client, address):
    html = client.get(address).text
    before, rest = html.split("<main", 1)
    main, after = rest.split("</main>", 1)
    return before, main, after


def test_the_first_two_numbers_stand_on_top_and_all_below(help_page, client):
    top, _main, bottom = main_and_frame(client, "/")
    assert 'href="tel:911"' in top and 'href="sms:988"' in top and "555-0199" not in top
    assert 'href="tel:+16045550199"' in bottom and 'href="/help/"' in top and 'href="/help/"' in bottom


def test_the_page_of_help_shows_them_large(help_page, client):
    _top, main, _bottom = main_and_frame(client, "/help/")
    assert main.count('class="phone button"') == 4 and "Day and night." in main


def test_other_pages_do_not(help_page, client):
    factories.standard_page(title="Privacy", slug="privacy")
    assert "phone button" not in client.get("/privacy/").text


@pytest.mark.parametrize("number", ["", "call us", "9", "9-1-1 or 9-8-8", "1" * 16, "tel:911"])
def test_only_a_number_is_taken(number):
    with pytest.raises(ValidationError):
        check_phone_number(number)


@pytest.mark.parametrize("number", ["9-1-1", "310-6789", "+1 (604) 555-0199", "811"])
def test_numbers_are_taken_as_people_write_them(number):
    check_phone_number(number)


def test_a_line_takes_calls_or_messages():
    block = HelpLineBlock()
    value = block.to_python({"words": "Anybody", "number": "9-1-1", "can_call": False, "can_text": False, "note": ""})
    with pytest.raises(StructBlockValidationError):
        block.clean(value)


def test_chosen_pages_stand_in_the_footer_in_the_readers_language(help_page, french, client):
    page = factories.standard_page(title="Privacy", slug="privacy")
    french(page, title="Vie privée", slug="vie-privee")
    settings = SiteSettings.objects.get()
    settings.footer_pages = [FooterPage(page=page)]
    settings.save()
    assert 'href="/privacy/"' in main_and_frame(client, "/")[2]
    assert 'href="/fr/vie-privee/"' in main_and_frame(client, "/fr/help/")[2]


def test_a_closed_page_is_not_named_there(help_page, close, client):
    page = factories.standard_page(title="Minutes of the board", slug="minutes")
    settings = SiteSettings.objects.get()
    settings.footer_pages = [FooterPage(page=page)]
    settings.help_page = page
    settings.save()
    close(page)
    assert "minutes" not in client.get("/").text
