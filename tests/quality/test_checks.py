"""Each check: a page that fails it, one that passes, and one that only looks as if it failed."""

from functools import partial

import pytest
from wagtail.models import Locale

from home.models import StandardPage
from quality.checking import Aim, all_checks, check_called, findings
from resources.models import ResourcePage

pytestmark = pytest.mark.django_db


def later(make):
    """Wagtail asks the database for the kind of a page, also of one that is only in memory."""
    return lambda *args, **fields: partial(make, *args, **fields)


@later
def page_of(*blocks, language="en", **fields):
    locale = Locale(pk=1, language_code=language)
    stream = [{"type": kind, "id": f"block-{number}", "value": value} for number, (kind, value) in enumerate(blocks)]
    page = StandardPage(**{"title": "A page", "locale": locale} | fields)
    page.body = stream
    return page


def text(html):
    return "text", html


def said(html, **fields):
    return page_of(text(html), **fields)


def film(**values):
    return page_of(("recording", {"label": "The talk", "host": "vimeo", "video_id": "1", "language": "en"} | values))


def picture(**values):
    return page_of(("picture", {"image": None, "alternative_text": "", "decorative": False, "caption": ""} | values))


def table(*headings, rows=2):
    columns = [{"type": "text", "heading": heading} for heading in headings]
    cells = [{"values": ["cell"] * len(headings)} for _row in range(rows)]
    return page_of(("table", {"caption": "Who came", "table": {"columns": columns, "rows": cells, "caption": ""}}))


@later
def resource(**fields):
    return ResourcePage(title="A report", locale=Locale(pk=1, language_code="en"), **fields)


LONG = " ".join(["word"] * 50)
EASY = " ".join(["We meet on Monday. You may come and sit with us. We have tea and bread."] * 12)
HARD = " ".join(
    [
        "Interdisciplinary implementation considerations notwithstanding, organizational accountability necessitates "
        "comprehensive institutional reconfiguration of administrative responsibilities."
    ]
    * 12
)
DIFFICILE = " ".join(
    [
        "Nonobstant les considérations interdisciplinaires, l’opérationnalisation institutionnelle de la "
        "responsabilisation nécessite une réorganisation administrative considérable des organisations partenaires."
    ]
    * 12
)
SENTENCE = "Peer workers who are paid a fair wage stay for longer than those who are not."

