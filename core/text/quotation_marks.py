"""Words between the quotation marks of the reader's language."""

from django.utils.translation import gettext as _


def quoted(words: str) -> str:
    """“peer support”; « peer support »."""
    return _("“%(words)s”") % {"words": words}
