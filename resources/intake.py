"""A document that becomes a resource: what it says in short, its findings by group, where it is to be had."""

import re

from core.models import Term, Vocabulary
from core.text.dois import doi_of
from intake.document import HEADING, ITEM, PARAGRAPH, Block
from intake.filling import Filling, Request, recipe, split_text
from intake.finders.found_links import links_in_block, links_in_blocks
from intake.finders.letters import without_quotation_marks
from intake.finders.moments import when_in
from intake.finders.named_parts import folded, part_named
from intake.finders.parts_of_person import person_in
from intake.finders.sessions import Line, lines_of
from intake.in_form.piece_items import Target, makes_items
from intake.in_form.piece_items import lines_of as lines_of_piece
from intake.outline import Outline, Section
from intake.rich_text import goes_into_text, items_of, left_by_items
from networks.named_people import Directory, take_organisations
from resources.author_lines import author_names_in
from resources.blocks import AuthorBlock, FindingsBlock
from resources.intake_sentences import take_authors, take_links, take_sentences
from resources.models import ResourcePage

SUMMARY_LENGTH = 900
# Signs in a line that says where to read it, beside the link.
LONGEST_BESIDE_LINK = 30
# Of a line before a list that is its heading.
LONGEST_HEADING = 120
YEAR = re.compile(r"\b(?:1[89]|20)\d{2}\b")
FINDINGS_HEADINGS = (3, 4)
BODY_HEADINGS = (2, 3, 4)
# Headings under which a resource has its summary.
SUMMARY_PARTS = frozenset(["summary", "background"])


@recipe(ResourcePage, by_address=True, body="other_materials")
def fill_resource(outline: Outline, request: Request) -> Filling:
    filling, directory = Filling(), Directory()
    filling.guess_title(outline.called)
    if outline.title:
        filling.put("title", without_quotation_marks(outline.title.text)[:255])
    _join_summary(outline)
    take_sentences(filling, outline, directory)
    for line in lines_of(outline.head):
        _take_line(filling, line, directory)
    groups = {folded(term.label): term for term in Term.objects.of(Vocabulary.FINDING_GROUP).with_labels()}
    for section in outline.sections:
        _take_section(filling, section, directory, groups)
    filling.leave(*outline.aside)
    return filling


def _join_summary(outline: Outline) -> None:
    """What stands below no heading, also after a list in the text, is one text: there is one field for it."""
    found = [one for one in outline.sections if one.heading is None]
    for other in found[1:]:
        found[0].blocks += other.blocks
        found[0].with_pictures += other.with_pictures
    outline.sections = [one for one in outline.sections if not any(one is other for other in found[1:])]


def _take_line(filling: Filling, line: Line, directory: Directory) -> None:
    doi = _doi_in(line)
    if doi:
        filling.put("doi", doi)
    elif line.label == "author":
        take_authors(filling, line.html, line.block, directory)
    elif line.label in {"publisher", "funder", "partner"}:
        take_organisations(filling, line.html, line.label, directory)
    elif line.label in {"year", "date"}:
        _take_date(filling, line)
    elif not take_links(filling, line.block) and line.label != "title":
        filling.leave(line.block)


def _doi_in(line: Line) -> str:
    words = [line.text] if line.label == "doi" else line.text.split()
    addresses = [link.address for link in links_in_block(Block(PARAGRAPH, line.html))]
    return next((doi for word in [*words, *addresses] if (doi := doi_of(word))), "")


def _take_date(filling: Filling, line: Line) -> None:
    when, year = when_in(line.text, in_past=True), YEAR.search(line.text)
    if when.first and year:
        filling.guess("date", when.first, when.first.isoformat(), line.block.text)
        filling.put("year", when.first.year)
    elif year:
        filling.guess("year", int(year[0]), year[0], line.block.text)
    else:
        filling.leave(line.block)
    filling.remarks += when.doubts


