"""The made-up documents as files of Word, OpenDocument and PDF."""

import io
import zipfile
from html import escape

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from tests.intake.documents import HEBREW, Made, Part, as_google, as_html, as_mail, as_markdown, as_text

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
        run = f'<w:{tag} {nsdecls("w")} w:id="1" w:author="Ed"><w:r><w:{text} xml:space="preserve">{words}</w:{text}></w:r></w:{tag}>'
        paragraph._p.append(parse_xml(run))
    paragraph.add_run(rest)


def _commented(word: WordDocument, made: Made) -> None:
    paragraph = word.add_paragraph("A line that somebody has a word about.")
    word.add_comment(paragraph.runs, text=made.aside, author="Ed")


def _boxed(word: WordDocument, made: Made) -> None:
    box = (
        f"<w:r {nsdecls('w')} {_V}><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{escape(made.aside)}</w:t></w:r>"
        "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    word.add_paragraph("Beside this line stands a box.")._p.append(parse_xml(box))


def _nested(word: WordDocument, made: Made) -> None:
    table = word.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 0).text, table.cell(1, 1).text = "One", "Two", "Three"
    inner = table.cell(0, 1).add_table(2, 2)
    inner.cell(0, 0).text, inner.cell(1, 1).text = made.aside, "Four"


def _pictured(word: WordDocument, made: Made) -> None:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    word.add_picture(io.BytesIO(file.getvalue()))
    word.paragraphs[-1]._p.xpath(".//wp:docPr")[0].set("descr", made.aside)


def _to_the_left(word: WordDocument, made: Made) -> None:
    word.add_paragraph(HEBREW)
    word.add_paragraph(made.aside)


_WORD_ASIDES = {
    "tracked": _tracked,
    "comments": _commented,
    "text box": _boxed,
    "nested table": _nested,
    "pictures": _pictured,
    "right to left": _to_the_left,
}


def with_footnote(content: bytes, line: str, note: str) -> bytes:
    """The Word file with a note at the end of the paragraph that says `line`."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    notes = f'<w:footnotes xmlns:w="{w}"><w:footnote w:id="2"><w:p><w:r><w:t>{escape(note)}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    changes = {
        "word/document.xml": (f"{line}</w:t></w:r>", f'{line}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'),
        "word/_rels/document.xml.rels": ("</Relationships>", f'<Relationship Id="rIdN" Type="{relation}" Target="footnotes.xml"/></Relationships>'),
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'),
    }  # fmt: skip
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

_ODT = """<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
 <office:automatic-styles><style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/>
 </style:style></office:automatic-styles><office:body><office:text>{}</office:text></office:body></office:document-content>"""


def open_text_file(made: Made) -> bytes:
    has_styles = made.mutation != "no styles"
    title = escape(made.title)
    body = [f'<text:p text:style-name="Title">{title}</text:p>' if has_styles else _odt_bold(title)]
    body += [_odt_part(part, has_styles) for part in made.parts]
    return open_text("".join([*body, _odt_aside(made)]))


def open_text(body: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", _ODT.replace("{}", body))
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
    aside = escape(made.aside)
    table = "<table:table>{}</table:table>"
    row = "<table:table-row><table:table-cell>{}</table:table-cell><table:table-cell>{}</table:table-cell></table:table-row>"
    paragraph = f"<text:p>{aside}</text:p>"
    inner = table.format(row.format(paragraph, "<text:p>Two</text:p>") * 2)
    asides = {
        "tracked": f"<text:tracked-changes><text:changed-region><text:deletion>{paragraph}</text:deletion></text:changed-region></text:tracked-changes>",
        "comments": f"<text:p>A line.<office:annotation><dc:creator>Ed</dc:creator>{paragraph}</office:annotation></text:p>",
        "text box": f"<text:p>Beside a box.<draw:frame><draw:text-box>{paragraph}</draw:text-box></draw:frame></text:p>",
        "footnotes": f"<text:p>A line.<text:note><text:note-citation>1</text:note-citation><text:note-body>{paragraph}</text:note-body></text:note></text:p>",
        "nested table": table.format(row.format("<text:p>One</text:p>", inner) + row.format("<text:p>3</text:p>", "<text:p>4</text:p>")),
        "pictures": f'<text:p><draw:frame><draw:image xlink:href="x.png"/><svg:desc>{aside}</svg:desc></draw:frame></text:p>',
    }  # fmt: skip
    return asides.get(made.mutation, paragraph if aside else "")


# PDF


def pdf_file(made: Made) -> bytes:
    """Lines of text on pages, as a printer of documents writes them: 84 signs to a line."""
    lines = as_text(made).replace("•", "-").splitlines()
    return pdf_of_lines([line for text in lines for line in _wrapped(text)])


def _wrapped(text: str) -> list[str]:
    words, lines = text.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 84:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def pdf_of_lines(lines: list[str]) -> bytes:
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
    return _pdf(objects)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _pdf(objects: list[str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return out + f"{tail}startxref\n{len(out)}\n%%EOF".encode()
