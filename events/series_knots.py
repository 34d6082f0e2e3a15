"""The parts of each series as covers show them: how many there are to be, and which were held. The same for everybody:
what strangers may see."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Page

from caching.site_version import cached_until_change
from core.cover import Cover, Knots
from core.visibility import STRANGER, closed_paths, visible_to

# So many knots fit on a strand.
MOST = 12


class KnownSeries(NamedTuple):
    """A series with its title in each language, by the key of the language."""

    key: UUID
    titles: dict[int, str]
    planned: int
    held: tuple[int, ...]
    # Parts that have a date to come.
    announced: tuple[int, ...]

    def knots(self, here: int = 0) -> Knots | None:
        total = max([self.planned, here, *self.held, *self.announced])
        return Knots(self.key, total, self.held, here) if 1 < total <= MOST else None

    def cover_of_part(self, number: int | None, locale_id: int) -> Cover:
        """Of a page that is part `number`."""
        title = self.titles.get(locale_id) or next(iter(self.titles.values()))
        knots = self.knots(number) if number else None
        if number is None:
            return Cover(note=title)
        if knots is None:
            return Cover(str(number), f"{title} · {gettext('Part %(number)s') % {'number': number}}")
        words = gettext("Part %(number)s of %(total)s") % {"number": number, "total": knots.total}
        return Cover(str(number), f"{title} · {words}", knots=knots)


def series_by_path(path: str) -> KnownSeries | None:
    """The series whose page stands at this path of the tree, in any language."""
    keys, known = _known(tuple(closed_paths(STRANGER)))
    return known.get(keys.get(path))


def series_by_pk(pk: int | None) -> KnownSeries | None:
    keys, known = _known(tuple(closed_paths(STRANGER)))
    return known.get(keys.get(pk))


@cached_until_change
def _known(closed: tuple[str, ...]) -> tuple[dict[str | int | None, UUID], dict[UUID | None, KnownSeries]]:
    """Keys of series by path and by primary key, and all series by key: three queries for every list together.

    Remembered for what is `closed` to strangers: who may see what is asked in each request.
    """
    columns = ("pk", "path", "translation_key", "locale_id", "title", "planned_size")
    keys: dict[str | int | None, UUID] = {}
    titles: dict[UUID, dict[int, str]] = {}
    planned: dict[UUID, int] = {}
    for pk, path, key, locale_id, title, size in _public("WebinarSeriesPage").values_list(*columns):
        keys[path] = keys[pk] = key
        titles.setdefault(key, {})[locale_id] = title
        planned[key] = max(planned.get(key, 0), size or 0)
    held, announced = _numbers(keys) if keys else ({}, {})
    known: dict[UUID | None, KnownSeries] = {
        key: KnownSeries(key, names, planned[key], _in_order(held.get(key)), _in_order(announced.get(key)))
        for key, names in titles.items()
    }
    return keys, known


def _in_order(numbers: set[int] | None) -> tuple[int, ...]:
    return tuple(sorted(numbers or ()))


def _numbers(keys: dict[str | int | None, UUID]) -> tuple[dict[UUID, set[int]], dict[UUID, set[int]]]:
    """The numbers of the parts that were held, and of those that have a date to come."""
    now = timezone.now()
    held: dict[UUID, set[int]] = {}
    announced: dict[UUID, set[int]] = {}
    for path, number in _public("WebinarSummaryPage").filter(number__gt=0).values_list("path", "number"):
        if path[: -Page.steplen] in keys:
            held.setdefault(keys[path[: -Page.steplen]], set()).add(number)
    events = _public("EventPage").filter(series__in=_pks(keys), series_position__gt=0)
    for pk, number, end in events.values_list("series_id", "series_position", "sort_end_utc"):
        (held if end and end <= now else announced).setdefault(keys[pk], set()).add(number)
    return held, announced


def _pks(keys: Iterable[str | int | None]) -> list[int]:
    return [key for key in keys if isinstance(key, int)]


def _public(name: str) -> Any:
    """Pages of a model of this app, asked for by name: the models themselves show covers."""
    return visible_to(apps.get_model("events", name)._default_manager.all(), STRANGER)
