"""An editor at the desk whose hands are counted, and those who read the page afterwards."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.counted_hands import Hands

# Text beside text is apart: a heading is no part of the word below it.
TEXTS = """root => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) found.push(walker.currentNode.data);
  return found.join(" ");
}"""
FORM_WORDS = """form => [
  form.textContent,
  ...[...form.querySelectorAll("input:not([type=hidden]), textarea")].map(field => field.value),
].join("\\n")"""

LINKS = """body => [...body.querySelectorAll("a")].map(link => link.href).join(" ")"""


def spelled(text: str) -> str:
    """Words alone, so that no mark and no space makes a difference."""
    return " ".join(re.findall(r"\w+", text.casefold()))


class Journey:
    """`hands` do, `look` is what they are watched by."""

    def __init__(self, desk_of: Callable, open_tab: Callable, base: str, by_keyboard: bool) -> None:
        self.desk_of, self.open_tab, self.base = desk_of, open_tab, base
        self.desk = desk_of("editor")
        self.look: Page = self.desk.tab
        self.hands = Hands(self.look, by_keyboard)
        self.look.goto(f"{base}/admin/")

    # From the desk to the form

    def begin(self, what: str, section: str) -> None:
        self.hands.press(self.look.get_by_role("link", name=what, exact=True))
        self.hands.press(self.look.get_by_role("main").get_by_role("link", name=section, exact=True))

    def begin_from_document(self, what: str, section: str) -> None:
        self.begin(what, f"Start from a document: {section}")

    def open_menu(self, group: str, name: str) -> None:
        self.hands.press(self.look.get_by_role("button", name=group, exact=True))
        self.hands.press(self.look.get_by_role("link", name=name, exact=True))

    def bring(self, file_name: str, content: bytes, folder: Path) -> None:
        self.hands.bring(self.look.get_by_label("Document"), file_name, content, folder)
        self._read()

    def bring_words(self, words: str) -> None:
        self.hands.paste(self.look.get_by_label("Or paste its text here"), words)
        self._read()

    def _read(self) -> None:
        self.hands.press(self.look.get_by_role("button", name="Read it and make a draft"))
        self.look.wait_for_url(re.compile("/edit/"))
        expect(self.field("title")).to_be_visible()

    # In the form

    def field(self, name: str) -> Locator:
        return self.desk.named(name)

    def box(self, name: str) -> Locator:
        """Where one writes in a rich text field."""
        return self.field(name).locator("xpath=ancestor::*[@data-field-input][1]").locator("[role='textbox']")

    def adder(self, stream: str) -> Locator:
        """The button that makes an item of the stream."""
        return self.field(f"{stream}-count").locator("xpath=..").locator("button.c-sf-add-button").last

    def needs(self, field: str) -> bool:
        """Whether the list beside the form asks for it."""
        return self.look.locator(f"[data-needed-lines] a[data-field='{field}']").count() > 0

    def unfold(self, heading: str) -> None:
        panel = self.look.locator("section.w-panel").filter(has=self.look.locator("> div > h2", has_text=heading)).first
        self.hands.press(panel.locator("> div > [data-panel-toggle]"))

    def file_under(self, **terms: str) -> None:
        for name, label in terms.items():
            if self.needs(f"terms_{name}"):
                box = self.look.locator(f'label:has([name="terms_{name}"])', has_text=label).first
                self.hands.tick(box.locator("input"))

    def name_host(self, name: str) -> None:
        item = f"organisations-{self.field('organisations-count').input_value()}-value"
        self.hands.press(self.adder("organisations"))
        self.hands.choose(self.field(f"{item}-role"), "Host")
        self.hands.fill(self.field(f"{item}-name"), name)

    def confirm(self) -> None:
        guesses = self.look.locator("[data-intake-guess]")
        if guesses.count():
            every = self.look.locator("[data-intake-confirm-all]")
            self.hands.press(every if every.count() else self.look.locator("[data-intake-confirm]"))
            expect(guesses).to_have_count(0)

    def send(self) -> None:
        """When nothing is needed any more."""
        form = self.look.url
        expect(self.look.locator("[data-needed-count]")).to_have_attribute("data-needed-count", "0")
        self.hands.press(self.look.get_by_role("button", name="Submit for review").first)
        self.look.wait_for_url(lambda url: url != form)
        expect(self.look.locator(".messages")).to_contain_text(re.compile("submitted|review"))

    @property
    def words(self) -> str:
        return spelled(self.look.locator("[data-edit-form]").evaluate(FORM_WORDS))

    @property
    def words_beside(self) -> str:
        """What is told of the document, or waits beside the form."""
        return spelled(" ".join(self.look.locator("[data-intake]").all_text_contents()))

    # Afterwards

    def shown_after_approval(self) -> str:
        """What a visitor reads, and where its links lead, once a moderator has approved the page that was sent last."""
        moderator = self.desk_of("moderator").tab
        moderator.goto(f"{self.base}/admin/")
        moderator.locator("a[href*='/admin/review/']").last.click()
        moderator.get_by_role("button", name=re.compile("^Approve")).click()
        said = moderator.locator(".messages")
        expect(said).to_contain_text("is live.")
        visitor = self.open_tab()
        newest = visitor.request.get(f"{self.base}/api/v2/pages/?order=-id&limit=1").json()["items"][0]
        visitor.goto(newest["meta"]["html_url"])
        body = visitor.locator("body")
        return spelled(f"{body.evaluate(TEXTS)} {body.evaluate(LINKS)}")
