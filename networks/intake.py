"""A document that becomes a page about the network."""

import re

from core.blocks.text import DatedTextBlock, NamedTextBlock
from intake.document import HEADING, Block
from intake.filling import Filling, Request, recipe, split_text
from intake.finders.found_links import as_download, links_in_block
from intake.finders.letters import without_quotation_marks
from intake.finders.sessions import Line, lines_of
from intake.in_form.piece_items import Target, makes_items
from intake.outline import Outline, Section
from intake.rich_text import html_of, items_of, left_by_items
from networks.models import NetworkPage
from networks.named_people import Directory, take_contact, take_people

LEAD_LENGTH = 500
BODY_HEADINGS = (2, 3, 4)
LINES = {"objectives": ("goals", "goal"), "audience": ("takes_part", "group")}
NAMED = {"principles": "principle", "values": "value", "programs": "program"}
TEXTS = {"purpose": "purpose", "join": "how_to_join"}
# “Name: what it means”, or a name in bold before its text.
_NAME = re.compile(
    r"^(?:<b>(?P<bold>[^<]{2,200}?)\s*[:–—.]?\s*</b>\s*[:–—.-]?|(?P<plain>[^:<–—]{2,80}?)\s*[:–—])\s*(?P<text>.+)$",
    re.DOTALL,
)
_DATED = re.compile(r"^(?:<b>)?(?P<date>(?:19|20)\d{2})(?:</b>)?\s*[:–—.,-]\s*(?:</b>)?(?P<text>.+)$", re.DOTALL)


@recipe(NetworkPage, body="body")
def fill_network_page(outline: Outline, request: Request) -> Filling:
    filling, directory = Filling(), Directory()
    filling.guess_title(outline.called)
    if outline.title:
        filling.put("title", without_quotation_marks(outline.title.text)[:255])
    for line in lines_of(outline.head):
        _take_line(filling, line)
    for section in outline.sections:
        _take_section(filling, section, directory)
    filling.leave(*outline.aside)
    return filling


def _take_line(filling: Filling, line: Line) -> None:
    if line.label == "contact":
        take_contact(filling, [line.block])
    elif not line.label and line.block.kind != HEADING and len(line.text.split()) > 5 and "lead" not in filling.values:
        filling.put("lead", line.text)
    elif line.label != "title":
        filling.leave(line.block)


def _take_section(filling: Filling, section: Section, directory: Directory) -> None:
    if section.part in LINES:
        field, kind = LINES[section.part]
        filling.add(field, [(kind, html) for html in items_of(section.blocks)])
        filling.leave(*left_by_items(section.blocks))
    elif section.part in NAMED:
        _take_named(filling, section.part, section.blocks)
    elif section.part == "people":
        take_people(filling, section.blocks, "member", directory)
    elif section.part == "history":
        _take_history(filling, section.blocks)
    elif section.part in {"reports", "materials"}:
        _take_reports(filling, section.blocks)
    elif section.part == "contact":
        take_contact(filling, section.blocks)
    elif section.part in TEXTS:
        filling.add_text(TEXTS[section.part], section.blocks)
    else:
        _take_prose(filling, section)


def _take_named(filling: Filling, field: str, blocks: list[Block]) -> None:
    """A name and what it means, in one line or in a heading with text below it."""
    for block in blocks:
        found = _NAME.match(block.html)
        if block.kind == HEADING or (not found and len(block.text) <= 80):
            value = {"name": block.text[:200], "text": ""}
        elif found:
            value = {"name": (found["bold"] or found["plain"]).strip(), "text": f"<p>{found['text']}</p>"}
        elif field in filling.values:
            filling.values[field][-1][1]["text"] += html_of([block])
            continue
        else:
            filling.leave(block)
            continue
        filling.add(field, [(NAMED[field], value)])


def _take_history(filling: Filling, blocks: list[Block]) -> None:
    for block in blocks:
        found = _DATED.match(block.html)
        if found:
            filling.add_guess(
                "history",
                [("step", {"date": found["date"], "text": f"<p>{found['text']}</p>"})],
                found["date"],
                block.text,
            )
        else:
            filling.leave(block)


def _take_reports(filling: Filling, blocks: list[Block]) -> None:
    for block in blocks:
        links = list(links_in_block(block))
        filling.add("reports", [("report", as_download(link)) for link in links])
        filling.leave(*([] if links else [block]))


def _take_prose(filling: Filling, section: Section) -> None:
    lead = split_text(section.blocks, LEAD_LENGTH)
    if section.part == "summary" and lead and "lead" not in filling.values:
        filling.put("lead", lead)
    else:
        filling.add_body("body", section.all_blocks, BODY_HEADINGS)


# Pieces that found no field, put into one of these lists by hand


@makes_items(NamedTextBlock)
def named_of_piece(filling: Filling, target: Target, pieces: list[Block]) -> None:
    for found in (_NAME.match(block.html) for block in pieces):
        if found:
            value = {"name": (found["bold"] or found["plain"]).strip(), "text": f"<p>{found['text']}</p>"}
            filling.add(target.field, [(target.kind, value)])


@makes_items(DatedTextBlock)
def dated_of_piece(filling: Filling, target: Target, pieces: list[Block]) -> None:
    for found in (_DATED.match(block.html) for block in pieces):
        if found:
            value = {"date": found["date"], "text": f"<p>{found['text']}</p>"}
            filling.add(target.field, [(target.kind, value)])
