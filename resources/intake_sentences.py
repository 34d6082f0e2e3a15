"""Running sentences of a mail, read into the fields of a resource: year, authors, publisher, address."""

import re

from django.utils.translation import gettext as _

from intake.document import PARAGRAPH, Block, plain
from intake.filling import Filling
from intake.finders.found_links import links_in_block
from intake.finders.letters import take_title_words
from intake.finders.named_parts import folded
from intake.finders.parts_of_person import is_organisation, looks_like_name
from intake.finders.running_sentences import Sentence, cue, read_sentences
from intake.outline import Outline
from networks.named_people import Directory, take_organisations_named
from resources.author_lines import author_names_in, is_author_name
from resources.citations.author_names import AuthorKind

YEAR = r"(?P<year>(?:1[89]|20)\d{2})"
IN_BRACKETS = re.compile(rf"\(\s*{YEAR}\s*[,;)]")
# What ends the names of authors, or of a publisher, in a sentence.
_END_OF_NAMES = re.compile(r"[;()“\"«]|\.(?= [a-zà-ÿ]|$| [A-ZÀ-Ý][a-zà-ÿ])|,? (?:published|publié|paru|in|en) ")
READ_PARTS = frozenset(["", "summary", "background"])


def take_sentences(filling: Filling, outline: Outline, directory: Directory) -> None:
    parts = [one for one in outline.sections if one.part in READ_PARTS and (one.heading is None or one.part)]
    blocks = [*outline.head, *(block for part in parts for block in part.blocks)]

    def read(sentences: list[Sentence]) -> None:
        outline.take_terms(sentences)
        take_title_words(outline.called, sentences)
        _take_year(filling, sentences)
        for sentence in sentences:
            _take_publisher(filling, sentence, directory)
            _take_authors_of_sentence(filling, sentence, directory)
            _take_links_of_sentence(filling, sentence)
            _take_peer_review(filling, sentence)

    kept: dict[int, Block | None] = {id(old): new for old, new in read_sentences(blocks, read)}
    outline.head = [new for block in outline.head if (new := kept[id(block)])]
    for part in parts:
        part.blocks = [new for block in part.blocks if (new := kept[id(block)])]
        part.with_pictures = [new for block in part.with_pictures if (new := kept.get(id(block), block))]


def _take_year(filling: Filling, sentences: list[Sentence]) -> None:
    """In brackets after the title, or after words such as “published in”. Two that differ are none."""
    after_cue = re.compile(rf"(?:{cue('year').pattern})\s+{YEAR}\b", re.IGNORECASE)
    for pattern in (IN_BRACKETS, after_cue):
        found = [(one, match) for one in sentences for match in pattern.finditer(one.text)]
        years = list(dict.fromkeys(match["year"] for _one, match in found))
        if len(years) > 1:
            told = " · ".join(dict.fromkeys(one.text for one, _match in found))
            filling.remarks.append(_("More than one year is named, and none was taken: %s") % told)
        if years:
            break
    if len(years) != 1:
        return
    for sentence, match in found:
        filling.guess("year", int(years[0]), years[0], sentence.text)
        sentence.take(match.span())


def _take_publisher(filling: Filling, sentence: Sentence, directory: Directory) -> None:
    found = cue("published_by").search(f"{sentence.text} ")
    rest = sentence.text[found.end() :].lstrip() if found else ""
    words = re.split(r"[,;()]|\.(?:\s|$)| in (?=\d)| en (?=\d)", rest)[0].strip()
    if found and take_organisations_named(filling, words, "publisher", directory, sentence.text):
        sentence.take(found.span())
        sentence.take_words(words)


def _take_authors_of_sentence(filling: Filling, sentence: Sentence, directory: Directory) -> None:
    text = sentence.text
    for found in cue("authors").finditer(text):
        if cue("published_by").search(text[: found.end()] + " ") and text[: found.end()].endswith(("by", "par")):
            continue
        words = _END_OF_NAMES.split(text[found.end() :].lstrip(" :"))[0].strip(" ,")
        names = author_names_in(words)
        if names and all(is_author_name(name) or looks_like_name(name) for name in names):
            take_authors(filling, words, Block(PARAGRAPH, text), directory)
            sentence.take(found.span())
            sentence.take_words(words)
            return


def _take_links_of_sentence(filling: Filling, sentence: Sentence) -> None:
    """A bare address; words that lead somewhere are about something else more often."""
    block = Block(PARAGRAPH, sentence.html)
    links = list(links_in_block(block))
    if links and not any(link.says_where for link in links):
        take_links(filling, block)
        for link in links:
            sentence.take_words(link.words)


def _take_peer_review(filling: Filling, sentence: Sentence) -> None:
    found = cue("peer_reviewed").search(f"{sentence.text} ")
    if found:
        is_reviewed = not any(found.groups())
        filling.guess("is_peer_reviewed", is_reviewed, _("Yes") if is_reviewed else _("No"), sentence.text)
        sentence.take(found.span())


# What lines and sentences say alike


def take_authors(filling: Filling, html: str, block: Block, directory: Directory) -> None:
    names = author_names_in(plain(html))
    values = [("author", _author(name, directory)) for name in names if len(name) <= 200]
    filling.add_guess("authors", values, "; ".join(names), block.text)


def _author(name: str, directory: Directory) -> dict[str, object]:
    known = directory.people.get(folded(name))
    kind = AuthorKind.BODY if is_organisation(name) and not known else ""
    return {"name": "" if known else name, "person": known, "kind": kind}


def take_links(filling: Filling, block: Block) -> bool:
    """Where to read it: each address of these lines."""
    links = links_in_block(block)
    values = [("link", {"label": (link.words if link.says_where else "")[:250], "url": link.address}) for link in links]
    for _kind, value in values:
        value["label"] = value["label"] or str(filling.values.get("title", ""))[:250] or value["url"]
    known = {value["url"] for _kind, value in filling.values.get("links", [])}
    filling.add("links", [one for one in values if one[1]["url"] not in known])
    return bool(values)
