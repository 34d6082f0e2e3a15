"""Two hands at the admin, by mouse or by keyboard, that count what they do."""

import base64
import re
from collections import Counter
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

# More than any form of ours has to tab through.
FARTHEST = 500
# Presses of the mouse that the browser itself has seen, through all the pages of the tab.
WITNESS = """
addEventListener("pointerdown", event => {
  if (event.isTrusted) sessionStorage.presses = Number(sessionStorage.presses ?? 0) + 1;
}, true);
"""
DROP = """(place, [name, content]) => {
  const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  for (const kind of ["dragover", "drop"])
    place.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
}"""
COPY = """([text, html]) => {
  const kinds = { "text/plain": new Blob([text], { type: "text/plain" }) };
  if (html) kinds["text/html"] = new Blob([html], { type: "text/html" });
  return navigator.clipboard.write([new ClipboardItem(kinds)]);
}"""
# Which key leads nearer to a place; none where it has the focus.
NEXT_KEY = """place => {
  const at = document.activeElement;
  if (place === at || place.contains(at)) return "";
  if (place.type === "radio" && at.name === place.name) return "ArrowDown";
  return at.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_PRECEDING ? "Shift+Tab" : "Tab";
}"""


class Hands:
    """What somebody does with a tab. Each action counts once:

    - a press: a click, or a key that does something (Enter, Space);
    - a filled field, however long the words are, with going to it; a choice in a drop-down is one too;
    - a paste, with going to its place;
    - a file: dropped, or chosen in the window that a press has opened.

    Going with Tab and arrows is counted apart. There is no other way to the tab than these, but for looking at it.
    """

    def __init__(self, tab: Page, by_keyboard: bool) -> None:
        tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
        tab.context.add_init_script(WITNESS)
        self._tab = tab
        self.by_keyboard = by_keyboard
        self.counts: Counter[str] = Counter()
        self.moves = 0
        self._clicks = 0

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def told(self) -> str:
        parts = ", ".join(f"{count} × {kind}" for kind, count in self.counts.items())
        return f"{self.total:3} interactions ({parts})" + (f"; {self.moves} × Tab or arrow" if self.by_keyboard else "")

    def are_honest(self) -> bool:
        """Whether the browser has seen as many presses of the mouse as were counted."""
        return self._clicks == int(self._tab.evaluate("sessionStorage.presses ?? 0"))

    # Actions

    def press(self, target: Locator, key: str = "Enter") -> None:
        self._go_to(target)
        if self.by_keyboard:
            self._tab.keyboard.press(key)
        self.counts["press"] += 1

    def tick(self, target: Locator) -> None:
        """A box or a radio button, by its input."""
        if self.by_keyboard:
            self.press(target, "Space")
        else:
            self.press(target.locator("xpath=ancestor-or-self::label[1]"))
        expect(target).to_be_checked()

    def fill(self, target: Locator, words: str) -> None:
        self._go_to(target)
        # What stood there is written over.
        self._tab.keyboard.press("Control+a")
        self._tab.keyboard.insert_text(words)
        self.counts["field"] += 1

    def choose(self, target: Locator, label: str) -> None:
        """An option of a drop-down: by its first letters, as both hands can."""
        self._go_to(target)
        if not self.by_keyboard:
            # The list of the system is open now, which no script sees; it is shut by the choice.
            self._tab.keyboard.press("Escape")
        self._tab.keyboard.type(label)
        self._tab.keyboard.press("Tab")
        expect(target.locator("option:checked")).to_have_text(re.compile(rf"^\s*{re.escape(label)}"))
        self.counts["field"] += 1

    def paste(self, target: Locator, text: str, html: str = "") -> None:
        expect(target).to_be_visible()
        self._tab.evaluate(COPY, [text, html])
        self._go_to(target)
        self._tab.keyboard.press("Control+v")
        self.counts["paste"] += 1

    def bring(self, field: Locator, name: str, content: bytes, folder: Path) -> None:
        """A file into its field: dropped on the page, or by keyboard through the window of the system."""
        if not self.by_keyboard:
            expect(field).to_be_visible()
            field.evaluate(DROP, [name, base64.b64encode(content).decode()])
            if not field.evaluate("field => field.files.length"):
                # Only the browser itself lets a file fall into a field without a script.
                field.set_input_files({"name": name, "mimeType": "", "buffer": content})
        else:
            path = folder / name
            path.write_bytes(content)
            with self._tab.expect_file_chooser() as window:
                self.press(field)
            window.value.set_files(path)
        self.counts["file"] += 1

    # Going there

    def _go_to(self, target: Locator) -> None:
        expect(target).to_be_visible()
        if self.by_keyboard:
            self._tab_to(target)
        else:
            target.click()
            self._clicks += 1

    def _tab_to(self, target: Locator) -> None:
        # Held fast: asking for it anew at each step takes most of the time.
        place = target.element_handle()
        for _step in range(FARTHEST):
            if not (key := place.evaluate(NEXT_KEY)):
                return
            self._tab.keyboard.press(key)
            self.moves += 1
        at = self._tab.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        raise AssertionError(f"{target} is not reached by keyboard; the focus is at {at}.")
