"""The made-up documents as files of Word, OpenDocument and PDF."""

import io
import zipfile
from html import escape

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.intake.documents import HEBREW, Made, Part, as_google, as_html, as_mail, as_markdown, as_text, picture_file

_V = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def content_of(made: Made) -> bytes:
    if made.form == "docx":
        return word_file(made)
    if made.form == "odt":
        return open_text_file(made)
    if made.form == "pdf":
        return pdf_file(made)
    writers = {"html": as_html, "google": as_google, "md": as_markdown, "txt": as_text, "mail": as_mail}
    return writers[made.form](made).encode()


# Word


def word_file(made: Made) -> bytes:
    word = docx.Document()
    _title(word, made)
    for part in made.parts:
        _word_part(word, part, has_styles=made.mutation != "no styles")
    if made.mutation == "footnotes":
        word.add_paragraph("A line with a note.")
        return with_footnote(_saved(word), "A line with a note.", made.aside)
    _WORD_ASIDES.get(made.mutation, _plain_aside)(word, made)
    return _saved(word)


def _saved(word: WordDocument) -> bytes:
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _title(word: WordDocument, made: Made) -> None:
    if made.mutation == "no styles":
        word.add_paragraph().add_run(made.title).bold = True
    else:
        word.add_heading(made.title, 0)


def _word_part(word: WordDocument, part: Part, has_styles: bool) -> None:
    if part.kind == "heading" and has_styles:
        word.add_heading(part.text, part.level)
    elif part.kind == "item":
        word.add_paragraph(part.text if has_styles else f"• {part.text}", style="List Bullet" if has_styles else None)
    else:
        word.add_paragraph().add_run(part.text).bold = part.bold or part.kind == "heading"


def _plain_aside(word: WordDocument, made: Made) -> None:
    if made.aside:
        word.add_paragraph(made.aside)


def _tracked(word: WordDocument, made: Made) -> None:
    """Words that were put in, and words that were struck out."""
    paragraph = word.add_paragraph()
    first, _space, rest = made.aside.partition(": ")
    for tag, text, words in (("ins", "t", f"{first}: "), ("del", "delText", "Struck out words here.")):
        run = f'<w:r><w:{text} xml:space="preserve">{words}</w:{text}></w:r>'
        paragraph._p.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:id="1" w:author="Ed">{run}</w:{tag}>'))
    paragraph.add_run(rest)


def _commented(word: WordDocument, made: Made) -> None:
    paragraph = word.add_paragraph("A line that somebody has a word about.")
    word.add_comment(paragraph.runs, text=made.aside, author="Ed")


def _boxed(word: WordDocument, made: Made) -> None:
    inside = f"<w:txbxContent><w:p><w:r><w:t>{escape(made.aside)}</w:t></w:r></w:p></w:txbxContent>"
    shape = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    box = f"<w:r {nsdecls('w')} {_V}>{shape}</w:r>"
    word.add_paragraph("Beside this line stands a box.")._p.append(parse_xml(box))


def _nested(word: WordDocument, made: Made) -> None:
    table = word.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 0).text, table.cell(1, 1).text = "One", "Two", "Three"
    inner = table.cell(0, 1).add_table(2, 2)
    inner.cell(0, 0).text, inner.cell(1, 1).text = made.aside, "Four"


def _pictured(word: WordDocument, made: Made) -> None:
    word.add_picture(io.BytesIO(picture_file()))
    if made.pictures[0]:
        word.paragraphs[-1]._p.xpath(".//wp:docPr")[0].set("descr", made.pictures[0])
    else:
        word.add_paragraph(made.aside)


def _with_table(word: WordDocument, made: Made) -> None:
    for rows in made.tables:
        table = word.add_table(len(rows), len(rows[0]))
        for row, words in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, words, strict=True):
                cell.text = text


def _with_keywords(word: WordDocument, made: Made) -> None:
    word.add_paragraph(made.aside)
    word.core_properties.keywords = "; ".join(made.keywords)


def _to_the_left(word: WordDocument, made: Made) -> None:
    word.add_paragraph(HEBREW)
    word.add_paragraph(made.aside)


_WORD_ASIDES = {
    "tracked": _tracked,
    "comments": _commented,
    "text box": _boxed,
    "nested table": _nested,
    "pictures": _pictured,
    "bare picture": _pictured,
    "table": _with_table,
    "keywords": _with_keywords,
    "right to left": _to_the_left,
}


