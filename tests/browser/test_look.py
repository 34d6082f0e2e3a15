"""What people came for stands in the first screen; nothing is too high, heavy, small or out of order: bench/look.py."""

import pytest

from bench import look

pytestmark = pytest.mark.browser
# The list of events is another one each day.
TARGETS = [target for target in look.TARGETS if not target.path.startswith("/events/?") and target.path != "/events/"]


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: f"{target.name}, {target.path}, {target.width}")
def test_it_stands_where_it_should(chromium, site, target):
    assert look.measured(chromium, site.url, target) <= target.most


@pytest.mark.parametrize("kind", look.PAGES)
def test_no_page_is_heavy_or_wider_than_a_phone(chromium, site, kind):
    found = look.weighed(chromium, site.url, look.PAGES[kind])
    assert found.too_much == []


def test_small_targets_and_headings_out_of_order_would_be_found(chromium):
    """So that the silence above means something."""
    tab = chromium.new_page()
    tab.set_content(
        "<main><h1>One</h1><h3>Three</h3><nav><a href='#' style='font-size:8px'>a</a><br>"
        "<a href='#' style='font-size:8px'>b</a></nav></main>"
    )
    assert tab.evaluate(look.OUTLINE) == ["1 levels left out"]
    assert tab.evaluate(look.SMALL) == ["a", "b"]
    tab.close()
