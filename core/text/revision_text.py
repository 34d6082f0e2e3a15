"""What a version of a page says, apart from what the site notes about the page."""

from typing import Any

# What Wagtail keeps in a version besides its words: a change of these alone is no edit.
BESIDES = frozenset(
    """wagtail_admin_comments latest_revision latest_revision_created_at live_revision draft_title live
    has_unpublished_changes first_published_at last_published_at locked locked_at locked_by expired
    index_entries url_path path depth numchild owner""".split()
)


def words(content: dict[str, Any]) -> dict[str, Any]:
    """The content of a version without what is noted besides."""
    besides = BESIDES | {"go_live_at"} if _follows_event(content) else BESIDES
    return {key: value for key, value in content.items() if key not in besides}


def _follows_event(content: dict[str, Any]) -> bool:
    """Its hour is the end of an event (decision 85): nobody wrote it, and it moves while the page is in review."""
    return bool(content.get("after_event")) and not content.get("first_published_at")
