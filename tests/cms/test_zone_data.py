"""Which rules of time zones are in force."""

import datetime
import subprocess
import sys
import zoneinfo
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from core.i18n.time_zones import NAMED

INSTANTS = [
    datetime.datetime(year, month, 15, 12, tzinfo=datetime.UTC) for year in range(2020, 2031) for month in range(1, 13)
]


def offsets(zone):
    return [instant.astimezone(zone).utcoffset() for instant in INSTANTS]


def pinned(name):
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


@pytest.mark.parametrize("name", NAMED)
def test_a_zone_is_that_of_the_pinned_package(name):
    assert offsets(ZoneInfo(name)) == offsets(pinned(name))


def test_the_files_of_the_system_are_not_asked():
    assert zoneinfo.TZPATH == ()


def test_british_columbia_stays_on_daylight_time():
    """The rule of 2026 that the system's files may lack."""
    winter = datetime.datetime(2026, 12, 15, 12, tzinfo=datetime.UTC)
    assert winter.astimezone(ZoneInfo("America/Vancouver")).utcoffset() == datetime.timedelta(hours=-7)


def test_the_c_library_has_the_same_rules():
    """Times in the log come from there."""
    script = "import django.conf, time; django.conf.settings.DEBUG; print(time.localtime(1797336000).tm_gmtoff)"
    command = [sys.executable, "-c", script]
    environment = {"DJANGO_SETTINGS_MODULE": "cms.settings", "SECRET_KEY": "x", "TIME_ZONE": "America/Vancouver"}
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    assert int(done.stdout) == -7 * 3600
