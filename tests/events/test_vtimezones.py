"""Time zones in calendar files, read by the rules that they state, not by a table of the reader's own."""

import datetime
import io
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from core.i18n.time_zones import NAMED
from events.calendars.vtimezones import zone_component, zone_components

KEYS = [key for key in NAMED if key != "UTC"]


def at(year, month, day, hour=12, key="America/Vancouver"):
    return datetime.datetime(year, month, day, hour, tzinfo=ZoneInfo(key))


def read(component):
    """The zone as a reader understands it that knows nothing but the component."""
    return tzical(io.StringIO(component.to_ical().decode())).get()


def rules(component):
    return [observance.get("rrule") for observance in component.subcomponents]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("years", [(2025, 2025), (2026, 2026), (2026, 2028), (2027, 2027)])
def test_every_hour_of_its_years_is_that_of_the_zone(key, years):
    first, last = at(years[0], 1, 1, key=key), at(years[1], 12, 31, key=key)
    zone = read(zone_component(key, first, last))
    moment = first
    while moment <= last:
        clock = moment.replace(tzinfo=None)
        assert clock.replace(tzinfo=zone).utcoffset() == moment.utcoffset(), clock
        moment = (moment + datetime.timedelta(days=3)).replace(tzinfo=ZoneInfo(key))


@pytest.mark.parametrize("key", KEYS)
def test_no_dates_are_listed(key):
    component = zone_component(key, at(2025, 1, 1, key=key), at(2030, 1, 1, key=key))
    assert not any(observance.get("rdate") for observance in component.subcomponents)


def test_a_zone_with_summer_time_has_the_two_yearly_rules():
    written = zone_component("America/Toronto", at(2026, 12, 1), at(2027, 7, 1)).to_ical().decode()
    assert "BYDAY=2SU;BYMONTH=3" in written and "BYDAY=1SU;BYMONTH=11" in written and "UNTIL" not in written


def test_the_last_sunday_is_said_to_be_the_last():
    assert "BYDAY=-1SU;BYMONTH=10" in zone_component("Europe/Paris", at(2026, 1, 1), at(2026, 2, 1)).to_ical().decode()


@pytest.mark.parametrize("key", ["America/Vancouver", "America/Edmonton", "America/Regina", "America/Whitehorse"])
def test_where_the_clocks_are_no_longer_changed_one_standard_is_enough(key):
    component = zone_component(key, at(2026, 12, 1), at(2028, 7, 1))
    assert [part.name for part in component.subcomponents] == ["STANDARD"] and rules(component) == [None]


def test_a_rule_that_ends_says_when():
    written = zone_component("America/Vancouver", at(2025, 7, 1), at(2026, 12, 1)).to_ical().decode()
    assert "UNTIL=20260308T100000Z" in written


def test_each_zone_is_defined_once_and_utc_never():
    times = [at(2026, 1, 1), at(2027, 1, 1), at(2027, 1, 1, key="America/Toronto"), at(2027, 1, 1, key="UTC")]
    assert [str(one["tzid"]) for one in zone_components(times)] == ["America/Toronto", "America/Vancouver"]
