"""Telephone numbers in the notices of the site can be dialled."""

import pytest
from django.utils.safestring import mark_safe

from core.templatetags.texts import phone_links
from core.text.phone_links import with_phone_links


@pytest.mark.parametrize(
    ("number", "dialled"),
    [
        ("9-1-1", "911"),
        ("9-8-8", "988"),
        ("310-6789", "3106789"),
        ("604-555-0199", "+16045550199"),
        ("(604) 555-0199", "+16045550199"),
        ("1-800-784-2433", "+18007842433"),
        ("+1 604 555 0199", "+16045550199"),
    ],
)
def test_a_number_is_a_link(number, dialled):
    assert with_phone_links(f"Call {number}.") == f'Call <a class="phone" href="tel:{dialled}">{number}</a>.'


@pytest.mark.parametrize(
    "words", ["2026-11-28", "from 9-10 to 11", "$310-6789", "ISBN 978-3-16-148410-0", "1-2-3-4", "page 310"]
)
def test_what_is_no_number_stays(words):
    assert with_phone_links(words) == words


def test_a_number_in_a_link_stays_in_it():
    html = '<p><a href="https://example.org/604-555-0199">604-555-0199</a> or <b>9-8-8</b></p>'
    linked = with_phone_links(html)
    assert linked.count("tel:") == 1
    assert '<b><a class="phone" href="tel:988">9-8-8</a></b>' in linked


def test_plain_words_are_escaped_and_html_stays_whole():
    assert phone_links("<script> & 9-8-8").startswith("&lt;script&gt; &amp; <a")
    assert phone_links(mark_safe("<p>A &amp; B &lt;c&gt; 9-8-8</p>")).startswith("<p>A &amp; B &lt;c&gt; <a")
