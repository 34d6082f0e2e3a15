"""Markdown: written by hand or by another program."""

import markdown

from intake.document import Document
from intake.readers.blocks_of_html import read_html
from intake.readers.shaping import shaped


def read_markdown(source: str) -> Document:
    html = markdown.markdown(source, extensions=["extra", "sane_lists"])
    return shaped(read_html(html), marks_are_read=True)
