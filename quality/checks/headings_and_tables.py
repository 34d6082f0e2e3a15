"""The order of headings, and headings of tables."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from quality.checking import Aim, Check, Finding, Level, check
from quality.page_reading import Reading


@check
class HeadingJump(Check):
    code = "heading_jump"
    name = _("Heading that leaves out a level")
    says = _("The heading “%(heading)s” leaves out a level: level %(level)s comes after level %(before)s here.")
    why = _("People who listen to the page move from heading to heading, and take a gap for something they missed.")
    mend = _("Give it the next level below the heading above it. Size is no reason to choose a level.")
    level = Level.BLOCK

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        # Blocks of one stream are read one after the other; the text of an item of a list stands by itself. What stands
        # above the first heading is often a heading that the template gives.
        last: dict[tuple[str, int], int] = {}
        for heading in reading.headings:
            key = (heading.place.path.rpartition(".")[0] or heading.place.field, heading.base)
            before = last.get(key, 2)
            if heading.level > before + 1:
                yield self.found(heading.place, heading=heading.words, level=heading.level, before=before)
            last[key] = heading.level


@check
class EmptyHeading(Check):
    code = "empty_heading"
    name = _("Heading without words")
    says = _("A heading has no words.")
    why = _("It stands in the list of headings that screen readers offer, and leads to nothing.")
    mend = _("Delete the empty line, or make it plain text.")
    level = Level.BLOCK

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        yield from (self.found(one.place) for one in reading.headings if not one.words)


@check
class TableHeadings(Check):
    code = "table_headings"
    name = _("Table without headings")
    says = _("The table “%(caption)s” has a column without a heading.")
    why = _("A screen reader names the column with each cell: without headings nobody can tell the cells apart.")
    mend = _("Write a heading above each column. Only the first may stay empty, where it names the rows.")
    level = Level.BLOCK

    def look(self, reading: Reading, aim: Aim) -> Iterator[Finding]:
        for place, value in reading.tables:
            headings = [str(column["heading"] or "").strip() for column in value["table"].columns]
            if value["table"].row_data and (not all(headings[1:]) or not any(headings)):
                yield self.found(place.below("table"), caption=value.get("caption") or "")