def with_footnote(content: bytes, line: str, note: str) -> bytes:
    """The Word file with a note at the end of the paragraph that says `line`."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    related = f'<Relationship Id="rIdN" Type="{relation}" Target="footnotes.xml"/>'
    known = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/>'
    inner = f'<w:footnote w:id="2"><w:p><w:r><w:t>{escape(note)}</w:t></w:r></w:p></w:footnote>'
    notes = f'<w:footnotes xmlns:w="{w}">{inner}</w:footnotes>'
    end = f"{line}</w:t></w:r>"
    changes = {
        "word/document.xml": (end, f'{end}<w:r><w:footnoteReference w:id="2"/></w:r>'),
        "word/_rels/document.xml.rels": ("</Relationships>", f"{related}</Relationships>"),
        "[Content_Types].xml": ("</Types>", f"{known}</Types>"),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name in changes:
                before, after = changes[name]
                text = text.decode().replace(before, after).encode()
            new.writestr(name, text)
        new.writestr("word/footnotes.xml", notes)
    return made.getvalue()


# OpenDocument

_ODT_PICTURE = '<draw:frame><draw:image xlink:href="Pictures/x.png"/>WORDS</draw:frame>'
_SCHEMES = "office:office style:style text:text table:table draw:drawing fo:xsl-fo-compatible svg:svg-compatible"
_NAMES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (one.split(":") for one in _SCHEMES.split())
)
_META = 'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
_ODT = f"""<?xml version="1.0"?><office:document-content {_NAMES}
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/">
 <office:automatic-styles><style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/>
 </style:style></office:automatic-styles><office:body><office:text>BODY</office:text></office:body></office:document-content>"""


def open_text_file(made: Made) -> bytes:
    has_styles = made.mutation != "no styles"
    title = escape(made.title)
    body = [f'<text:p text:style-name="Title">{title}</text:p>' if has_styles else _odt_bold(title)]
    body += [_odt_part(part, has_styles) for part in made.parts]
    keywords = "".join(f"<meta:keyword>{escape(word)}</meta:keyword>" for word in made.keywords)
    parts = {"meta.xml": f"<meta {_META}>{keywords}</meta>"} if keywords else {}
    return open_text("".join([*body, _odt_aside(made)]), {"Pictures/x.png": picture_file()} | parts)


def open_text(body: str, parts: dict[str, bytes | str] | None = None) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", _ODT.replace("BODY", body))
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return file.getvalue()


def _odt_bold(text: str) -> str:
    return f'<text:p><text:span text:style-name="B">{text}</text:span></text:p>'


def _odt_part(part: Part, has_styles: bool) -> str:
    text = escape(part.text)
    if part.kind == "heading" and has_styles:
        return f'<text:h text:outline-level="{part.level}">{text}</text:h>'
    if part.kind == "item":
        return f"<text:list><text:list-item><text:p>{text}</text:p></text:list-item></text:list>"
    return _odt_bold(text) if part.bold or part.kind == "heading" else f"<text:p>{text}</text:p>"


def _odt_aside(made: Made) -> str:
    paragraph = f"<text:p>{escape(made.aside)}</text:p>"
    described = f"<svg:desc>{escape(made.aside)}</svg:desc>"
    inner = _odt_table(paragraph, "<text:p>Two</text:p>", paragraph, "<text:p>Four</text:p>")
    asides = {
        "tracked": _in("tracked-changes changed-region deletion", paragraph),
        "comments": _in("p", f"A line.<office:annotation><dc:creator>Ed</dc:creator>{paragraph}</office:annotation>"),
        "text box": f"<text:p>A box.<draw:frame><draw:text-box>{paragraph}</draw:text-box></draw:frame></text:p>",
        "footnotes": _in("p note", f"<text:note-citation>1</text:note-citation>{_in('note-body', paragraph)}"),
        "nested table": _odt_table("<text:p>One</text:p>", inner, "<text:p>3</text:p>", "<text:p>4</text:p>"),
        "pictures": _in("p", _ODT_PICTURE.replace("WORDS", described)),
        "bare picture": _in("p", _ODT_PICTURE.replace("WORDS", "")) + paragraph,
        "table": "".join(_odt_rows(rows) for rows in made.tables),
    }
    return asides.get(made.mutation, paragraph if made.aside else "")


def _in(names: str, inner: str) -> str:
    for name in reversed(names.split()):
        inner = f"<text:{name}>{inner}</text:{name}>"
    return inner


def _odt_rows(rows: list[list[str]]) -> str:
    cells = [[f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row] for row in rows]
    lines = [f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells]
    return f"<table:table>{''.join(lines)}</table:table>"


def _odt_table(*cells: str) -> str:
    """Two rows of two cells."""
    made = [f"<table:table-cell>{cell}</table:table-cell>" for cell in cells]
    rows = [f"<table:table-row>{''.join(made[start : start + 2])}</table:table-row>" for start in (0, 2)]
    return f"<table:table>{''.join(rows)}</table:table>"


# PDF


def pdf_file(made: Made) -> bytes:
    """Lines of text on pages, as a printer of documents writes them: 84 signs to a line."""
    lines = as_text(made).replace("•", "-").splitlines()
    return pdf_of_lines([line for text in lines for line in _wrapped(text)], made.keywords)


def _wrapped(text: str) -> list[str]:
    words, lines = text.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 84:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def pdf_of_lines(lines: list[str], keywords: list[str] | None = None) -> bytes:
    pages = [lines[start : start + 45] for start in range(0, len(lines), 45)]
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for page in pages:
        text = " ".join(f"({_escaped(line)}) Tj T*" for line in page)
        stream = f"BT /F1 10 Tf 60 780 Td 16 TL {text} ET"
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _pdf([*objects, f"<< /Keywords ({', '.join(keywords)}) >>"] if keywords else objects, bool(keywords))


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _pdf(objects: list[str], has_info: bool) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    info = f" /Info {len(objects)} 0 R" if has_info else ""
    tail = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R{info} >>\n"
    )
    return out + f"{tail}startxref\n{len(out)}\n%%EOF".encode()
