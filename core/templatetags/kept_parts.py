"""Parts of a page that are rendered once for all who may see the same, until public content changes."""

from collections.abc import Hashable

from django import template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import get_language

from caching.site_version import version_cache
from core.addresses import below_its_own
from core.prefetch import Reader

register = template.Library()
# Of so many parts a process remembers; it then begins anew.
MOST = 1000
KEY = "kept parts"
# What a part that others are shown may not know.
PERSONAL = {"request", "user", "perms", "messages", "csrf_token"}


@register.simple_tag(takes_context=True)
def kept_part(context: template.Context, name: str, *differences: Hashable) -> str:
    """The template of that name with this context, but for what is of one reader alone.

    `differences`: all by which the part may differ besides page, language, day and what is closed to the reader; also
    the next instant at which it changes by itself. Of a draft, or of anything that was not read from the database to
    answer at its address, nothing is remembered.
    """
    page = context["page"]
    inputs = {str(key): value for key, value in context.flatten().items() if key not in PERSONAL}
    if not getattr(page, "is_read_at_its_address", False):
        return get_template(name).render(inputs)
    parts = _parts()
    reader = Reader.of(context["request"], page)
    key = (name, page.pk, below_its_own(page), get_language(), timezone.localdate(), reader.key, differences)
    part = parts.get(key)
    if part is None:
        part = parts[key] = get_template(name).render(inputs)
    return part


def _parts() -> dict[Hashable, str]:
    known = version_cache()
    if len(known.get(KEY, ())) >= MOST:
        known.pop(KEY, None)
    return known.setdefault(KEY, {})
