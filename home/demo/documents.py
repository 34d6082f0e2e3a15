"""Writes the PDF files that the demo site gives to download."""

import datetime
import io
import textwrap
from functools import cache
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from files.models import SiteDocument

DRAWINGS = sorted((Path(__file__).parent / "drawings").glob("*.png"))
WIDTHS = (900, 1200, 1600)


def pdf(title: str, text: str, picture: tuple[bytes, int, int] | None = None) -> bytes:
    """A PDF of one page: a title, some lines, and below them a JPEG with its width and height. Latin letters only;
    others are replaced."""
    lines = [line for paragraph in text.split("\n") for line in textwrap.wrap(paragraph, 88) or [""]][:48]
    moves = [f"BT /F2 16 Tf 56 780 Td ({_safe(title[:80])}) Tj ET"]
    moves += [f"BT /F1 11 Tf 56 {750 - 15 * number} Td ({_safe(line)}) Tj ET" for number, line in enumerate(lines)]
    drawn, width, height = picture or (b"", 0, 0)
    if drawn:
        moves.append(f"q 483 0 0 {483 * height // width} 56 60 cm /P Do Q")
    page = "\n".join(moves).encode("cp1252", "replace")
    used = b" /XObject << /P 7 0 R >>" if drawn else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-CA) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R /F2 6 0 R >>%s >> >>" % used,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    if drawn:
        head = b"<< /Type /XObject /Subtype /Image /Width %d /Height %d" % (width, height)
        head += b" /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length %d >>" % len(drawn)
        objects.append(b"%s\nstream\n%s\nendstream" % (head, drawn))
    return _file_of(objects)


def _file_of(objects: list[bytes]) -> bytes:
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


@cache
def _picture(number: int) -> tuple[bytes, int, int]:
    """One of the drawings as a JPEG, so that a file weighs what a paper with a picture does."""
    width = WIDTHS[number % len(WIDTHS)]
    with Image.open(DRAWINGS[number // len(WIDTHS) % len(DRAWINGS)]) as drawing:
        height = width * drawing.height // drawing.width
        target = io.BytesIO()
        drawing.convert("RGB").resize((width, height)).save(target, "JPEG", quality=88)
    return target.getvalue(), width, height


def make_document(name: str, title: str, text: str, language: str = "en") -> SiteDocument:
    """The document of that name, made once, as if it had come in some day of the last two months."""
    document = SiteDocument.objects.filter(file=f"documents/{name}.pdf").first()
    if document is None:
        place = sum(map(ord, name))
        written = pdf(title, text, _picture(place % (len(WIDTHS) * len(DRAWINGS))))
        document = SiteDocument(title=title[:250], language=language, file_size=len(written))
        document.file.save(f"{name}.pdf", ContentFile(written), save=False)
        document.save()
        came = timezone.now() - datetime.timedelta(days=place % 60)
        SiteDocument.objects.filter(pk=document.pk).update(created_at=came)
    return document
