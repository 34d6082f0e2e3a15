"""HTML of any origin as blocks: pages of the web, mail, exports of Word and Google, what other readers make."""

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup, Comment, Declaration, Doctype, NavigableString, ProcessingInstruction, Tag

from intake.document import (
    HEADING,
    ITEM,
    NOTE,
    NOWHERE,
    PARAGRAPH,
    PICTURE,
    QUOTE,
    TABLE,
    Block,
    Document,
    NotKept,
    plain,
    words_apart,
)
from intake.readers.pictures_of_html import picture_of
from intake.readers.table_cells import cells_of, heading_rows, is_merged, rows_of, spans_of, unrolled

LISTS = ("ul", "ol")
NOT_SHOWN = frozenset("script style template noscript head svg math iframe object select".split())
ABOUT_THE_SITE = frozenset("nav footer".split())
BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr
    ul""".split()
)
SIGNS = (Comment, Declaration, Doctype, ProcessingInstruction)
# Beyond this depth only words are taken.
DEEPEST = 80
_BREAK = "\x00"
_CLASS_STYLE = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_ITALIC = re.compile(r"font-style\s*:\s*italic")
_SAFE = frozenset(["http", "https", "mailto", "tel", "sms"])
_EMPTY_MARK = re.compile(r"<(b|i)>(\s*)</\1>")
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")


def read_html(source: str) -> Document:
    soup = BeautifulSoup(source, "html.parser")
    walker = _Walker(_styles_of_classes(soup))
    walker.below(soup)
    walker.end_paragraph()
    said = soup.find("meta", attrs={"name": re.compile("^keywords$", re.IGNORECASE)})
    return Document(walker.blocks, walker.not_kept, words_apart(str(said.get("content") or "")) if said else [])


def _styles_of_classes(soup: BeautifulSoup) -> dict[str, str]:
    """What the style sheet inside the document says of each class; Google's export marks bold words so."""
    sheets = " ".join(one.get_text() for one in soup.find_all("style"))
    return {name: style.lower() for name, style in _CLASS_STYLE.findall(sheets[:200_000])}


