"""The page as it will look, with what was added and what was taken away marked in it.

HTML is read as pieces: the tags of blocks, and the words between them with their inline tags. Pieces are compared
first, then the words of those that differ. All tags are those of the new page, so that what comes out is as well formed
as it was; of the old page only words are shown.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from django.templatetags.static import static
from django.utils.html import format_html

# Longer texts take too long to compare while somebody waits. In pieces of both pages.
MOST_PIECES = 6000
# Below this likeness two pieces are not the same sentence, changed: one went, the other came.
LIKE = 0.35
INLINE = "a abbr b bdi cite code em i kbd mark q s small span strong sub sup time u wbr".split()
# What holds no words that are read, and what holds words of its own kind: one piece each.
WHOLE = "script style svg select textarea math".split()
_whole = "|".join(rf"<{name}\b.*?</{name}>" for name in WHOLE)
BLOCK_TAG = re.compile(rf"({_whole}|<(?!/?(?:{'|'.join(INLINE)})[\s>])[^>]*>)", re.IGNORECASE | re.DOTALL)
WORD = re.compile(r"<[^>]*>|\s+|[^\s<]+")


class Split(NamedTuple):
    """A page of ours: its main part, and what stands before and after."""

    before: str
    main: str
    after: str


def marked_page(live: str, draft: str) -> str:
    """The HTML of the draft, its main part compared with that of the live page.

    Unmarked where a page has no main part or is too long to be compared.
    """
    old, new = split(live), split(draft)
    if old is None or new is None:
        return draft
    before, after = pieces(old.main), pieces(new.main)
    if len(before) + len(after) > MOST_PIECES:
        return draft
    sheet = format_html('<link rel="stylesheet" href="{}">', static("css/pages/marked.css"))
    head = new.before.replace("</head>", f"{sheet}</head>", 1)
    return f"{head}{''.join(_marked(before, after))}{new.after}"


def split(page: str) -> Split | None:
    opens = page.find("<main")
    begins = page.find(">", opens) + 1
    ends = page.rfind("</main>")
    if opens < 0 or ends < begins:
        return None
    return Split(page[:begins], page[begins:ends], page[ends:])


def pieces(html: str) -> list[str]:
    """Tags of blocks, and the words between them."""
    return [piece for piece in BLOCK_TAG.split(html) if piece.strip()]


def _marked(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from after[k:m]
        else:
            yield from _changed(before[i:j], after[k:m])


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """New tags as they are; words of the old pieces beside those that took their place."""
    gone = [piece for piece in before if not _is_tag(piece)]
    come = [piece for piece in after if not _is_tag(piece)]
    partners = dict(enumerate(zip_longest(come, gone[: len(come)])))
    yield from (_taken(piece, is_block=True) for piece in gone[len(come) :])
    number = 0
    for piece in after:
        if _is_tag(piece):
            yield piece
        else:
            yield _rewritten(partners[number][1], piece)
            number += 1


def _rewritten(before: str | None, after: str) -> str:
    if before is None:
        return _added(WORD.findall(after))
    old, new = WORD.findall(before), WORD.findall(after)
    found = SequenceMatcher(None, old, new, autojunk=False)
    if found.ratio() < LIKE:
        return _taken(before) + " " + _added(new)
    parts = []
    for kind, i, j, k, m in found.get_opcodes():
        if kind == "equal":
            parts.append("".join(new[k:m]))
        else:
            parts += [_taken("".join(old[i:j])), _added(new[k:m])]
    return "".join(parts)


def _added(words: Sequence[str]) -> str:
    """Inline tags stay outside the marks: they may close where another one opened."""
    parts = re.split(r"(<[^>]*>)", "".join(words))
    return "".join(part if not part.strip() or part.startswith("<") else f"<ins>{part}</ins>" for part in parts)


def _taken(piece: str, is_block: bool = False) -> str:
    words = re.sub(r"<[^>]*>", "", piece)
    if not words.strip():
        return ""
    return f'<del class="block">{words}</del>' if is_block else f"<del>{words}</del>"


def _is_tag(piece: str) -> bool:
    return BLOCK_TAG.fullmatch(piece) is not None
