"""Dates and times as each language writes them."""

import datetime

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format, get_format

FORMATS = ["DATE_FORMAT", "TIME_FORMAT", "DATETIME_FORMAT", "SHORT_DATE_FORMAT", "SHORT_DATETIME_FORMAT"]


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("name", [*FORMATS, "YEAR_MONTH_FORMAT", "MONTH_DAY_FORMAT"])
@pytest.mark.parametrize("hour", [0, 9, 12, 15])
def test_no_date_or_time_brings_a_full_stop_to_the_end_of_a_sentence(language, name, hour):
    """“started 3:38 p.m..”"""
    with translation.override(language):
        for month in range(1, 13):
            said = date_format(datetime.datetime(2026, month, 3, hour, 38), get_format(name))
            assert not said.endswith("."), said
