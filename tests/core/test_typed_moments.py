"""Days and times as people type them: understood in both languages, or asked about."""

import datetime
import sys
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from core.i18n import typed_moments
from core.i18n.profiles import profile_of, words_in_all_languages
from core.i18n.typed_moments import day_of, moment_of, time_of


@pytest.mark.parametrize(
    "text",
    [
        "March 3, 2027",
        "3 mars 2027",
        "le 3 mars 2027",
        "3/3/2027",
        "2027-03-03",
        "Wed, March 3 2027",
        "mercredi 3 mars 2027",
        "3rd of March 2027",
        "  March   3,  2027 ",
        "MARCH 3, 2027",
        "3 mar. 2027",
    ],
)
def test_a_day_is_understood(text):
    assert day_of(text) == datetime.date(2027, 3, 3)


@pytest.mark.parametrize(("text", "day"), [("1er avril 2027", (2027, 4, 1)), ("13/04/2027", (2027, 4, 13))])
def test_a_day_with_one_meaning_is_understood(text, day):
    assert day_of(text) == datetime.date(*day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "March 3",
        "March 2027",
        "2027",
        "tomorrow",
        "demain",
        "March 32, 2027",
        "31 février 2027",
        "soon",
        "3",
        "March 3, 2027 at noon",
        "x" * 500,
        "0/0/0",
        "٣ مارس",
    ],
)
def test_what_is_no_day_is_said_to_be_none(text):
    with pytest.raises(ValidationError, match="could not read this date"):
        day_of(text)


@pytest.mark.parametrize("text", ["2027-13-01", "2027-02-30"])
def test_a_day_that_does_not_exist_is_said_not_to(text):
    with pytest.raises(ValidationError, match="date does not exist"):
        day_of(text)


def test_a_day_with_two_meanings_is_asked_about():
    with pytest.raises(ValidationError, match="Thursday, March 4, 2027 or Saturday, April 3, 2027"):
        day_of("3/4/2027")


def test_a_day_that_is_another_day_of_the_week_is_asked_about():
    with pytest.raises(ValidationError, match="Wednesday, March 3, 2027 is a different day of the week"):
        day_of("Tuesday, March 3, 2027")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2:30 PM", (14, 30)),
        ("2.30 pm", (14, 30)),
        ("14:30", (14, 30)),
        ("14h30", (14, 30)),
        ("14 h 30", (14, 30)),
        ("14 h", (14, 0)),
        ("2 p.m.", (14, 0)),
        ("12 am", (0, 0)),
        ("12 pm", (12, 0)),
        ("noon", (12, 0)),
        ("midi", (12, 0)),
        ("minuit", (0, 0)),
        ("09:05:00", (9, 5)),
        ("9:05", (9, 5)),
    ],
)
def test_a_time_is_understood(text, time):
    assert time_of(text) == datetime.time(*time)


@pytest.mark.parametrize(
    "text", ["", "2", "14", "25:00", "14:60", "14 pm", "0 am", "half past two", "14:3", "-1:00", "²:00"]
)
def test_what_is_no_time_is_said_to_be_none(text):
    with pytest.raises(ValidationError):
        time_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-03 14:30",
        "2027-03-03T14:30",
        "March 3, 2027, 2:30 pm",
        "March 3, 2027 at 2:30 pm",
        "3 mars 2027 à 14 h 30",
    ],
)
def test_a_moment_is_understood(text):
    assert moment_of(text) == datetime.datetime(2027, 3, 3, 14, 30)


@pytest.mark.parametrize("text", ["", "2027-03-03", "March 3, 2027", "14:30", "3/4/2027 14:30", "soon"])
def test_what_is_no_moment_is_asked_about(text):
    with pytest.raises(ValidationError):
        moment_of(text)


@pytest.fixture
def spanish(settings, monkeypatch):
    """A third language, with a profile of its own."""
    profile = SimpleNamespace(noon={"mediodía"}, midnight={"medianoche"}, at={"a las"})
    monkeypatch.setitem(sys.modules, "core.i18n.profiles.es", SimpleNamespace(PROFILE=profile))
    remembered = [profile_of, words_in_all_languages, typed_moments._weekdays, typed_moments._time_at_the_end]
    remembered.append(typed_moments._languages)
    settings.LANGUAGES = [*settings.LANGUAGES, ("es", "Spanish")]
    for function in remembered:
        function.cache_clear()
    yield
    for function in remembered:
        function.cache_clear()


def test_a_language_added_by_its_recipe_is_understood(spanish):
    assert day_of("miércoles 3 de marzo de 2027") == datetime.date(2027, 3, 3)
    assert time_of("mediodía") == datetime.time(12)
    assert moment_of("3 de marzo de 2027 a las 14:30") == datetime.datetime(2027, 3, 3, 14, 30)
    with pytest.raises(ValidationError):
        day_of("lunes 3 de marzo de 2027")
