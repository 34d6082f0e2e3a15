"""All zones of the world can be chosen, by names that people know; those that are likely stand first."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.translation import override

from core.forms import ZoneSelect
from core.i18n.time_zones import is_zone, zone_choices, zone_keys, zone_name
from tests import factories


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_zone_has_a_name_and_stands_once(language):
    with override(language):
        groups = zone_choices()
        keys = [key for _group, choices in groups for key, _name in choices]
        names = [name for _group, choices in groups for _key, name in choices]
    assert sorted(keys) == sorted(zone_keys())
    assert len(keys) > 400
    assert not [name for name in names if not name.strip() or "_" in name]


def test_names_are_in_the_language_of_the_reader():
    assert zone_name("Europe/Berlin") == "Central European Time"
    with override("fr"):
        assert zone_name("Europe/Berlin") == "heure d’Europe centrale"
    assert zone_name("America/Vancouver") == "Pacific Time"


@pytest.mark.parametrize("key", ["", "Nowhere", "Etc/GMT+3", "posixrules", "../../etc/passwd", "Factory", "EST"])
def test_what_is_no_zone_of_a_place_is_refused(key):
    assert not is_zone(key)


def test_a_name_of_before_is_still_a_zone():
    assert is_zone("America/Montreal")


def test_what_is_chosen_and_the_zone_of_the_editor_stand_first():
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        (_label, often, _index), *_rest = ZoneSelect().optgroups("time_zone", ["Europe/Berlin"])
    values = [option["value"] for option in often]
    assert values[:3] == ["Europe/Berlin", "Asia/Tokyo", "America/Vancouver"]
    assert often[0]["selected"]


@pytest.mark.django_db
def test_an_event_stands_in_any_zone(client):
    event = factories.event(start_date=datetime.date(2099, 12, 3), time_zone="Asia/Tokyo")
    assert event.occurrences.get().start_utc.hour == 1
    assert "Japan Time" in client.get(event.url).content.decode()
