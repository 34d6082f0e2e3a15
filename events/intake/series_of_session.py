"""Which series a document names, and which session of it: in its title, in a line of its head, or above its number."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from events.models import WebinarIndexPage, WebinarSeriesPage
from intake.document import HEADING, PARAGRAPH, Block
from intake.filling import Filling, Request
from intake.finders.series_lines import Numbered, is_line_of_series, names_of_series, numbered_in
from intake.finders.sessions import Line, lines_of
from intake.outline import Outline

LARGEST_NUMBER = 999


def series_named(outline: Outline, request: Request) -> Page | None:
    """The series below the list that was chosen whose title the head of the document names, if one may write there."""
    if not isinstance(request.parent, WebinarIndexPage):
        return None
    lines = [*_words_for_series(outline), *(line.text for line in lines_of(outline.head))]
    names = {name for words in lines for name in names_of_series(words)}
    for series in WebinarSeriesPage.objects.child_of(request.parent):
        if not names.isdisjoint(names_of_series(series.title)) and _may_write(series, request):
            return series
    return None


def _may_write(series: Page, request: Request) -> bool:
    return bool(series.permissions_for_user(request.user).can_add_subpage())


def _words_for_series(outline: Outline) -> list[str]:
    """What the head calls the series, the surest first."""
    found: list[str] = []
    above = ""
    for line in lines_of(outline.head):
        numbered = numbered_in(line.text)
        if line.label == "series":
            found.insert(0, line.text)
        elif numbered:
            found.append(numbered.series or above)
        elif is_line_of_series(line.block):
            found.append(line.text)
        above = "" if line.label or line.block.kind not in {HEADING, PARAGRAPH} else line.text
    return [words for words in found if words]


def take_series(filling: Filling, outline: Outline, request: Request) -> None:
    """Tells of a series that there is none of: which one is meant, somebody has to say."""
    words = next(iter(_words_for_series(outline)), "")
    known = series_named(outline, request) or request.parent
    if words and not isinstance(known, WebinarSeriesPage):
        filling.remarks.append(_("The document names the series “%s”. There is none of that name here.") % words)


def take_numbered_title(filling: Filling, title: Block | None) -> None:
    """“Webinar #7: What We Heard”: the number is in no title."""
    numbered = numbered_in(title.text) if title else None
    if title and numbered and numbered.title:
        filling.put("title", numbered.title[:255])
        take_number(filling, numbered.number, title.text)


def take_number(filling: Filling, number: int, passage: str) -> None:
    if 0 < number <= LARGEST_NUMBER:
        filling.guess("number", number, str(number), passage)


def numbered_of(line: Line) -> Numbered | None:
    return Numbered(line.number) if line.number else numbered_in(line.text) if not line.label else None
