"""Blocks as the HTML that rich text fields hold."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import escape

from intake.document import HEADING, ITEM, PARAGRAPH, QUOTE, TABLE, Block


def html_of(blocks: Iterable[Block], headings: tuple[int, ...] = (), quotes: bool = False) -> str:
    """`headings`: the levels that the field allows; a heading elsewhere becomes a line in bold."""
    made: list[str] = []
    items: list[Block] = []
    for block in blocks:
        if block.kind == ITEM:
            items.append(block)
            continue
        made += _list(items)
        items = []
        made.append(_one(block, headings, quotes))
    return "".join([*made, *_list(items)])


def _one(block: Block, headings: tuple[int, ...], quotes: bool) -> str:
    if block.kind == HEADING and headings:
        level = min(max(block.level, headings[0]), headings[-1])
        return f"<h{level}>{block.html}</h{level}>"
    if block.kind == HEADING:
        return f"<p><b>{block.html}</b></p>"
    if block.kind == QUOTE and quotes:
        return f"<blockquote>{block.html}</blockquote>"
    return f"<p>{block.html}</p>" if block.html else ""


def _list(items: list[Block]) -> list[str]:
    """Items one after the other as a list, deeper ones inside the one before them."""
    if not items:
        return []
    html = ""
    open_lists: list[str] = []
    for item in items:
        depth = min(item.level, len(open_lists))
        while len(open_lists) > depth + 1:
            html += f"</li></{open_lists.pop()}>"
        if len(open_lists) == depth + 1:
            html += "</li>"
        else:
            open_lists.append("ol" if item.ordered else "ul")
            html += f"<{open_lists[-1]}>"
        html += f"<li>{item.html}"
    while open_lists:
        html += f"</li></{open_lists.pop()}>"
    return [html]


def goes_into_text(block: Block) -> bool:
    """Whether rich text can hold it."""
    return block.kind in {HEADING, ITEM, PARAGRAPH, QUOTE}


def as_html(block: Block) -> str:
    """A block by itself, to be shown, copied and dragged."""
    if block.kind == TABLE:
        rows = block.unrolled or block.rows
        return f"<table>{''.join(_row(row, number < block.head) for number, row in enumerate(rows))}</table>"
    if block.image is not None:
        return _picture(block)
    if block.kind == HEADING:
        return f"<h3>{block.html}</h3>"
    return html_of([block])


def _picture(block: Block) -> str:
    """Where it is in the library; no piece of text."""
    address = reverse("wagtailimages:edit", args=[block.image.pk])
    return f'<figure><a href="{address}">{block.html or escape(block.image.title)}</a></figure>'


def _row(cells: list[str], is_heading: bool) -> str:
    tag = "th" if is_heading else "td"
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


def items_of(blocks: list[Block]) -> list[str]:
    """Each item with what hangs below it, as a line of a stream; paragraphs are items where there is no list."""
    lines = [block for block in blocks if block.kind in {ITEM, PARAGRAPH}]
    has_items = any(block.kind == ITEM for block in lines)
    top = min((block.level for block in lines if block.kind == ITEM), default=0)
    found: list[list[Block]] = []
    for block in lines:
        if block.kind == ITEM and block.level > top and found:
            found[-1].append(block)
        elif block.kind == ITEM or not has_items:
            found.append([block])
    return [_line(group) for group in found]


def _line(group: list[Block]) -> str:
    first, *deeper = group
    below = [Block(ITEM, one.html, one.level - first.level - 1, one.ordered) for one in deeper]
    return f"<p>{first.html}</p>{html_of(below)}"


def left_by_items(blocks: list[Block]) -> list[Block]:
    """What `items_of` does not take."""
    has_items = any(block.kind == ITEM for block in blocks)
    return [block for block in blocks if block.kind != ITEM and (has_items or block.kind != PARAGRAPH)]