# Code: pages that fail, pages that pass, pages that only look as if they failed.
CASES = {
    "alternative_text": (
        [
            picture(alternative_text="IMG_2034.jpg"),
            picture(alternative_text="photo"),
            picture(alternative_text="DSC 12"),
        ],
        [picture(alternative_text="Two people carry a table.")],
        [
            picture(alternative_text="Photo of the first meeting, 1997"),
            picture(alternative_text="Image and word, a poster"),
        ],
    ),
    "decorative": (
        [picture(decorative=True, caption="Our office"), picture(decorative=True, alternative_text="A door")],
        [picture(decorative=True)],
        [picture(decorative=True, caption="  "), picture(caption="Our office", alternative_text="A door")],
    ),
    "captions": (
        [film(), film(transcript_text="<p></p>")],
        [film(captions=["en"])],
        [film(transcript_text="<p>Hello everybody.</p>")],
    ),
    "heading_jump": (
        [said("<h2>One</h2><h4>Two</h4>"), said("<h4>First</h4>"), page_of(text("<h2>One</h2>"), text("<h4>Two</h4>"))],
        [said("<h2>One</h2><h3>Two</h3><h4>Three</h4>")],
        [
            said("<h2>One</h2><h3>Two</h3><h4>Three</h4><h2>Four</h2>"),
            page_of(text("<h3>One</h3>"), text("<h4>Two</h4>")),
            said("<p>h2, then h4</p>"),
        ],
    ),
    "empty_heading": ([said("<h2> </h2><p>Words.</p>")], [said("<h2>One</h2>")], [said("<p></p><h3><b>One</b></h3>")]),
    "table_headings": (
        [table("", ""), table("Name", "")],
        [table("Name", "Place")],
        [table("", "2024", "2025"), table("", "", rows=0)],
    ),
    "acronym": (
        [said("<p>Ask the ZQRT for help today.</p>")],
        [said("<p>Ask the Zebra Quartet (ZQRT) for help. The ZQRT knows.</p>")],
        [
            said("<p>Ask in BC, by SMS, or read the PDF of chapter XIV.</p>"),
            said("<p>ZQRT (Zebra Quartet) helps you.</p>"),
            said("<p>STOP SHOUTING AT ME NOW</p>"),
            said("<p>See example.org/ZQRT for it.</p>"),
            said("<p>Écrivez aux CLSC, par TTY.</p>", language="fr"),
        ],
    ),
    "long_sentence": (
        [said(f"<p>{LONG}.</p>")],
        [said("<p>Short. Shorter.</p>")],
        [
            said(f"<blockquote>{LONG}.</blockquote>"),
            page_of(("quote", {"quote": f"{LONG}.", "source": "Somebody"})),
            film(transcript_text=f"<p>{LONG}.</p>"),
            said(f"<ul><li>{LONG[:100]}</li><li>{LONG[:100]}</li><li>{LONG[:100]}</li></ul>"),
            said(f"<p>{LONG[:100]}. {LONG[:100].capitalize()}. {LONG[:100].capitalize()}.</p>"),
        ],
    ),
    "reading_level": (
        [said(f"<p>{HARD}</p>"), said(f"<p>{DIFFICILE}</p>", language="fr")],
        [said(f"<p>{EASY}</p>")],
        [
            said(f"<p>{HARD[:300]}.</p>"),
            said(f"<blockquote>{HARD}</blockquote><p>{EASY}</p>"),
            said(f"<p>{HARD}</p>", language="de"),
        ],
    ),
    "mailbox": (
        [said("<p>Write to jo.smith@example.org.</p>"), page_of(lead="Ask josmith@gmail.com")],
        [said("<p>Write to office@example.org.</p>")],
        [said("<p>Write to info.desk@example.org, or to contact@gmail.com.</p>")],
    ),
    "phone": (
        [said("<p>Call 604-555-0118.</p>")],
        [said("<p>Call us.</p>")],
        [said("<p>Call 1-800-555-0118. Number 2020-555-0118-9.</p>")],
    ),
    "zone": (
        [
            said("<p>We meet on May 5 at 10 am.</p>"),
            said("<p>Rencontre le 5 mai à 14 h 30.</p>", language="fr"),
            said("<p>La rencontre est le 1er juin à 9 h.</p>", language="fr"),
        ],
        [
            said("<p>We meet on May 5 at 10 am Pacific Time.</p>"),
            said("<p>Rencontre le 5 mai à 14 h 30 (heure de l’Est).</p>", language="fr"),
        ],
        [
            said("<p>All times are ET.</p><p>We meet on May 5 at 10 am.</p>"),
            said("<p>The office is open from 9 am.</p><p>We moved on May 5.</p>"),
            said("<p>You may 3:1 win.</p>"),
            said("<p>Ouvert 24 h sur 24 dès le 5 mai.</p>", language="fr"),
        ],
    ),
    "said_twice": (
        [resource(summary=f"It is a study. {SENTENCE}", key_findings=f"<p>{SENTENCE}</p>")],
        [resource(summary="It is a study for peers.", key_findings=f"<p>{SENTENCE}</p>")],
        [
            resource(summary="Peer workers are paid.", key_findings=f"<p>{SENTENCE}</p>"),
            said(f"<p>{SENTENCE} {SENTENCE}</p>"),
        ],
    ),
}


def codes_of(page, code):
    return [one.check for one in findings(page(), [check_called(code)], Aim(30))]


def _flat(number):
    return [(code, page) for code, cases in CASES.items() for page in cases[number]]


@pytest.fixture(autouse=True)
def without_lists(monkeypatch):
    monkeypatch.setattr("quality.checks.plain_language.meanings_in", lambda language: ())


@pytest.mark.parametrize(("code", "page"), _flat(0), ids=lambda one: one if isinstance(one, str) else "page")
def test_a_page_that_fails(code, page):
    assert codes_of(page, code)


@pytest.mark.parametrize(("code", "page"), _flat(1), ids=lambda one: one if isinstance(one, str) else "page")
def test_a_page_that_passes(code, page):
    assert not codes_of(page, code)


@pytest.mark.parametrize(("code", "page"), _flat(2), ids=lambda one: one if isinstance(one, str) else "page")
def test_a_page_that_only_looks_as_if_it_failed(code, page):
    assert not codes_of(page, code)


# In test_checks_of_rows.py: they ask the database.
OF_ROWS = {
    "cover_words", "broken_link", "lost_document", "not_live", "private_page", "private_file", "past_event",
    "better_words", "missing_terms",
}  # fmt: skip


def test_each_check_has_its_three_pages():
    assert {one.code for one in all_checks()} == CASES.keys() | OF_ROWS


def test_a_finding_names_its_place():
    page = page_of(
        text("<p>Fine.</p>"), ("picture", {"image": None, "alternative_text": "", "decorative": True, "caption": "Us"})
    )
    (found,) = findings(page(), [check_called("decorative")], Aim())
    assert found.place.path == "body.block-1.decorative"


def test_the_same_words_are_told_once_for_a_field_and_few_of_a_kind():
    page = page_of(*[text(f"<p>Call 604-555-01{number}.</p>") for number in (10, 10, 11, 12, 13, 14, 15, 16)])
    found = [one.found["number"] for one in findings(page(), [check_called("phone")], Aim())]
    assert found == ["604-555-0110", "604-555-0111", "604-555-0112", "604-555-0113", "604-555-0114"]


def test_an_empty_page_passes_every_check_that_asks_no_rows():
    for code in CASES:
        assert not codes_of(page_of(title=""), code)
