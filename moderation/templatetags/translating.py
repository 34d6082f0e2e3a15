"""The editor of translations, with its passages as they are written."""

from django import template

from moderation.translating.editor import with_readable_passages

register = template.Library()
# For the tag `filter`, which takes what is rendered already.
register.filter("readable_passages", with_readable_passages, is_safe=True)
