"""Writes the small PDF files that the demo site gives to download."""

import io
import textwrap

from django.core.files.base import ContentFile

from files.models import SiteDocument


def pdf(title: str, text: str) -> bytes:
    """A PDF of one page: a title and some lines. Latin letters only; others are replaced."""
    lines = [line for paragraph in text.split("\n") for line in textwrap.wrap(paragraph, 88) or [""]][:48]
    moves = [f"BT /F2 16 Tf 56 780 Td ({_safe(title[:80])}) Tj ET"]
    moves += [f"BT /F1 11 Tf 56 {750 - 15 * number} Td ({_safe(line)}) Tj ET" for number, line in enumerate(lines)]
    page = "\n".join(moves).encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-CA) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    target = io.BytesIO(b"%PDF-1.4\n")
    target.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(target.tell())
        target.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = target.tell()
    target.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    target.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    target.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return target.getvalue()


def _safe(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def make_document(name: str, title: str, text: str, language: str = "en") -> SiteDocument:
    """The document of that name, made once."""
    document = SiteDocument.objects.filter(file=f"documents/{name}.pdf").first()
    if document is None:
        written = pdf(title, text)
        document = SiteDocument(title=title[:250], language=language, file_size=len(written))
        document.file.save(f"{name}.pdf", ContentFile(written), save=False)
        document.save()
    return document
