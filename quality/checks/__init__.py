"""The checks, a subject to a module, in the order in which lists name them."""

from quality.checks import for_those_who_cannot_see, headings_and_tables, link_goals, plain_language, what_is_told

__all__ = ["for_those_who_cannot_see", "headings_and_tables", "link_goals", "plain_language", "what_is_told"]
