"""From the desk to the review, counted: how much somebody has to do whose text is written already.

Each journey is made by mouse and by keyboard. What was done is printed at the end of the run; more than agreed fails.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.counted_hands import Hands
from tests.browser.written_documents import FOLDER, Written

pytestmark = pytest.mark.browser
FORM_WORDS = """form => [
  form.textContent,
  ...[...form.querySelectorAll("input:not([type=hidden]), textarea")].map(field => field.value),
].join("\\n")"""


def spelled(text: str) -> str:
    """Words alone, so that no mark and no space makes a difference."""
    return " ".join(re.findall(r"\w+", text.casefold()))


class Journey:
    """Of an editor, who stands at the desk."""

    def __init__(self, desk_of: Callable, base: str, by_keyboard: bool) -> None:
        self.desk_of, self.base = desk_of, base
        self.desk = desk_of("editor")
        self.look: Page = self.desk.tab
        self.hands = Hands(self.look, by_keyboard)
        self.look.goto(f"{base}/admin/")

    def begin(self, what: str, section: str) -> None:
        self.hands.press(self.look.get_by_role("link", name=what, exact=True))
        self.hands.press(self.look.get_by_role("main").get_by_role("link", name=section, exact=True))

    def bring(self, file_name: str, content: bytes, folder) -> None:
        self._start()
        self.hands.bring(self.look.get_by_label("Document"), file_name, content, folder)
        self._read()

    def bring_words(self, words: str) -> None:
        self._start()
        self.hands.paste(self.look.get_by_label("Or paste its text here"), words)
        self._read()

    def _start(self) -> None:
        self.hands.press(self.look.get_by_role("link", name="Start from a document"))

    def _read(self) -> None:
        self.hands.press(self.look.get_by_role("button", name="Read it and make a draft"))
        self.look.wait_for_url(re.compile("/edit/"))
        expect(self.field("title")).to_be_visible()

    def confirm(self) -> None:
        guesses = self.look.locator("[data-intake-guess]")
        if guesses.count():
            every = self.look.locator("[data-intake-confirm-all]")
            self.hands.press(every if every.count() else self.look.locator("[data-intake-confirm]"))
            expect(guesses).to_have_count(0)

    def send(self) -> None:
        form = self.look.url
        expect(self.look.locator("[data-needed-count]")).to_have_attribute("data-needed-count", "0")
        self.hands.press(self.look.get_by_role("button", name="Submit for review").first)
        self.look.wait_for_url(lambda url: url != form)
        expect(self.look.locator(".messages")).to_contain_text(re.compile("submitted|review"))

    # What stands in the form

    def field(self, name: str) -> Locator:
        return self.desk.named(name)

    def box(self, name: str) -> Locator:
        """Where one writes in a rich text field."""
        return self.field(name).locator("xpath=ancestor::*[@data-field-input][1]").locator("[role='textbox']")

    def term(self, field: str, label: str) -> Locator:
        return self.look.locator(f'label:has([name="{field}"])', has_text=label).first.locator("input")

    @property
    def words(self) -> str:
        return spelled(self.look.locator("[data-edit-form]").evaluate(FORM_WORDS))

    @property
    def words_beside(self) -> str:
        """What is told of the document, or waits beside the form."""
        return spelled(self.look.locator("[data-intake]").evaluate("panel => panel.textContent"))


@pytest.fixture(params=["mouse", "keyboard"])
def journey(request, site, desk_of, record_property):
    made = Journey(desk_of, site.url, request.param == "keyboard")
    yield made
    assert made.hands.are_honest()
    record_property("interactions", f"{request.node.name}: {made.hands.told}")


# Documents


class Brought(Written):
    """A document, and what is left to do once it has been read."""


PLACES = {"event": "Events", "summary": "Webinars", "resource": "Resources"}
FRENCH = {"event": "Événements", "summary": "Webinaires", "resource": "Ressources"}
LIMITS = {"event": 25, "summary": 12, "resource": 15}
DOCUMENTS = [
    ("summary", "bridging-night-and-morning.docx", PLACES),
    ("summary", "trois-cuisines.docx", FRENCH),
    ("event", "journee-des-proches.docx", FRENCH),
    ("event", "harm-reduction-walk.html", PLACES),
    ("resource", "peer-kitchens-report.docx", PLACES),
    ("resource", "telephone-lines-review.pdf", PLACES),
    ("resource", "rural-transport-notes.odt", PLACES),
]


@pytest.mark.parametrize(("kind", "file_name", "places"), DOCUMENTS, ids=[name for _kind, name, _places in DOCUMENTS])
def test_a_document_is_sent_for_review(kind, file_name, places, journey, tmp_path):
    written = Written(*file_name.split("."))
    journey.begin(f"Write {'an' if kind == 'event' else 'a'} {kind}", places[kind])
    journey.bring(file_name, written.content, tmp_path)
    words, beside = journey.words, journey.words_beside
    assert [piece for piece in written.sentences if spelled(piece) not in words] == []
    journey.confirm()
    LEFT[kind](journey)
    journey.send()
    assert journey.hands.total <= LIMITS[kind]


def _name_the_host(journey: Journey) -> None:
    pass


def _file_the_resource(journey: Journey) -> None:
    for field, label in (("category", "Practices"), ("region", "Northern"), ("language", "English")):
        journey.hands.tick(journey.term(f"terms_{field}", label))


LEFT = {"event": _name_the_host, "summary": lambda journey: None, "resource": _file_the_resource}
