"""While a resource is written, the one that may be the same is named, quietly and with a way to it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_same_resource_is_named_while_typing(site, desk_of):
    editor = desk_of("editor")
    tab = editor.tab
    tab.goto(f"{site.url}/admin/")
    tab.get_by_role("link", name="Resources", exact=True).first.click()
    tab.locator("header").get_by_role("link", name="Add resource", exact=True).click()
    editor.named("title").press_sequentially("after custody - the FIRST week", delay=5)
    notice = tab.locator(".same-notice")
    expect(notice).to_contain_text("There is already a resource with almost this title: After Custody: The First Week")
    expect(notice).to_have_attribute("aria-live", "polite")
    editor.named("title").fill("Something nobody has written yet")
    expect(notice).to_be_empty()
    editor.named("doi").press_sequentially("10.5555/tri.2020.1123")
    expect(tab.locator(".same-notice").last).to_contain_text("There is already a resource with this DOI")
