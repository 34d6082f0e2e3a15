"""Questions with the answers that a fair librarian would accept: `bench/judged/*.csv`, written before the engine.

An answer is an address on the site. A third of each set, spread over its kinds of questions, is set aside: nobody who
works on the engine looks at it, and it is asked once at the end. The questions in `bench/judged/tuning/` are by another
reader; numbers of the engine are chosen by them, so that those of the other sets are not fitted to what measures them.
Those in `bench/judged/checking/` are by a third reader: no number is chosen by them, and they are asked when one was.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "judged"
TUNING, CHECKING = FOLDER / "tuning", FOLDER / "checking"
SETS = ("ordinary", "paraphrase", "across_languages", "without_answer")


@dataclass(frozen=True)
class Question:
    words: str
    # Of the reader, not of the words.
    language: str
    # Any of them is a right answer; none: nothing on the site answers it.
    expected: tuple[str, ...]
    is_set_aside: bool
    note: str


def questions(name: str, folder: Path = FOLDER) -> list[Question]:
    """All questions of one of the `SETS`."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Question(
                row["question"],
                row["language"],
                tuple(row["expected"].split()),
                row["set aside"] == "yes",
                row["note"],
            )
            for row in csv.DictReader(lines)
        ]
