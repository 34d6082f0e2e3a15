"""Which checks block, warn or rest for a page, and how easy it should be to read: what the nearest section says."""

from typing import Any, NamedTuple, TypeVar

from wagtail.models import Page

from caching.site_version import cached_until_change
from quality.checking import Aim, Check, Level, all_checks
from quality.models import SectionAim, SectionLevel

Said = TypeVar("Said")
# How easy a text should be where no section says anything.
EASE = 30


class Row(NamedTuple):
    """What one section says: it holds below its tree paths, one for each language."""

    paths: tuple[str, ...]
    section: int
    said: Any


@cached_until_change
def _level_rows() -> dict[str, list[Row]]:
    rows = list(SectionLevel.objects.values_list("check_code", "section_id", "level"))
    paths = _paths_by_section({section for _code, section, _level in rows})
    found: dict[str, list[Row]] = {}
    for code, section, level in rows:
        found.setdefault(code, []).append(Row(paths[section], section, level))
    return found


@cached_until_change
def _aim_rows() -> list[Row]:
    rows = list(SectionAim.objects.values_list("section_id", "ease"))
    paths = _paths_by_section({section for section, _ease in rows})
    return [Row(paths[section], section, ease) for section, ease in rows]


def _paths_by_section(sections: set[int]) -> dict[int, tuple[str, ...]]:
    """A section is the same one in every language."""
    if not sections:
        return {}
    keys = dict(Page.objects.filter(pk__in=sections).values_list("pk", "translation_key"))
    paths: dict[Any, list[str]] = {}
    for key, path in Page.objects.filter(translation_key__in=set(keys.values())).values_list("translation_key", "path"):
        paths.setdefault(key, []).append(path)
    return {section: tuple(paths.get(keys.get(section), ())) for section in sections}


def nearest(rows: list[Row], path: str) -> Row | None:
    """That of the section that lies nearest above a tree path."""
    held = [
        (max(len(one) for one in row.paths if path.startswith(one)), row) for row in rows if path.startswith(row.paths)
    ]
    return max(held, key=lambda one: (one[0], one[1].section))[1] if held else None


def level_of(check: Check, path: str) -> tuple[Level, int | None]:
    """The level, and the section that says so; none where it is what the check says of itself."""
    row = nearest(_level_rows().get(check.code, []), path)
    return (Level(row.said), row.section) if row and row.said in Level.values else (check.level, None)


def aim_at(path: str) -> tuple[Aim, int | None]:
    row = nearest(_aim_rows(), path)
    return (Aim(row.said), row.section) if row else (Aim(EASE), None)


def checks_at(path: str, *levels: Level) -> list[Check]:
    return [one for one in all_checks() if level_of(one, path)[0] in levels]


def path_of(page: Page) -> str:
    """Its place in the tree; that of a page that is not there yet is its section's."""
    return page.path or getattr(page, "path_of_section", "")
