"""The zone stands with its hours, by each of its names."""

import datetime

import pytest

from events.models import WebinarSummaryPage
from intake.document import HEADING, PARAGRAPH, Block, Document
from intake.filling import fill
from intake.finders.moments import when_in


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("May 4, 2021, 2 pm to 3 pm Eastern Time", "America/Toronto"),
        ("May 4, 2021, 2 to 3 pm (Mountain)", "America/Edmonton"),
        ("May 4, 2021, 14:00–15:00 MT", "America/Edmonton"),
        ("May 4, 2021, noon AT", "America/Halifax"),
        ("May 4, 2021, 9 am CST (Saskatchewan)", "America/Regina"),
        ("May 4, 2021, 9 am, Saskatchewan time", "America/Regina"),
        ("4 mai 2021, 9 h à 10 h, heure de l’Est", "America/Toronto"),
        ("4 mai 2021, 9 h à 10 h (heure du Pacifique)", "America/Vancouver"),
        ("4 mai 2021, 9 h à 10 h, heure normale des Rocheuses", "America/Edmonton"),
        ("4 mai 2021, 9 h à 10 h, heure du Centre", "America/Winnipeg"),
        ("4 mai 2021, 9 h (heure des Prairies)", "America/Winnipeg"),
        ("4 mai 2021, 9 h, heure avancée de l’Atlantique", "America/Halifax"),
        ("4 mai 2021, 9 h, heure de Terre-Neuve", "America/St_Johns"),
        ("4 mai 2021, 9 h 30 HNE", "America/Toronto"),
        ("4 mai 2021, 9 h, Centre communautaire de l’Est", ""),
        ("4 MAI 2021, 9 H, CAFÉ ET PAIN", ""),
    ],
)
def test_a_zone_is_known_by_its_names(line, zone):
    assert when_in(line).zone == zone


@pytest.mark.parametrize(
    "line",
    [
        "May 4, 2021, 4pm - 5pm AT / 12pm - 1pm PT",
        "May 4, 2021, 12 pm to 1 pm PT (3 pm to 4 pm ET)",
        "4 mai 2021, 15 h à 16 h (heure de l’Est), 12 h à 13 h (heure du Pacifique)",
    ],
)
def test_of_two_clocks_the_hours_and_the_zone_of_the_network_are_read(line):
    when = when_in(line)
    assert (when.start, when.end, when.zone) == (datetime.time(12), datetime.time(13), "America/Vancouver")


def test_of_two_other_clocks_the_first_is_read():
    when = when_in("May 4, 2021, 3 pm to 4 pm ET / 2 pm to 3 pm CT")
    assert (when.start, when.end, when.zone) == (datetime.time(15), datetime.time(16), "America/Toronto")


def test_a_zone_that_is_not_said_is_a_guess(request_for):
    head = [Block(HEADING, "Snow on the roof", level=1), Block(PARAGRAPH, "May 4, 2021, 2 pm to 3 pm")]
    filling = fill(WebinarSummaryPage, Document(head), request_for)
    assert filling.values["time_zone"] == "America/Vancouver"
    assert "time_zone" in filling.guessed


def test_a_word_that_begins_as_noon_does_is_no_hour():
    assert when_in("LES MIDIS DE LA RUE").start is None