class _Walker:
    """Goes through a document once, in its order."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.styles = styles
        self.blocks: list[Block] = []
        self.not_kept: list[NotKept] = []
        self.line: list[str] = []
        self.pictures: list[Block] = []
        self.as_block = Block(PARAGRAPH)
        self.depth = 0

    # Blocks

    def below(self, node: Tag) -> None:
        self.depth += 1
        for child in node.children:
            if isinstance(child, Tag):
                self.element(child)
            elif isinstance(child, NavigableString) and not isinstance(child, SIGNS):
                self.line.append(escape(str(child), quote=False))
        self.depth -= 1

    def element(self, tag: Tag) -> None:
        if tag.name in NOT_SHOWN:
            return
        if self.depth > DEEPEST:
            self.line.append(escape(tag.get_text(" "), quote=False))
        elif tag.name in ABOUT_THE_SITE or tag.get("role") in {"navigation", "banner"}:
            self._leave_out("site", tag)
        elif tag.name not in BLOCKS:
            self.line.append(self.inline(tag))
            if holds_blocks(tag):
                self.end_paragraph()
        else:
            self.end_paragraph()
            getattr(self, f"_{_kind_of(tag)}", self._as_paragraph)(tag)
            self.end_paragraph()

    def _leave_out(self, what: str, tag: Tag) -> None:
        words = plain(str(tag))
        if words:
            self.not_kept.append(NotKept(what, words))

    def _as_paragraph(self, tag: Tag) -> None:
        outer, self.as_block = self.as_block, self._style_of(tag)
        self.below(tag)
        self.end_paragraph()
        self.as_block = outer

    def _style_of(self, tag: Tag) -> Block:
        if tag.name == "blockquote" or "gmail_quote" in (tag.get("class") or []):
            return Block(QUOTE)
        if "title" in (tag.get("class") or []) and tag.name == "p":
            return Block(HEADING, level=1, is_title=True)
        if tag.name in {"caption", "figcaption"} or "caption" in (tag.get("class") or []):
            return Block(PARAGRAPH, is_caption=True)
        return Block(NOTE) if self.as_block.kind == NOTE else Block(self.as_block.kind, level=self.as_block.level)

    def _heading(self, tag: Tag) -> None:
        is_title = "title" in (tag.get("class") or [])
        outer, self.as_block = self.as_block, Block(HEADING, level=int(tag.name[1]), is_title=is_title)
        self.below(tag)
        self.end_paragraph()
        self.as_block = outer

    def _list(self, tag: Tag, level: int = 0) -> None:
        for child in tag.children:
            if isinstance(child, Tag) and child.name in LISTS:
                # Where programs put a list beside the item that it belongs to.
                self._list(child, level + 1)
            elif isinstance(child, Tag):
                self._item(child, tag.name == "ol", level)
            elif isinstance(child, NavigableString) and not isinstance(child, SIGNS):
                self.line.append(escape(str(child), quote=False))
        self.end_paragraph()

    def _item(self, tag: Tag, ordered: bool, level: int) -> None:
        self.end_paragraph()
        is_note = re.match(r"(foot|end)note-|ftnt|_ftn", str(tag.get("id") or "")) is not None
        outer, self.as_block = self.as_block, Block(NOTE) if is_note else Block(ITEM, level=level, ordered=ordered)
        for child in list(tag.children):
            if isinstance(child, Tag) and child.name in LISTS:
                self.end_paragraph()
                self._list(child, level + 1)
                self.as_block = Block(ITEM, level=level, ordered=ordered)
            elif isinstance(child, Tag):
                self.element(child)
            elif not isinstance(child, SIGNS):
                self.line.append(escape(str(child), quote=False))
        self.end_paragraph()
        self.as_block = outer

    def _table(self, tag: Tag) -> None:
        cells = [cells_of(row) for row in rows_of(tag)]
        told = len(self.not_kept)
        written = [[self._cell(cell) for cell in row] for row in cells]
        rows = _filled(written)
        if caption := tag.find("caption", recursive=False):
            self._as_paragraph(caption)
        if max((len(row) for row in rows), default=0) == 1 or len(rows) == 1:
            # A frame around text, and no table: it is read as the text that it is.
            self.pictures.clear()
            del self.not_kept[told:]
            for row in cells:
                for cell in row:
                    self._as_paragraph(cell)
        elif rows:
            self.blocks.append(Block(TABLE, rows=rows, head=heading_rows(tag)))
            if is_merged(tag):
                sizes = [[spans_of(cell) for cell in row] for row in cells]
                self.blocks[-1].unrolled = _filled(unrolled(written, sizes))

    def _cell(self, cell: Tag) -> str:
        inner = _Walker(self.styles)
        inner.depth = self.depth
        inner.below(cell)
        inner.end_paragraph()
        self.not_kept += inner.not_kept
        self.pictures += [block for block in inner.blocks if block.kind == PICTURE]
        words = [block for block in inner.blocks if block.kind != PICTURE]
        lines = [plain_cells(block) if block.kind == TABLE else block.html for block in words]
        return "<br/>".join(lines)

    # Lines

    def end_paragraph(self) -> None:
        written = _tidy("".join(self.line))
        self.line = []
        for html in written.split(_BREAK + _BREAK):
            html = html.strip(_BREAK + " ")
            if plain(html):
                like = self.as_block
                self.blocks.append(Block(like.kind, html.replace(_BREAK, "<br/>"), like.level, like.ordered))
                self.blocks[-1].is_title, self.blocks[-1].is_caption = like.is_title, like.is_caption
        self.blocks += self.pictures
        self.pictures = []

    def inline(self, tag: Tag) -> str:
        """A piece of a line: bold, italic and links are kept, of all else the words."""
        if tag.name in NOT_SHOWN:
            return ""
        if tag.name == "br":
            return _BREAK
        if tag.name == "img":
            return self._picture(tag)
        if holds_blocks(tag):
            self.below(tag)
            return ""
        inner = "".join(self._inline_parts(tag))
        style = f"{tag.get('style') or ''} " + " ".join(self.styles.get(name, "") for name in tag.get("class") or [])
        return self._marked(tag, inner, style.lower())

    def _inline_parts(self, tag: Tag) -> Iterator[str]:
        for child in tag.children:
            if isinstance(child, Tag):
                yield self.inline(child) if len(list(tag.parents)) < DEEPEST else escape(child.get_text(" "))
            elif not isinstance(child, SIGNS):
                yield escape(str(child), quote=False)

    def _marked(self, tag: Tag, inner: str, style: str) -> str:
        if tag.name == "a" and plain(inner):
            return _link(str(tag.get("href") or ""), inner)
        if (tag.name in {"b", "strong"} and "font-weight:normal" not in style.replace(" ", "")) or _BOLD.search(style):
            inner = f"<b>{inner}</b>"
        if tag.name in {"i", "em", "cite"} or _ITALIC.search(style):
            inner = f"<i>{inner}</i>"
        return inner

    def _picture(self, tag: Tag) -> str:
        """It stands after the line in which it stood."""
        found = picture_of(tag)
        if isinstance(found, NotKept):
            self.not_kept.append(found)
        elif found is not None:
            self.pictures.append(found)
        return ""


def holds_blocks(tag: Tag) -> bool:
    return tag.find(lambda one: one.name in BLOCKS) is not None


def plain_cells(block: Block) -> str:
    """A table inside a table, a row to a line."""
    return "<br/>".join(" – ".join(cell for cell in row if cell) for row in block.rows)


def _kind_of(tag: Tag) -> str:
    if tag.name in LISTS:
        return "list"
    return "heading" if re.fullmatch(r"h[1-6]", tag.name) else "table" if tag.name == "table" else "as_paragraph"


def _filled(rows: list[list[str]]) -> list[list[str]]:
    return [row for row in rows if any(plain(cell) for cell in row)]


def _link(address: str, inner: str) -> str:
    address = _behind_google(address.strip())
    if re.match(r"#(foot|end)note|#ftnt|#_ftn|#cmnt", address):
        # The sign of a note stays as a sign; the arrow that leads back says nothing.
        return "" if plain(inner) in {"↑", "↩"} else inner
    # A link that leads nowhere stays one: before the page goes live somebody is asked where it should lead.
    return f'<a href="{escape(address) if _is_address(address) else NOWHERE}">{inner}</a>' if address else inner


def _is_address(text: str) -> bool:
    try:
        return urlsplit(text).scheme in _SAFE
    except ValueError:
        return False


def _behind_google(address: str) -> str:
    """Google's export leads every link through a page of its own."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.hostname in {"www.google.com", "google.com"} and parts.path == "/url":
        return parse_qs(parts.query).get("q", [address])[0]
    return address


def _tidy(html: str) -> str:
    html = _SPACE.sub(" ", html)
    html = re.sub(rf" ?{_BREAK} ?", _BREAK, html)
    for _time in range(3):
        html = _EMPTY_MARK.sub(r"\2", html)
    # Programs end a bold run and begin the next in the middle of a word.
    for mark in "bi":
        html = re.sub(rf"</{mark}>(\s*)<{mark}>", r"\1", html)
        html = re.sub(rf"<{mark}>((?:<{mark}>)+)", f"<{mark}>", html)
        html = re.sub(rf"((?:</{mark}>)+)</{mark}>", f"</{mark}>", html)
    return html.strip()
