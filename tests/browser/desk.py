"""What an editor does with mouse and keyboard at the desk, in words."""

import re

from playwright.sync_api import Locator, Page, expect


class Desk:
    """The admin in a browser tab, for somebody who has signed in."""

    def __init__(self, tab: Page, base: str) -> None:
        self.tab = tab
        self.base = base
        self.password = ""

    # Signing in

    def sign_in(self, email: str, password: str) -> "Desk":
        self.password = password
        self.tab.goto(f"{self.base}/sign-in/")
        self.tab.get_by_label("E-mail").fill(email)
        self.tab.get_by_label("Password").fill(password)
        self.tab.keyboard.press("Enter")
        self.tab.wait_for_url(lambda url: "sign-in" not in url)
        return self

    # Forms

    def named(self, name: str) -> Locator:
        return self.tab.locator(f'[name="{name}"]')

    def unfold(self, name: str) -> None:
        """A group of fields; one that holds something stands open already."""
        panel = self.tab.locator("section.w-panel").filter(has=self.tab.locator("> div > h2", has_text=name)).first
        toggle = panel.locator("> div > [data-panel-toggle]")
        if toggle.get_attribute("aria-expanded") == "false":
            toggle.click()

    def fill(self, name: str, value: str) -> None:
        """A text field, a drop-down or a date, by its name in the form."""
        field = self.named(name)
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
            field.press("Tab")

    def tick(self, name: str) -> None:
        self.named(name).check()

    def write(self, name: str, text: str) -> None:
        """Words into a rich text field."""
        # The editor of this very field; it comes a moment after the field itself.
        box = self.named(name).locator("xpath=ancestor::*[@data-field-input][1]").locator("[role='textbox']")
        box.click()
        box.press_sequentially(text)
        # The editor hands its words to the form a quarter of a second after the last key.
        expect(self.named(name)).to_have_value(re.compile(re.escape(text)))

    def choose_term(self, field: str, label: str) -> None:
        boxes = self.tab.locator(f'[name="{field}"]')
        if boxes.first.evaluate("element => element.tagName") == "SELECT":
            boxes.first.select_option(label=label)
        else:
            box = self.tab.locator(f'label:has([name="{field}"])', has_text=label).first
            box.locator("input").check()

    # Streams

    def add(self, stream: str, kind: str = "") -> str:
        """A new block at the end of a stream; the prefix of its fields' names."""
        count = int(self.named(f"{stream}-count").input_value())
        container = self.named(f"{stream}-count").locator("xpath=..")
        container.locator("> div > .c-sf-add-button, > .c-sf-container__add, button.c-sf-add-button").last.click()
        if kind:
            self.tab.get_by_role("listbox").get_by_role("option", name=kind, exact=True).click()
        expect(self.named(f"{stream}-count")).to_have_value(str(count + 1))
        return f"{stream}-{count}-value"

    # Choosers

    def choose(self, prefix: str, words: str, exact: bool = False) -> None:
        """In a chooser's window, look for the words and take the first that is found, or the one with this name."""
        holder = self.named(prefix).locator("xpath=ancestor::*[contains(@class,'chooser')][1]")
        holder.get_by_role("button").first.click()
        window = self.tab.locator(".modal").last
        window.locator("input[type=text], input[type=search]").first.fill(words)
        window.get_by_role("link", name=words, exact=exact).first.click()
        expect(window).to_be_hidden()

    # What to do with a page

    def save_draft(self) -> None:
        self.tab.get_by_role("button", name="Save draft").first.click()
        messages = self.tab.locator(".messages")
        expect(messages).to_contain_text(re.compile("created|saved|updated"))
        expect(messages).not_to_contain_text("could not")

    def submit(self) -> None:
        """Send the page to review; the form is left for the list."""
        form = self.tab.url
        self.tab.locator("button[name='action-submit'], button[name='action-resubmit']").first.click()
        self.tab.wait_for_url(lambda url: url != form)
        expect(self.tab.locator(".messages")).to_contain_text(re.compile("submitted|review"))
