"""An address as it is typed and pasted, and as it is kept."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import get_form_for_model

from core.blocks.links import AddressBlock
from core.models.site import SiteSettings
from core.text.web_addresses import web_address

TYPED = {
    "https://example.org/a b.pdf": "https://example.org/a%20b.pdf",
    "https://example.org/4.": "https://example.org/4",
    "https://example.org/\u200b12": "https://example.org/12",
    # Neighbours.
    "https://example.org/a\u00a0b.pdf": "https://example.org/a%20b.pdf",
    "(https://example.org/wiki/Peer_(work)).": "https://example.org/wiki/Peer_(work)",
    "<https://example.org/a>;": "https://example.org/a",
    "“https://example.org/a”,": "https://example.org/a",
    "HTTPS://Example.ORG/A": "https://example.org/A",
    "URL: www.example.org/a": "https://www.example.org/a",
    "//example.org/a": "https://example.org/a",
    "example.org:8080/a": "https://example.org:8080/a",
    "http:\\\\example.org/a": "http://example.org/a",
    "https://Jo@Example.org/a": "https://Jo@example.org/a",
    "https://example.org/b;c.pdf": "https://example.org/b;c.pdf",
    "https://example.org/é?x=1,2#p=3": "https://example.org/é?x=1,2#p=3",
}


@pytest.mark.parametrize("typed", TYPED)
def test_the_address_is_kept_without_what_stands_around_it(typed):
    assert web_address(typed) == TYPED[typed]
    assert web_address(TYPED[typed]) == TYPED[typed]


@pytest.mark.parametrize("typed", ["https://example.org/a b", "see example.org", "word", "https://a b.org/c.pdf"])
def test_what_is_doubtful_is_refused_in_words(typed):
    with pytest.raises(ValidationError, match="full address"):
        AddressBlock(required=False).clean(typed)


@pytest.mark.parametrize("typed", ["#", "", "mailto:a@example.org"])
def test_what_is_no_address_of_the_web_stays_what_it_is(typed):
    assert web_address(typed) == typed


def test_a_block_reads_what_was_stored_before_as_it_should_have_been():
    assert AddressBlock().to_python("https://example.org/4.\u200b") == "https://example.org/4"
    assert AddressBlock(required=False).to_python(None) is None


def test_every_address_in_a_form_of_the_admin_is_cleaned():
    field = get_form_for_model(SiteSettings, form_class=WagtailAdminModelForm, fields=["quick_exit_url"])().fields[
        "quick_exit_url"
    ]
    assert isinstance(field, forms.URLField)
    assert field.clean("example.org/4.\u200b") == "https://example.org/4"
