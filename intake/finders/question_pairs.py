"""Questions with their answers: marked “Q:” and “A:”, bold, numbered, as headings, or sentences that ask."""

import re
from dataclasses import dataclass, field

from intake.document import HEADING, ITEM, PARAGRAPH, Block

LONGEST = 600
_ASKS = re.compile(
    r"^(?:<b>|<i>)*\s*(?:Q(?:uestion)?\s*\d{0,2}\s*[.:)]|\d{1,2}[.)]\s)\s*(?:</b>|</i>)*\s*", re.IGNORECASE
)
_ANSWERS = re.compile(
    r"^(?:<b>|<i>)*\s*(?:A(?:nswer)?|R(?:éponse)?)\s*\d{0,2}\s*[.:)]\s*(?:</b>|</i>)*\s*", re.IGNORECASE
)
_MARK = re.compile(r"^(?:<b>|<i>)*\s*Q(?:uestion)?\s*\d{0,2}\s*[.:)]", re.IGNORECASE)
_QUESTION = re.compile(r"\?[”\"')»\s]*$")


@dataclass
class Pair:
    question: Block
    answer: list[Block] = field(default_factory=list)


def asks(block: Block) -> bool:
    """Whether it is a question: it is marked as one, or all of it asks."""
    if block.kind not in {HEADING, PARAGRAPH, ITEM} or len(block.text) > LONGEST:
        return False
    return _MARK.match(block.html) is not None or _QUESTION.search(block.text) is not None


def pairs_in(blocks: list[Block]) -> tuple[list[Pair], list[Block]]:
    """Pairs, and what stands before the first question."""
    pairs: list[Pair] = []
    before: list[Block] = []
    only_marked = sum(1 for block in blocks if _MARK.match(block.html)) > 1
    for block in blocks:
        if _ANSWERS.match(block.html) and pairs:
            pairs[-1].answer.append(_with(block, _ANSWERS))
        elif _MARK.match(block.html) if only_marked else asks(block) and not _goes_on(pairs, block):
            pairs.append(Pair(_with(block, _ASKS)))
        else:
            (pairs[-1].answer if pairs else before).append(block)
    return pairs, before


def _goes_on(pairs: list[Pair], block: Block) -> bool:
    """A question inside of an answer is no new one, where the questions are set apart by their look."""
    if not pairs:
        return False
    first = pairs[0].question
    looks = (first.kind == HEADING, first.is_bold)
    return any(looks) and looks != (block.kind == HEADING, block.is_bold)


def _with(block: Block, mark: re.Pattern[str]) -> Block:
    rest = mark.sub("", block.html, count=1)
    # The mark took the tags before it along: they are opened again where they close later.
    for tag in ("b", "i"):
        if rest.count(f"</{tag}>") > rest.count(f"<{tag}>"):
            rest = f"<{tag}>{rest}"
    return Block(block.kind, rest, block.level, block.ordered)
