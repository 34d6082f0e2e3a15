"""Sentences of running text, and which of their words are facts that have a field.

What is read here is never more than a guess. A sentence all of whose words are such facts need not stand in a text as
well; any other stays there, whole.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from core.i18n.profiles import profiles
from intake.document import PARAGRAPH, Block, plain
from intake.finders.found_links import MAILBOX
from intake.finders.named_parts import Labelled, folded, labelled, lines_apart

# Words of a line that is running text.
FEWEST_WORDS = 4
_END = re.compile(r"(?<=[.!?…])(?P<marks>(?:[”\"'»)]|</\w>)*)\s+(?=[\"“«(<]*[A-ZÀ-Ý0-9«“\"])")
# A point that ends no sentence.
_SHORT = re.compile(
    r"\b(?:Dre?|Prof|Mr|Mrs|Ms|Mx|Mme|St|Ste|Rev|vs|e\.g|i\.e|(?-i:[A-Z])|[ap]\.?\s?m)\.$", re.IGNORECASE
)
_ENDS_IN_TIME = re.compile(r"[ap]\.?\s?m\.$", re.IGNORECASE)
_ENDS = re.compile(r"[.!?…][”\"'»)]*$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LABEL_IS = re.compile(
    r"^(?P<label>[^:,.;<>]{2,30}?)\s+(?:is|are|will be|est|sont|sera|seront)\s+(?P<rest>.+)$", re.IGNORECASE | re.DOTALL
)
_LABEL_BY = re.compile(
    r"^(?:it is |it will be )?(?P<label>[^:,.;<>]{2,25}? (?:by|par))\s+(?P<rest>.+)$", re.IGNORECASE | re.DOTALL
)
_ARTICLES = re.compile(r"^(?:our|the|its|your|les?|la|nos|notre|l[’'])\s*", re.IGNORECASE)


@dataclass
class Sentence:
    """One sentence, and which of its words found a field."""

    html: str
    taken: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return plain(self.html)

    def take(self, *spans: tuple[int, int]) -> None:
        self.taken += spans

    def take_words(self, words: str) -> None:
        place = self.text.find(words)
        if words and place >= 0:
            self.take((place, place + len(words)))

    def take_all(self) -> None:
        self.take((0, len(self.text)))

    def says_more(self) -> bool:
        """Whether there is a word in it that is in no field, besides those that say nothing by themselves."""
        if not self.taken:
            return True
        text = self.text
        for begin, end in self.taken:
            text = text[:begin] + " " * (end - begin) + text[end:]
        rest = (folded(word) for word in _WORD.findall(text))
        return bool(re.search(r"\d", text)) or any(word not in _empty_words() for word in rest)


@cache
def _empty_words() -> frozenset[str]:
    return frozenset().union(*(one.stop_words | one.documents.around_facts for one in profiles()))


@cache
def cue(name: str) -> re.Pattern[str]:
    """The pattern by which such a fact is known, in any language of the site: whole words."""
    patterns = [one.documents.cues[name] for one in profiles() if name in one.documents.cues]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!(?<=\w)\w)", re.IGNORECASE)


def sentences_in(block: Block) -> list[Sentence]:
    """Each with its marks; “Dr.” and “p.m.” end none."""
    pieces, begin = [], 0
    for end in _END.finditer(block.html):
        before = block.html[begin : end.start()]
        # “… until 8 p.m. Bring tea.”
        is_over = _ENDS_IN_TIME.search(before) and re.match(r"[A-ZÀ-Ý]", block.html[end.end() :])
        goes_on = _SHORT.search(before) and not is_over
        whole = block.html[begin : end.end()].strip()
        if not goes_on and _is_balanced(whole):
            pieces.append(whole)
            begin = end.end()
    pieces.append(block.html[begin:].strip())
    return [Sentence(piece) for piece in pieces if plain(piece)]


def _is_balanced(html: str) -> bool:
    return all(len(re.findall(rf"<{mark}[ >]", html)) == html.count(f"</{mark}>") for mark in "abi")


def is_running(block: Block) -> bool:
    """Whether a paragraph is sentences, not a line of a head: several labels that follow each other are as well."""
    if block.kind != PARAGRAPH or len(block.text.split()) < FEWEST_WORDS or len(lines_apart(block)) > 1:
        return False
    if "<br/>" in block.html or labelled(block):
        return sum(1 for one in sentences_in(block) if label_of(one)) > 1
    if _ENDS_IN_TIME.search(block.text):
        # “Wednesday, March 3, 2027, 6 to 7 p.m.” is a line, unless it says that something takes place.
        return len(sentences_in(block)) > 1 or bool(cue("takes_place").search(block.text))
    return bool(_ENDS.search(block.text))


def label_of(sentence: Sentence) -> tuple[Labelled, str] | None:
    """What a sentence is about, and its label as it is written: “Moderator: …”, “Hosts are …”, “Hosted by …”."""
    block = Block(PARAGRAPH, sentence.html)
    if found := labelled(block):
        return found, sentence.text.partition(":")[0]
    for pattern in (_LABEL_IS, _LABEL_BY):
        match = pattern.match(sentence.html)
        label = _ARTICLES.sub("", plain(match["label"])).strip() if match else ""
        if match and (found := labelled(Block(PARAGRAPH, f"{label}: {match['rest']}"))):
            return found, label
    return None


def read_sentences(blocks: list[Block], read: Callable[[list[Sentence]], None]) -> Iterator[tuple[Block, Block | None]]:
    """The running blocks of these are read, all sentences together; gives each block with what is left of it to say,
    without the sentences that found their fields. None where all did."""
    apart = {id(block): sentences_in(block) for block in blocks if is_running(block)}
    read([sentence for block in blocks for sentence in apart.get(id(block), [])])
    for block in blocks:
        yield block, _without_taken(block, apart[id(block)]) if id(block) in apart else block


def _without_taken(block: Block, sentences: list[Sentence]) -> Block | None:
    rest = [one.html for one in sentences if one.says_more()]
    if len(rest) == len(sentences):
        return block
    return Block(PARAGRAPH, " ".join(rest)) if rest else None


def mailbox_in(text: str) -> str:
    found = MAILBOX.search(text)
    return found[0].rstrip(".") if found else ""
