"""OpenDocument texts (.odt), put into HTML as far as headings, lists, tables, links and emphasis go."""

import zipfile
from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from intake.document import Document, NotKept, words_apart
from intake.readers.blocks_of_html import read_html
from intake.readers.pictures_of_html import PART
from intake.readers.shaping import shaped

_NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}


def _name(short: str) -> str:
    prefix, _colon, name = short.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{name}"


# What becomes of an element: the tag of HTML that stands for it.
_TAGS = {
    _name("table:table"): "table",
    _name("table:table-header-rows"): "thead",
    _name("table:table-row"): "tr",
    _name("text:list-item"): "li",
    _name("text:list-header"): "li",
    _name("draw:text-box"): "div",
}
_SIGNS = {_name("text:s"): " ", _name("text:tab"): " ", _name("text:line-break"): "<br/>"}
_LEFT_OUT = {_name(one) for one in ("text:tracked-changes", "office:annotation", "office:forms", "text:note-citation")}
_P, _H, _LIST, _SPAN, _A = (_name(f"text:{one}") for one in ("p", "h", "list", "span", "a"))
_CELL = _name("table:table-cell")
# Programs name the style of captions after what they are captions of.
_STYLES = {"Title": "title"} | dict.fromkeys("Caption Table Illustration Figure Text_20_Caption".split(), "caption")
_NOTE, _FRAME = _name("text:note"), _name("draw:frame")
_BLOCKS = {_LIST, _name("table:table"), _name("draw:text-box")}


def read_open_text(path: str) -> Document:
    with zipfile.ZipFile(path) as archive:
        content = fromstring(archive.read("content.xml"), forbid_dtd=True)
        names = set(archive.namelist())
        styles, meta = (
            fromstring(archive.read(name), forbid_dtd=True) if name in names else None
            for name in ("styles.xml", "meta.xml")
        )
    converter = _Converter([content, *([styles] if styles is not None else [])])
    body = content.find(f".//{_name('office:text')}")
    html = "".join(converter.children(body)) if body is not None else ""
    document = read_html(html + "".join(converter.notes))
    document.not_kept += [*_left_out(content), *_margins(styles)]
    document.keywords = _keywords(meta)
    return shaped(document)


class _Converter:
    def __init__(self, sources: list[Element]) -> None:
        self.styles: dict[str, Element] = {}
        self.numbered: set[str] = set()
        self.notes: list[str] = []
        for source in sources:
            self._learn(source)

    def _learn(self, source: Element) -> None:
        for style in source.iter(_name("style:style")):
            self.styles.setdefault(style.get(_name("style:name"), ""), style)
        for style in source.iter(_name("text:list-style")):
            first = next(iter(style), None)
            if first is not None and first.tag == _name("text:list-level-style-number"):
                self.numbered.add(style.get(_name("style:name"), ""))

    def children(self, element: Element) -> Iterator[str]:
        yield escape(element.text or "", quote=False)
        for child in element:
            if child.tag not in _LEFT_OUT:
                yield from self.one(child)
            yield escape(child.tail or "", quote=False)

    def one(self, element: Element) -> Iterator[str]:
        if element.tag in _SIGNS:
            yield _SIGNS[element.tag]
        elif element.tag == _NOTE:
            yield self._note(element)
        elif element.tag == _FRAME:
            yield from self._frame(element)
        else:
            tag, attributes = self._tag(element)
            inner = "".join(self.children(element))
            yield f"<{tag}{attributes}>{inner}</{tag}>" if tag else inner

    def _tag(self, element: Element) -> tuple[str, str]:
        if element.tag == _P:
            class_name = self._class_of_style(element)
            return ("p", f' class="{class_name}"') if class_name else ("div" if _holds_blocks(element) else "p", "")
        if element.tag == _H:
            level = element.get(_name("text:outline-level"), "1")
            return f"h{min(int(level), 6) if level.isdecimal() else 1}", ""
        if element.tag == _LIST:
            return ("ol" if element.get(_name("text:style-name"), "") in self.numbered else "ul"), ""
        if element.tag == _A:
            return "a", f' href="{escape(element.get(_name("xlink:href"), ""))}"'
        if element.tag == _SPAN:
            return "span", self._look(element)
        if element.tag == _CELL:
            return "td", _spans(element)
        return _TAGS.get(element.tag, ""), ""

    def _class_of_style(self, element: Element) -> str:
        """What the style of a paragraph says that it is."""
        name = element.get(_name("text:style-name"), "")
        style = self.styles.get(name)
        parent = style.get(_name("style:parent-style-name"), "") if style is not None else ""
        return next((_STYLES[one] for one in (name, parent) if one in _STYLES), "")

    def _look(self, element: Element) -> str:
        style = self.styles.get(element.get(_name("text:style-name"), ""))
        properties = style.find(_name("style:text-properties")) if style is not None else None
        if properties is None:
            return ""
        bold = "font-weight:bold;" if properties.get(_name("fo:font-weight"), "") in {"bold", "600", "700"} else ""
        italic = "font-style:italic;" if properties.get(_name("fo:font-style"), "") == "italic" else ""
        return f' style="{bold}{italic}"'

    def _note(self, element: Element) -> str:
        body = element.find(_name("text:note-body"))
        citation = element.find(_name("text:note-citation"))
        number = "".join(citation.itertext()) if citation is not None else ""
        if body is not None:
            self.notes.append(f'<ol><li id="footnote-{len(self.notes)}">{"".join(self.children(body))}</li></ol>')
        return f"[{escape(number)}]" if number else ""

    def _frame(self, element: Element) -> Iterator[str]:
        box = element.find(_name("draw:text-box"))
        if box is not None:
            yield f"<div>{''.join(self.children(box))}</div>"
        elif (image := element.find(_name("draw:image"))) is not None:
            words = " ".join(filter(None, (element.findtext(_name(f"svg:{one}"), "") for one in ("title", "desc"))))
            place = image.get(_name("xlink:href"), "")
            place = place if ":" in place else f"{PART}{place.removeprefix('./')}"
            yield f'<img src="{escape(place)}" alt="{escape(words)}">'


def _holds_blocks(element: Element) -> bool:
    return any(one.tag in _BLOCKS for one in element.iter())


def _spans(element: Element) -> str:
    wide = element.get(_name("table:number-columns-spanned"), "1")
    high = element.get(_name("table:number-rows-spanned"), "1")
    return f' colspan="{escape(wide)}" rowspan="{escape(high)}"'


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _left_out(content: Element) -> Iterator[NotKept]:
    for comment in content.iter(_name("office:annotation")):
        yield NotKept("comment", " ".join("".join(one.itertext()) for one in comment.iter(_P)))
    for gone in content.iter(_name("text:deletion")):
        words = " ".join("".join(one.itertext()) for one in gone.iter(_P))
        if words.strip():
            yield NotKept("deleted", words.strip())


def _keywords(meta: Element | None) -> list[str]:
    found = meta.iter(_name("meta:keyword")) if meta is not None else ()
    return [word for one in found for word in words_apart(one.text or "")]


def _margins(styles: Element | None) -> list[NotKept]:
    if styles is None:
        return []
    places = [one for kind in ("header", "footer") for one in styles.iter(_name(f"style:{kind}"))]
    return [NotKept("margin", text) for text in dict.fromkeys(map(_words, places)) if text]
