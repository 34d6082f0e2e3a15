"""The name under which a browser keeps a file, whatever letters it is written in (RFC 6266)."""

from anyascii import anyascii
from django.utils.http import content_disposition_header


def content_disposition(name: str, as_attachment: bool = True) -> str:
    """The header; a name that is not plain ASCII is said twice, for old programs and for all others."""
    plain = content_disposition_header(as_attachment, anyascii(name)) or ""
    exact = content_disposition_header(as_attachment, name) or ""
    return plain if plain == exact else f"{plain}; {exact.partition('; ')[2]}"