def _take_section(filling: Filling, section: Section, directory: Directory, groups: dict[str, Term]) -> None:
    if section.part == "findings":
        _take_findings(filling, section, groups)
    elif section.part == "authors":
        _take_author_lines(filling, section.blocks, directory)
    elif section.part in {"materials", "recordings", "reports"} and links_in_blocks(section.blocks):
        filling.leave(*(block for block in section.blocks if not take_links(filling, block)))
    elif section.heading is None or section.part in SUMMARY_PARTS:
        _take_summary(filling, section)
    else:
        _add_other(filling, section)


def _take_summary(filling: Filling, section: Section) -> None:
    """As many paragraphs as the field holds; what does not fit is left whole."""
    taken: list[Block] = []
    for block in section.blocks:
        if _is_where_to_read(block) and take_links(filling, block):
            continue
        if "summary" not in filling.values and goes_into_text(block) and split_text([*taken, block], SUMMARY_LENGTH):
            taken.append(block)
        elif not take_links(filling, block):
            filling.leave(block)
    if taken:
        filling.put("summary", split_text(taken, SUMMARY_LENGTH))


def _is_where_to_read(block: Block) -> bool:
    """A line that is a link, or little more: “Full text: https://…”."""
    links = list(links_in_block(block))
    return bool(links) and len(block.text) - sum(len(link.words) for link in links) <= LONGEST_BESIDE_LINK


def _take_findings(filling: Filling, section: Section, groups: dict[str, Term]) -> None:
    """Lists below a heading are a group of findings; running text is the key findings."""
    heading, blocks = section.heading, section.blocks
    for part in _parts(heading, blocks):
        own = part.heading.text.rstrip(": ") if part.heading else ""
        items = items_of(part.blocks) if any(block.kind == ITEM for block in part.blocks) else []
        if not items:
            filling.add_text("key_findings", _with_heading(part, section), FINDINGS_HEADINGS, quotes=True)
            continue
        before = left_by_items(part.blocks)
        filling.add_text("key_findings", [block for block in before if block.kind == PARAGRAPH])
        filling.leave(*(block for block in before if block.kind != PARAGRAPH))
        value = {"group": _group_of(own, groups), "heading": own[:250], "items": items}
        filling.add("findings", [("group", value)])


def _parts(heading: Block | None, blocks: list[Block]) -> list[Section]:
    parts = [Section(heading)]
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        # “Practices:” before a list is a heading, also where nobody gave it the style of one.
        is_line = block.kind == PARAGRAPH and block.text.endswith(":") and len(block.text) <= LONGEST_HEADING
        if block.kind == HEADING or (is_line and after is not None and after.kind == ITEM):
            parts.append(Section(block))
        else:
            parts[-1].blocks.append(block)
    return [part for part in parts if part.blocks or part.heading is not heading]


def _with_heading(part: Section, section: Section) -> list[Block]:
    """The heading of the whole section is the name of the field."""
    return part.blocks if part.heading is section.heading else part.all_blocks


def _group_of(heading: str, groups: dict[str, Term]) -> Term | None:
    words = f" {folded(heading)} "
    return next((term for name, term in groups.items() if f" {name} " in words), None)


def _take_author_lines(filling: Filling, blocks: list[Block], directory: Directory) -> None:
    for block in blocks:
        person = person_in(block.html) if len(author_names_in(block.text)) == 1 else None
        take_authors(filling, person.name if person else block.html, block, directory)


def _add_other(filling: Filling, section: Section) -> None:
    is_named = section.heading is not None and part_named(section.heading.text) == "other_materials"
    filling.add_body("other_materials", section.with_pictures if is_named else section.all_blocks, BODY_HEADINGS)


# Pieces that found no field, put into one of these lists by hand


@makes_items(AuthorBlock)
def authors_of_piece(filling: Filling, target: Target, pieces: list[Block]) -> None:
    _take_author_lines(filling, lines_of_piece(pieces), Directory())


@makes_items(FindingsBlock)
def findings_of_piece(filling: Filling, target: Target, pieces: list[Block]) -> None:
    """A group of its own, which the editor names."""
    value = {"group": None, "heading": "", "items": items_of(lines_of_piece(pieces))}
    filling.add(target.field, [(target.kind, value)])
