"""What the checks find, for the rules of going live: what blocks is a problem, the rest a warning."""

from wagtail.models import Page

from core.going_live import Problem, rule_of_any_page, warning_of_any_page
from quality import checks
from quality.checking import Level, as_problem, findings
from quality.section_levels import aim_at, checks_at, path_of

__all__ = ["checks", "connect"]


def what_blocks(page: Page) -> list[Problem]:
    return _found(page, Level.BLOCK)


def what_warns(page: Page) -> list[Problem]:
    return _found(page, Level.WARN)


def _found(page: Page, level: Level) -> list[Problem]:
    path = path_of(page)
    return [as_problem(one) for one in findings(page, checks_at(path, level), aim_at(path)[0])]


def connect() -> None:
    """Called when the apps are ready: the checks are known by then."""
    rule_of_any_page(what_blocks)
    warning_of_any_page(what_warns)
