"""Who signs people up by mail types a mailbox where an address is asked, and visitors can write to it."""

import json
import re

import pytest
from django.core.exceptions import ValidationError

from core.blocks.links import SignUpBlock
from core.going_live import problems_of
from core.typed_fields import WebAddressField, WebOrMailField
from linkcheck.collecting import addresses_of_page
from tests import factories

MAILBOX = "sessions@lantern.example"


@pytest.mark.parametrize("typed", [MAILBOX, f" {MAILBOX}. ", f"mailto:{MAILBOX}", f"MAILTO:{MAILBOX}", f"<{MAILBOX}>"])
@pytest.mark.parametrize("field", [WebOrMailField(), SignUpBlock().field], ids=["field", "block"])
def test_a_mailbox_is_taken(field, typed):
    assert field.clean(typed) == f"mailto:{MAILBOX}"


@pytest.mark.parametrize("field", [WebOrMailField(), SignUpBlock().field], ids=["field", "block"])
def test_so_is_a_page_and_nothing_else(field):
    assert field.clean("forms.example.org/join") == "https://forms.example.org/join"
    for typed in ("by phone", "mailto:", "a@b", "javascript:alert(1)"):
        with pytest.raises(ValidationError):
            field.clean(typed)


def test_where_only_a_page_makes_sense_a_mailbox_is_refused_with_words():
    with pytest.raises(ValidationError, match="This is an e-mail address"):
        WebAddressField().clean(MAILBOX)


@pytest.mark.django_db
def test_visitors_get_a_button_and_see_the_mailbox(client):
    event = factories.event(
        registration_needed=True,
        registration_url=f"mailto:{MAILBOX}",
        registration_label="Write to us",
        is_free=True,
    )
    assert "registration_url" not in {problem.field for problem in problems_of(event)}
    text = client.get(event.url).text
    assert f'href="mailto:{MAILBOX}"' in text
    assert f"By e-mail to {MAILBOX}" in text
    data = json.loads(re.search(r'application/ld\+json">(.*?)</script>', text, re.DOTALL)[1])
    assert MAILBOX not in json.dumps(data)
    # Nobody asks another site whether a mailbox is still there.
    assert addresses_of_page(event) == []
