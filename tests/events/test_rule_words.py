"""A rule in words, in both languages."""

from datetime import date

import pytest
from django.utils.translation import override

from events.repeating.rule import Rule
from events.repeating.rule_words import rule_words, then_words

UNTIL = date(2027, 6, 24)


@pytest.mark.parametrize(
    ("rule", "english", "french"),
    [
        (
            Rule("weekly", date(2027, 1, 7), UNTIL),
            "Every Thursday until June 24, 2027",
            "Chaque jeudi jusqu’au 24 juin 2027",
        ),
        (
            Rule("weekly", date(2027, 1, 7), UNTIL, every=2),
            "Every second Thursday until June 24, 2027",
            "Un jeudi sur deux jusqu’au 24 juin 2027",
        ),
        (
            Rule("weekly", date(2027, 1, 7), UNTIL, every=3, weekdays=(1,)),
            "Tuesday and Thursday, every 3 weeks until June 24, 2027",
            "Le mardi et jeudi, toutes les 3 semaines jusqu’au 24 juin 2027",
        ),
        (
            Rule("monthly-weekday", date(2027, 1, 4), UNTIL),
            "The first Monday of each month until June 24, 2027",
            "Le premier lundi de chaque mois jusqu’au 24 juin 2027",
        ),
        (
            Rule("monthly-last", date(2027, 1, 29), UNTIL, every=2),
            "The last Friday, every 2 months until June 24, 2027",
            "Le dernier vendredi, tous les 2 mois jusqu’au 24 juin 2027",
        ),
        (
            Rule("monthly-day", date(2027, 1, 1), UNTIL),
            "The 1st of each month until June 24, 2027",
            "Le 1er de chaque mois jusqu’au 24 juin 2027",
        ),
    ],
)
def test_a_rule_is_said_as_people_say_it(rule, english, french):
    assert rule_words(rule) == english
    with override("fr"):
        assert rule_words(rule) == french


def test_what_follows_names_two_dates():
    days = [date(2027, 1, 21), date(2027, 2, 4), date(2027, 2, 18)]
    assert then_words(days) == "then January 21 and February 4"
    assert then_words([]) == ""
    with override("fr"):
        assert then_words(days) == "puis le 21 janvier et le 4 février"
