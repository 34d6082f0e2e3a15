"""Plain text, and mail as it was pasted: signs of quoting go, lines that a program broke are joined again."""

import re
from collections.abc import Iterator
from html import escape

from intake.document import HEADING, NOTE, PARAGRAPH, Block, Document, NotKept
from intake.readers.shaping import shaped
from intake.readers.written_marks import marked_up

_QUOTING = re.compile(r"^\s{0,3}(?:[>|]\s?)+")
_HEADER = re.compile(
    r"^\s*\*?(From|To|Cc|Bcc|Sent|Date|Subject|Reply-To|Importance|Attachments?"
    r"|De|À|Envoyé|Objet|Pièces jointes|Répondre à)\s?:\*?\s*(.*)$",
    re.IGNORECASE,
)
_SUBJECT = frozenset(["subject", "objet"])
_WROTE = re.compile(
    r"^\s*(?:On\b.{5,200}\bwrote\s?:|Le\b.{5,200}\ba écrit\s?:|-{2,}\s*(?:Original|Forwarded) [Mm]essage\s*-{2,}"
    r"|-{2,}\s*Message (?:d.origine|transféré)\s*-{2,}|Begin forwarded message:)\s*$"
)
_MARKED = re.compile(r"^\s*(?:[•·▪◦‣●○\uf0b7]|[-–—*]\s|\(?(?:\d{1,2}|[a-z])[.)]\s|#{1,6}\s)")
_REPLY = re.compile(r"^(?:(?:re|fw|fwd|tr|réf)\s?:\s*)+", re.IGNORECASE)
_RULE = re.compile(r"^\s*(?:[-_=*~]\s?){4,}$")
# From here on a line is one that nobody broke.
LONG_LINE = 120
SHORTEST_BROKEN = 50


def read_text(source: str) -> Document:
    document = Document()
    written, answered = _without_answered(source.expandtabs(4).splitlines())
    lines = list(_without_mail(written, document))
    document.blocks += [Block(PARAGRAPH, inline(text)) for text in _paragraphs(lines)]
    made = shaped(document, lines_stand_alone=True)
    # What was answered is no part of the answer: it waits at the side.
    quoted = list(_without_mail(answered, document))
    made.blocks += [Block(NOTE, inline(text)) for text in _paragraphs(quoted)]
    return made


def _without_answered(lines: list[str]) -> tuple[list[str], list[str]]:
    """The mail, and from “On … wrote:” the one below it that it answers: quoted to its end, after words of its own."""
    for number, line in enumerate(lines):
        below = [one for one in lines[number + 1 :] if one.strip()]
        has_own_words = any(
            one.strip() and not _QUOTING.match(one) and not _HEADER.match(one) for one in lines[:number]
        )
        if has_own_words and _WROTE.match(line) and below and all(map(_QUOTING.match, below)):
            return lines[:number], lines[number:]
    return lines, []


def _is_own(line: str) -> bool:
    return bool(line.strip()) and not _QUOTING.match(line) and not _HEADER.match(line)


def _without_mail(lines: list[str], document: Document) -> Iterator[str]:
    """Each line without its marks of quoting; what heads a mail is told, not kept."""
    headers = False
    for number, line in enumerate(lines):
        words = _QUOTING.sub("", line)
        header = _HEADER.match(words)
        begins = header is not None and _next_is_header(lines, number)
        if _WROTE.match(words):
            document.not_kept.append(NotKept("mail", words.strip()))
        elif header and (headers or begins):
            headers = True
            _take_header(header, document)
            continue
        else:
            yield words.rstrip()
        headers = False


def _next_is_header(lines: list[str], number: int) -> bool:
    after = _QUOTING.sub("", lines[number + 1]) if number + 1 < len(lines) else ""
    return _HEADER.match(after) is not None


def _take_header(header: re.Match[str], document: Document) -> None:
    name, words = header[1].lower(), subject_of(header[2])
    if name in _SUBJECT and words and not any(block.is_title for block in document.blocks):
        document.blocks.append(Block(HEADING, inline(words), level=1, is_title=True, by_look=True))
    else:
        document.not_kept.append(NotKept("mail", header[0].strip()))


def subject_of(written: str) -> str:
    """Without what says that a mail was answered or sent on."""
    return _REPLY.sub("", " ".join(written.split()))


def _paragraphs(lines: list[str]) -> list[str]:
    """The text of each."""
    # A text of which lines are long was not broken by a program: there each line is a paragraph.
    widest = max((len(line) for line in lines), default=0)
    broken_at = 0 if widest > LONG_LINE else max(SHORTEST_BROKEN, widest * 3 // 4)
    found: list[str] = []
    is_open = False
    before, item = 0, -1
    for line in lines:
        if not line.strip() or _RULE.match(line):
            is_open = False
            continue
        is_marked, indent = _MARKED.match(line), len(line) - len(line.lstrip())
        # Below the words of an item, however short its first line is: “* Guide:” / “  https://…”.
        hangs = 0 <= item < indent
        goes_on = is_open and not is_marked and (hangs or (broken_at and before >= broken_at))
        item = indent if is_marked else item if goes_on else -1
        if goes_on and found:
            found[-1] += f" {line.strip()}"
        else:
            found.append(line.strip())
        is_open, before = True, len(line)
    return found


def inline(text: str) -> str:
    """One line as HTML, with the marks that people write by hand."""
    return marked_up(escape(" ".join(text.split()), quote=False))
