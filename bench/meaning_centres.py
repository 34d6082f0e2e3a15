"""Makes the constants of search by meaning of our guides: `python -m bench.meaning_centres` (decision 87).

Of each language 60 passages of the guides for administrators, editors and moderators, spread over them all, and all of
their headings, which are as short as questions. Needs the packages of requirements-meaning.txt. What is written to
search/meaning/centres.npz gives the model another name, so that every site makes its vectors anew: run it when a model
changes, not whenever a guide does.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from search.meaning.centring import KEPT, centre_of, write_centres
from search.meaning.local_model import Encoder, encoders
from search.meaning.passages import passages
from search.meaning.vectors import Vectors, of_length_one

DOCS = Path(__file__).resolve().parent.parent / "docs"
FOLDERS, GUIDES = (DOCS, DOCS / "fr"), ("administering", "editing", "moderating")
MOST, FEWEST_WORDS = 60, 30
# What is drawn, and what is Markdown.
MARKS = re.compile(r"!\[[^]]*\]\([^)]*\)|\]\([^)]*\)|[`*\[#|]|<[^>]*>")


def chapters(folder: Path) -> Iterator[tuple[str, str]]:
    """Each heading, and the text below it."""
    for guide in GUIDES:
        text = (folder / f"{guide}.md").read_text(encoding="utf-8")
        for chapter in re.split(r"^#+ ", text, flags=re.MULTILINE)[1:]:
            title, _line, rest = chapter.partition("\n")
            yield title.strip(), MARKS.sub("", rest)


def spread(folder: Path) -> list[str]:
    """As many passages as are wanted, from beginning to end."""
    found = [one for chapter in chapters(folder) for one in passages(*chapter) if len(one.split()) > FEWEST_WORDS]
    return found[:: max(1, len(found) // MOST)][:MOST]


def vectors(encoder: Encoder, texts: list[str], is_question: bool) -> Vectors:
    return of_length_one(np.stack([encoder(text, is_question) for text in texts]))


def main() -> None:
    texts = [spread(folder) for folder in FOLDERS]
    headings = [[title for title, _text in chapters(folder)] for folder in FOLDERS]
    centres = {
        encoder.name: centre_of(
            [vectors(encoder, some, is_question=False) for some in texts],
            [vectors(encoder, some, is_question=True) for some in headings],
        )
        for encoder in encoders()
    }
    write_centres(centres)
    print(f"{KEPT.name}: {[len(some) for some in texts]} passages, {[len(some) for some in headings]} headings")


if __name__ == "__main__":
    main()
