"""What a document says, put into the fields of a kind of page; a recipe for each kind, registered by its own app."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.models import Term
from core.text.dois import doi_of
from core.text.sentences import one_stop
from intake.body_blocks import BodyBlock, alone, body_of, captions_of, goes_into_body, stands_alone
from intake.document import HEADING, ITEM, PARAGRAPH, PICTURE, Block, Document, KeptWords, bare, plain
from intake.finders.found_links import BESIDES, FoundLink, all_links_in, film_of
from intake.finders.letters import Called, part_announced
from intake.finders.named_parts import labels_of_table
from intake.named_terms import KEYWORDS, NamedTerms
from intake.outline import Outline, outline_of
from intake.rich_text import as_html, goes_into_text, html_of
from users.models import AnyUser

LONGEST_PASSAGE = 300


class Guess(NamedTuple):
    """A field, what was read into it, and the words that it was read from."""

    field: str
    read_as: str
    passage: str
    # Of a stream: the places of the blocks, each with what was read into it.
    items: tuple[tuple[int, str], ...] = ()


@dataclass
class Filling:
    """Fields with their values, those of them that a person has to confirm, and what found no field."""

    values: dict[str, Any] = field(default_factory=dict)
    guessed: dict[str, Guess] = field(default_factory=dict)
    leftovers: list[Block] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    # What surely found its place, by its identity: tables and pictures of a body, tables of people, lines of links.
    placed: set[int] = field(default_factory=set)

    def put(self, name: str, value: object) -> None:
        """What the document says in so many words. A field that is filled already keeps what it has."""
        if value not in (None, "", []):
            self.values.setdefault(name, value)

    def guess(self, name: str, value: object, read_as: str, passage: str) -> None:
        """What was read out of words, and may be wrong."""
        if value in (None, "", []) or name in self.values:
            return
        self.values[name] = value
        self.guessed[name] = Guess(name, read_as, passage[:LONGEST_PASSAGE])

    def guess_title(self, called: Called) -> None:
        self.guess("title", called.words[:255], called.words, called.passage)
        self.remarks += [called.doubt] if called.doubt else []

    def add(self, name: str, blocks: Iterable[tuple[str, Any]]) -> None:
        """More blocks at the end of a stream."""
        blocks = list(blocks)
        if blocks:
            self.values.setdefault(name, []).extend(blocks)

    def add_guess(self, name: str, blocks: list[tuple[str, Any]], read_as: str, passage: str) -> None:
        """A person has to confirm each of these blocks, or change it."""
        if not blocks:
            return
        before, first = self.guessed.get(name, Guess(name, "", "")), len(self.values.get(name, []))
        self.add(name, blocks)
        told = "; ".join(filter(None, (before.read_as, read_as)))
        passage = "" if passage in before.passage else passage
        passages = " … ".join(filter(None, (before.passage, passage)))[: 3 * LONGEST_PASSAGE]
        items = tuple((first + number, read_as) for number in range(len(blocks)))
        self.guessed[name] = Guess(name, told, passages, (*before.items, *items))

    def add_text(self, name: str, blocks: list[Block], headings: tuple[int, ...] = (), quotes: bool = False) -> None:
        """Text at the end of a rich text field; what it cannot hold is left."""
        self.leave(*(block for block in blocks if not goes_into_text(block)))
        html = html_of((block for block in blocks if goes_into_text(block)), headings, quotes)
        if html:
            self.values[name] = self.values.get(name, "") + html

    def add_body(self, name: str, blocks: list[Block], headings: tuple[int, ...]) -> None:
        """Text, tables and pictures at the end of a body; what it cannot hold is left."""
        for made in self.for_body(blocks, headings):
            self.add_body_block(name, made)

    def for_body(self, blocks: list[Block], headings: tuple[int, ...]) -> list[BodyBlock]:
        self.leave(*(block for block in blocks if not goes_into_body(block)))
        self.placed |= {id(block) for block in blocks if stands_alone(block)}
        return body_of(blocks, headings)

    def add_body_block(self, name: str, made: BodyBlock) -> None:
        self.remarks += made.remarks
        if made.read_as:
            self.add_guess(name, [made.child], made.read_as, "")
        else:
            self.add(name, [made.child])

    def leave(self, *blocks: Block) -> None:
        self.leftovers.extend(block for block in blocks if block.text)


class Request(NamedTuple):
    """For whom a document is read, and where the page shall stand."""

    user: AnyUser
    parent: Page
    language: str


Recipe = Callable[[Outline, Request], Filling]
# Another place than the one that was chosen, where the document names it: the page above.
Placing = Callable[[Outline, Request], Page | None]
_recipes: dict[type[Page], Recipe] = {}
_by_address: set[type[Page]] = set()
_bodies: dict[type[Page], str] = {}
_placings: dict[type[Page], Placing] = {}


def recipe(
    page_class: type[Page], placing: Placing | None = None, by_address: bool = False, body: str = ""
) -> Callable[[Recipe], Recipe]:
    """Register how a kind of page is filled: `@recipe(EventPage)`. `by_address`: its DOI or address alone is enough.
    `body`: the stream that takes tables which no other field takes."""

    def register(function: Recipe) -> Recipe:
        _recipes[page_class] = function
        if body:
            _bodies[page_class] = body
        if by_address:
            _by_address.add(page_class)
        if placing:
            _placings[page_class] = placing
        return function

    return register


def has_recipe(page_class: type[Page]) -> bool:
    return page_class in _recipes


def _said_by(block: Block) -> list[str]:
    """What has to be kept of a block: of a table each cell, but for labels that name a field."""
    labels = labels_of_table(block) if block.rows else None
    if labels:
        return [plain(label.html) for label, _words in labels]
    return [plain(cell) for row in block.rows for cell in row] or [block.text]


def takes_address(page_class: type[Page]) -> bool:
    return page_class in _by_address


def fill(page_class: type[Page], document: Document, request: Request) -> Filling:
    """Fill a page of this kind. Whatever the recipe passed over, or a field is too short for, is left over."""
    named = NamedTerms(page_class, document)
    blocks = [block for block in document.blocks if id(block) not in named.taken]
    outline = outline_of(Document(blocks))
    outline.term_words = named.words_of_sentences
    headings = [section.heading for section in outline.sections if section.heading is not None]
    filling = _recipes[page_class](outline, request)
    _take_terms(page_class, filling, named)
    _keep_to_limits(page_class, filling)
    _tell_headings(filling, [*document.blocks, *headings])
    kept = KeptWords(kept_words(filling))
    open_blocks = [block for block in document.blocks if id(block) not in filling.placed]
    filling.leave(*(block for block in open_blocks if not all(map(kept.hold, _said_by(block)))))
    if page_class in _bodies:
        _take_into_body(_bodies[page_class], page_class, filling, document)
    pictures = [block for block in document.blocks if block.image is not None and id(block) not in filling.placed]
    # Also those without words.
    filling.leftovers += pictures
    _keep_addresses(filling, document)
    _in_order(filling, document)
    return filling


def _take_terms(page_class: type[Page], filling: Filling, named: NamedTerms) -> None:
    """Terms that the document names are chosen, to be confirmed; other words go where keywords go, or to the side."""
    for slot, terms, passage in named.chosen():
        filling.terms += terms
        read_as = ", ".join(term.label for term in terms)
        filling.guessed[slot.field] = Guess(slot.field, read_as, passage[:LONGEST_PASSAGE])
    if has_keywords := any(one.name == KEYWORDS for one in page_class._meta.get_fields()):
        filling.put(KEYWORDS, "; ".join(named.keywords_of_text()))
        of_file = "; ".join(named.keywords.words)
        filling.guess(KEYWORDS, of_file, of_file, "")
    filling.leave(*named.left(has_keywords))


def _take_into_body(name: str, page_class: type[Page], filling: Filling, document: Document) -> None:
    """Tables and pictures that no part of the recipe took stand at the end of the body, in their order."""
    left = {id(block) for block in filling.leftovers}
    captions = captions_of(document.blocks)
    found = [block for block in document.blocks if stands_alone(block) and id(block) not in filling.placed]
    found = [block for block in found if block.kind == PICTURE or id(block) in left]
    for block in found:
        beside = captions.get(id(block))
        caption = beside if beside is not None and id(beside) in left else None
        filling.add_body_block(name, alone(block, caption))
        filling.placed |= {id(one) for one in (block, caption) if one is not None}
    filling.leftovers = [block for block in filling.leftovers if id(block) not in filling.placed]
    if found:
        where = capfirst(str(page_class._meta.get_field(name).verbose_name))
        words = _("What found no other place stands at the end of “%(field)s”: look where it belongs.")
        filling.remarks.append(words % {"field": where})


def place_for(page_class: type[Page], document: Document, request: Request) -> Page:
    """The page above: the one that was chosen, or a better one that the document names."""
    placing = _placings.get(page_class)
    return (placing(outline_of(document), request) if placing else None) or request.parent


def kept_words(filling: Filling) -> list[str]:
    """All words that are in the form, beside it, or told."""
    passages = [guess.passage for guess in filling.guessed.values()]
    return [*_words_in(filling.values), *passages, *(block.text for block in filling.leftovers), *filling.remarks]


def _words_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield plain(value)
    elif isinstance(value, dict):
        yield " ".join(word for one in value.values() for word in _words_in(one))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _words_in(one)


def _keep_addresses(filling: Filling, document: Document) -> None:
    """A field of plain words holds no link: where an address is in no field, its line is left over, with the link."""
    # A picture has no address before it is in the library.
    left = [as_html(block) for block in filling.leftovers if block.image is None]
    kept = "\n".join([*strings_in(filling.values), *left])
    for block in document.blocks:
        links = [link for link in all_links_in(block) if link.says_where]
        filling.leave(*([] if all(is_kept(link, kept) for link in links) else [block]))


def is_kept(link: FoundLink, kept: str) -> bool:
    """Its address as it is, or by the number of the film or the DOI that it leads to."""
    _host, film = film_of(link) or ("", "")
    bare_address = link.address.split(":", 1)[1] if link.address.startswith(BESIDES) else ""
    found = (link.address, escape(link.address), bare_address, film, doi_of(link.address))
    return any(one in kept for one in found if one)


def strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings_in(one)


def _tell_headings(filling: Filling, blocks: list[Block]) -> None:
    """A heading that only names a field of the form, or says the title again, is told in one sentence."""
    title, kept = bare(str(filling.values.get("title", ""))), KeptWords(_words_in(filling.values))
    headings = [block for block in blocks if block.kind == HEADING and not kept.hold(block.text)]
    told = [block for block in headings if part_announced(block.text)]
    again = [block for block in blocks if block.kind == HEADING and bare(block.text) == title]
    filling.leftovers = [block for block in filling.leftovers if not any(block is one for one in [*told, *again])]
    if told:
        names = ", ".join(dict.fromkeys(f"“{block.text}”" for block in told))
        filling.remarks.append(one_stop(_("Headings that name a field of the form are not repeated: %s") % names))


def _keep_to_limits(page_class: type[Page], filling: Filling) -> None:
    """What is longer than its field comes to the side, whole."""
    for name in list(filling.values):
        value = filling.values[name]
        longest = getattr(page_class._meta.get_field(name), "max_length", None)
        if isinstance(value, str) and longest and len(value) > longest:
            filling.values.pop(name)
            filling.guessed.pop(name, None)
            filling.leave(Block(PARAGRAPH, escape(value)))


def _in_order(filling: Filling, document: Document) -> None:
    """Leftovers as they stood in the document, each once."""
    order = {id(block): number for number, block in enumerate(document.blocks)}
    once = {id(block): block for block in filling.leftovers}
    filling.leftovers = sorted(once.values(), key=lambda block: order.get(id(block), len(order)))


def split_text(blocks: list[Block], longest: int) -> str:
    """The words of paragraphs for a field without formats; nothing where they are more than it holds."""
    text = "\n\n".join(block.text for block in blocks if block.kind in {PARAGRAPH, ITEM, HEADING})
    return text if len(text) <= longest else ""
