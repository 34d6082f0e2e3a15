"""Events on many dates as nobody would think of them: any zone, rule, night at which clocks change, and exception."""

import datetime
from datetime import date, time

from hypothesis import strategies as st
from wagtail.models import Locale

from events.models import EventPage
from events.repeating.rule import Repeats

# Half an hour of daylight saving, the other half of the year, one that stays in summer, one that never changes.
ZONES = [
    "America/St_Johns",
    "America/Vancouver",
    "Europe/Dublin",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "UTC",
]
PUBLISHED = datetime.datetime(2025, 1, 1, 12, tzinfo=datetime.UTC)
HOURS = st.times(time(0), time(21)).map(lambda at: at.replace(second=0, microsecond=0, fold=0))
PLACES = st.integers(0, 60)


@st.composite
def events_on_many_dates(draw):
    """Unsaved, with an address, so that calendars can tell of it."""
    whole_days, start, first = draw(st.booleans()), draw(HOURS), draw(st.dates(date(2025, 1, 1), date(2030, 12, 20)))
    event = EventPage(
        title="Open table",
        slug="open-table",
        start_date=first,
        start_time=None if whole_days else start,
        end_time=None if whole_days else start.replace(hour=start.hour + 1),
        all_day=whole_days,
        time_zone=draw(st.sampled_from(ZONES)),
        repeats=draw(st.sampled_from([value for value in Repeats.values if value])),
        repeats_every=draw(st.integers(1, 3)),
        repeats_weekdays=draw(st.lists(st.integers(0, 6), max_size=3, unique=True)),
        repeats_until=first + datetime.timedelta(days=draw(st.integers(0, 400))),
        first_published_at=PUBLISHED,
        last_published_at=PUBLISHED,
        path="00010001",
        url_path="/front/open-table/",
        locale=Locale.get_default(),
    )
    if event.repeats == Repeats.MONTHLY_LAST and not event.rule.begins_with_itself:
        event.repeats = Repeats.MONTHLY_DAY
    blocks = [_block(number, *one) for number, one in enumerate(_exceptions(draw, event))]
    event.dates_apart = event._meta.get_field("dates_apart").to_python(blocks)
    return event


def _block(number, kind, value):
    return {"type": kind, "value": value, "id": f"b{number}"}


def _exceptions(draw, event):
    """One thing at most is said of each date; one of the dates at least is left."""
    days = [one.day for one in event.dates()]
    drawn = draw(st.dictionaries(PLACES, st.sampled_from(["left_out", "cancelled", "moved", "own"]), max_size=6))
    said = {days[at]: kind for at, kind in drawn.items() if at < len(days)}
    if all(said.get(day) == "left_out" for day in days):
        said.pop(days[0])
    for day, kind in said.items():
        yield kind, {"day": str(day)} | _more_of(draw, kind, day, event)
    for by in draw(st.sets(st.integers(1, 90), max_size=2)):
        day = days[0] + datetime.timedelta(days=by)
        if day not in days:
            yield "added", {"day": str(day)}


def _more_of(draw, kind, day, event):
    if kind == "own":
        return {"title": "With a guest"}
    if kind != "moved":
        return {}
    hours = {"start": "13:00", "end": "14:30"} if not event.all_day and draw(st.booleans()) else {}
    return {"new_day": str(day + datetime.timedelta(days=draw(st.integers(-20, 20))))} | hours
