"""Documents as people write them: in `documents/` as plain lines, here as files of the programs that they come from.

A line begins with “#” where it has the style of a heading, with “-” where it is an item of a list; one that is bold as
a whole is a heading in the eyes of who wrote it. All other marks (“•”, “1.”, tabs) are typed by hand.
"""

import io
import re
from html import escape, unescape
from pathlib import Path
from typing import NamedTuple

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt

from tests.intake.files import open_text, pdf_of_lines

FOLDER = Path(__file__).with_name("documents")
RUN = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<slanted>[^*]+)\*|\[(?P<link>[^\]]+)\]\((?P<address>[^)]+)\)")
WIDTH = 84


class Written(NamedTuple):
    """A document of the folder, in the format of this ending."""

    name: str
    ending: str

    @property
    def lines(self) -> list[str]:
        if self.ending == "html":
            words = re.findall(r">([^<>]+)<", self.content.decode().partition("<body>")[2])
            return [line for line in map(str.strip, map(unescape, words)) if line]
        text = (FOLDER / f"{self.name}.txt").read_text(encoding="utf-8")
        return [line for line in text.splitlines() if line.strip()]

    @property
    def file_name(self) -> str:
        return f"{self.name}.{self.ending}"

    @property
    def content(self) -> bytes:
        return _WRITERS[self.ending](self)

    @property
    def title(self) -> str:
        return words_of(self.lines[0]).strip("“”")

    @property
    def sentences(self) -> list[str]:
        """All that it says, piece by piece, without its marks."""
        return [piece for line in self.lines for piece in re.split(r"(?<=[.!?;:])\s+|\t", words_of(line)) if piece]

    def between(self, first: str, last: str) -> str:
        """The lines that stand between two others, as they were written."""
        lines = self.lines
        return "\n".join(lines[lines.index(first) + 1 : lines.index(last) if last else None])

    def html_of(self, lines: str) -> str:
        """What a word processor puts on the clipboard beside the words."""
        return _MARKDOWN.render(lines.replace("\n", "\n\n"))


_MARKDOWN = MarkdownIt()


def words_of(line: str) -> str:
    words = re.sub(r"^(?:#+|-|•|\d+\.)\s+", "", line)
    return RUN.sub(lambda found: found["bold"] or found["slanted"] or found["link"], words)


# The programs


def _word(written: Written) -> bytes:
    word = docx.Document()
    for line in written.lines:
        marks, style = re.match(r"(#*|-)\s*", line), None
        if marks[1]:
            style = "List Bullet" if marks[1] == "-" else "Title" if marks[1] == "#" else f"Heading {len(marks[1]) - 1}"
        _add_runs(word.add_paragraph(style=style), line[marks.end() :])
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _add_runs(paragraph: Paragraph, words: str) -> None:
    place = 0
    for found in RUN.finditer(words):
        paragraph.add_run(words[place : found.start()])
        run = paragraph.add_run(found["bold"] or found["slanted"] or found["link"])
        run.bold, run.italic = bool(found["bold"]) or None, bool(found["slanted"]) or None
        if found["link"]:
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), paragraph.part.relate_to(found["address"], RELATIONSHIP_TYPE.HYPERLINK, True))
            link.append(run._r)
            paragraph._p.append(link)
        place = found.end()
    paragraph.add_run(words[place:])


def _open_text(written: Written) -> bytes:
    return open_text("".join(map(_odt_line, written.lines)))


def _odt_line(line: str) -> str:
    words = escape(words_of(line))
    if line.startswith("#"):
        level = line.index(" ")
        title = f'<text:p text:style-name="Title">{words}</text:p>'
        return title if level == 1 else f'<text:h text:outline-level="{level - 1}">{words}</text:h>'
    if line.startswith("- "):
        return f"<text:list><text:list-item><text:p>{words}</text:p></text:list-item></text:list>"
    return f"<text:p>{words}</text:p>"


def _pdf(written: Written) -> bytes:
    """As printed: lines that break, and headings that are lines of their own."""
    lines: list[str] = []
    for line in written.lines:
        words, mark = words_of(line), "- " if line.startswith(("- ", "• ")) else ""
        lines += ["" if not mark else None, *_broken(mark + words)]
    return pdf_of_lines([line for line in lines if line is not None])


def _broken(words: str) -> list[str]:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _markdown(written: Written) -> bytes:
    return "\n\n".join(written.lines).encode()


def _page(written: Written) -> bytes:
    """As it was saved from its site."""
    return (FOLDER / written.file_name).read_bytes()


_WRITERS = {"docx": _word, "odt": _open_text, "pdf": _pdf, "md": _markdown, "html": _page}
