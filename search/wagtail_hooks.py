"""Where search enters Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from search.staff.admin import SearchGroup

register_snippet(SearchGroup)
