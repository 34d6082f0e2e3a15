"""A mail that was saved as a file: its subject, the text that people saw, the pictures in it."""

import base64
import re
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from html import escape

from intake.document import HEADING, Block, Document, NotKept
from intake.readers.blocks_of_html import read_html
from intake.readers.plain_text import read_text, subject_of
from intake.readers.shaping import shaped

HEADERS = ("From", "To", "Cc", "Date")
_INLINE = re.compile(r"""(?<=["'])cid:([^"'<>\s]{1,300})(?=["'])""", re.IGNORECASE)


def read_mail(content: bytes, source: str) -> Document:
    """`source`: the same as text, for a file that is no whole mail, but what somebody copied of one."""
    mail = message_from_bytes(content, policy=default)
    if not isinstance(mail, EmailMessage) or "subject" not in mail or "from" not in mail:
        return read_text(source)
    body = mail.get_body(("html", "plain"))
    document = _read_body(mail, body) if body is not None else Document()
    subject = subject_of(str(mail["subject"]))
    if subject:
        document.blocks.insert(0, Block(HEADING, escape(subject, quote=False), level=1, is_title=True, by_look=True))
    document.not_kept += [NotKept("mail", f"{name}: {mail[name]}") for name in HEADERS if mail[name]]
    document.not_kept += [NotKept("attachment", name) for part in mail.iter_attachments() if (name := _name_of(part))]
    return document


def _read_body(mail: EmailMessage, body: MIMEPart) -> Document:
    text = str(body.get_content())
    if body.get_content_subtype() != "html":
        return read_text(text)
    pictures = _pictures_of(mail)
    return shaped(read_html(_INLINE.sub(lambda found: _with_picture(found, pictures), text)))


def _pictures_of(mail: EmailMessage) -> dict[str, str]:
    """As data: addresses, by the name under which the text calls for them."""
    found = {}
    for part in mail.walk():
        content = (
            part.get_payload(decode=True) if part.get_content_maintype() == "image" and part["content-id"] else None
        )
        if isinstance(content, bytes):
            address = f"data:{part.get_content_type()};base64,{base64.b64encode(content).decode()}"
            found[str(part["content-id"]).strip(" <>")] = address
    return found


def _with_picture(found: re.Match[str], pictures: dict[str, str]) -> str:
    return pictures.get(found[1], found[0])


def _name_of(part: MIMEPart) -> str:
    """Of what hangs below the mail; pictures in its text are no files to it."""
    return "" if part["content-id"] and part.get_content_maintype() == "image" else part.get_filename() or ""
