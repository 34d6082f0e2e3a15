"""Two texts in one, with what was taken away and what was added; blanks and other signs that nobody sees are shown."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import escape
from html.parser import HTMLParser

from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison, register_comparison_class
from wagtail.fields import RichTextField

from core.text.page_cleaning import clean_in_field, language_of

# The editor's own mark of a paragraph: it differs though nobody wrote anything.
EDITORS_MARK = "data-block-key"
# Blanks that nobody sees, between paragraphs and items.
BETWEEN = re.compile(r"(?<=>)[ \t\r\n]+(?=</?(?:p|li|ul|ol|h[1-6]|hr|blockquote|embed)\b|$)")
VOID = {"br", "hr", "embed"}
# What stands for a blank, the end of a line, a no-break space, and signs without width.
SHOWN = str.maketrans({" ": "␣", "\n": "↵\n", "\t": "⇥", "\u00a0": "⍽", "\u200b": "·", "\u00ad": "·", "\ufeff": "·"})
# What the editor keeps of a rich text in which nothing stands.
NOTHING = re.compile(r"(?:\s|&nbsp;|</?p\b[^>]*>|<br\s*/?>)*")
TOKEN = re.compile(r"\w+|\s|[^\w\s]")
BLOCKS = {"p", "li", "h2", "h3", "h4", "blockquote", "br", "hr"}
TARGETS = ("href", "id")


def marked(before: str, after: str) -> SafeString:
    """The text with its changes marked. Where only blanks changed, they are shown by a sign."""
    return format_html_join("", "{}", ((_one(kind, words),) for kind, words in _parts(before, after) if words))


def _parts(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Word by word. Wagtail's own leaves out short words, and marks the rest of the sentence with the one."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    for kind, i, j, k, m in SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield kind, "".join(old[i:j])
        else:
            yield "deletion", "".join(old[i:j])
            yield "addition", "".join(new[k:m])


def _one(kind: str, words: str) -> SafeString:
    if kind == "equal":
        return format_html("{}", words)
    is_seen = any(sign.isalnum() for sign in words)
    return format_html('<span class="{}">{}</span>', kind, words if is_seen else words.translate(SHOWN))


def marked_html(before: str, after: str) -> SafeString:
    """The same for rich text: its words and the targets of its links, and whether only the look changed."""
    before, after = meant(before), meant(after)
    words = [words_of_html(before), words_of_html(after)]
    if before == after:
        return format_html("{}", words[1])
    if words[0] == words[1]:
        return format_html("{} <em>({})</em>", words[0], _("only the formatting has changed"))
    return marked(*words)


def meant(html: str) -> str:
    """A rich text in one spelling, without what the editor notes for itself; one in which nothing stands is empty."""
    html = html or ""
    if not html.startswith("<"):
        return html
    if html.startswith("<p") and NOTHING.fullmatch(html):
        return ""
    reader = _OneSpelling()
    reader.feed(html)
    reader.close()
    return BETWEEN.sub("", "".join(reader.parts))


class _OneSpelling(HTMLParser):
    """The same HTML, however it was written: order of attributes, signs written as names, ends of tags."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = sorted((name, value or "") for name, value in attrs if name != EDITORS_MARK)
        written = "".join(f' {name}="{escape(value)}"' for name, value in given)
        self.parts.append(f"<{tag}{written}{'/' if tag in VOID else ''}>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data, quote=False))


def words_of_html(html: str) -> str:
    reader = _Words()
    reader.feed(html or "")
    return "".join(reader.words).strip()


class _Words(HTMLParser):
    """The words of a rich text, a line to a paragraph, the target of a link behind its words."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.target = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a":
            kind, target = given.get("linktype") or "", next((given[name] for name in TARGETS if given.get(name)), "")
            self.target = f" [{kind} {target}]".replace("[ ", "[")
        elif tag == "embed":
            self.words.append(f" [{given.get('embedtype') or ''} {given.get('id') or given.get('url') or ''}] ")
        elif tag in BLOCKS and self.words and not self.words[-1].endswith("\n"):
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.words.append(self.target)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


class TextComparison(FieldComparison):
    """Both as they are when they are saved: what differs in its marks alone was changed by nobody."""

    def __init__(self, field: models.Field, obj_a: models.Model, obj_b: models.Model) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a: str = clean_in_field(field, self.val_a or "", language_of(obj_b))
        self.val_b: str = clean_in_field(field, self.val_b or "", language_of(obj_b))

    def has_changed(self) -> bool:
        return (self.val_a or "") != (self.val_b or "")

    def htmldiff(self) -> SafeString:
        return marked(str(self.val_a or ""), str(self.val_b or ""))


class RichTextComparison(TextComparison):
    def has_changed(self) -> bool:
        return meant(self.val_a) != meant(self.val_b)

    def htmldiff(self) -> SafeString:
        return marked_html(self.val_a, self.val_b)


def connect() -> None:
    """In place of Wagtail's, also where it compares versions itself."""
    register_comparison_class(models.CharField, comparison_class=TextComparison)
    register_comparison_class(models.TextField, comparison_class=TextComparison)
    register_comparison_class(RichTextField, comparison_class=RichTextComparison)
