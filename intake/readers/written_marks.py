"""Marks of Markdown that people write by hand in Word, in a mail or in plain text: **bold**, _italic_, # Heading.

A line is read so only where it plainly is one: marks in pairs around words, not inside of words and addresses.
"""

import re
from functools import partial

from intake.document import HEADING, ITEM, NOWHERE, PARAGRAPH, QUOTE, Block, plain

LONGEST_HEADING = 120
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(([^()\s]{1,1000})\)")
_SAFE = re.compile(r"(?:https?://|mailto:|tel:)\S+$")
# Signs in an address are no marks.
_ADDRESS = re.compile(r"""href="[^"]*"|(?:https?://|www\.)[^\s<>*]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+""")
_HELD = re.compile("\ue000(\\d+)\ue001")
_HEADING = re.compile(r"^(?P<open>(?:<[bi]>)*)\s*(?P<signs>#{1,6})\s+(?P<words>\S.*?)(?:\s+#+)?\s*$", re.DOTALL)
# “# of people who came” is no heading.
_NO_HEADING = re.compile(r"[.;:,…]$")


def _pair(mark: str) -> re.Pattern[str]:
    one = re.escape(mark[0])
    return re.compile(
        rf"(?<![\w{one}]){re.escape(mark)}(?=[^\s{one}])([^{one}\n]{{1,500}}?)(?<=\S){re.escape(mark)}(?![\w{one}])"
    )


_MARKS = [(_pair("**"), "b"), (_pair("__"), "b"), (_pair("*"), "i"), (_pair("_"), "i")]


def marked_up(html: str) -> str:
    """The same line with its marks as tags."""
    if not any(sign in html for sign in "*_["):
        return html
    html = _LINK.sub(_link, html)
    held: list[str] = []
    html = _ADDRESS.sub(lambda found: _hold(held, found[0]), html)
    for pattern, tag in _MARKS:
        html = pattern.sub(partial(_tagged, tag), html)
    return _HELD.sub(lambda found: held[int(found[1])], html)


def _hold(held: list[str], words: str) -> str:
    held.append(words)
    return f"\ue000{len(held) - 1}\ue001"


def _tagged(tag: str, found: re.Match[str]) -> str:
    """Tags that open inside of the marks and close behind them would be torn apart: such a line stays."""
    inner = found[1]
    is_whole = inner.count("<") == 2 * inner.count("</") and plain(inner)
    already = f"<{tag}>" in inner
    return (inner if already else f"<{tag}>{inner}</{tag}>") if is_whole else found[0]


def _link(found: re.Match[str]) -> str:
    address = found[2].replace('"', "%22") if _SAFE.match(found[2]) else NOWHERE
    return f'<a href="{address}">{found[1]}</a>'


def read_marks(block: Block) -> None:
    """A heading that is marked as one, and the marks within the lines of a block."""
    if block.kind == PARAGRAPH and (found := _HEADING.match(block.html)) and _is_heading(found):
        block.kind, block.level = HEADING, len(found["signs"])
        block.html = re.sub(r"</?b>", "", found["words"])
    if block.kind in {PARAGRAPH, ITEM, QUOTE, HEADING}:
        block.html = marked_up(block.html)
    block.rows = [[marked_up(cell) for cell in row] for row in block.rows]
    block.unrolled = [[marked_up(cell) for cell in row] for row in block.unrolled]


def _is_heading(found: re.Match[str]) -> bool:
    words = plain(found["words"])
    begins = words[:1].isupper() or len(found["signs"]) > 1
    return begins and len(words) <= LONGEST_HEADING and "<br/>" not in found["words"] and not _NO_HEADING.search(words)
