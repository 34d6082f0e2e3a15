"""A page of the site inside a frame of the admin: its links stay in the preview, and nothing of it acts."""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import urlsplit

from django.conf import settings

_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"""(<a\b[^>]*?\s)href=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
# Beside the header of the admin, which is looser.
_POLICY = "script-src 'none'; form-action 'none'; connect-src 'none'; base-uri 'none'"
_HEAD = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><meta name="robots" content="noindex">'


def inert(html: str, way_to: Callable[[str], str]) -> str:
    """`way_to` says where in the preview an address of the site is shown; empty where it is not."""

    def led_back(found: re.Match[str]) -> str:
        address = unescape(found[2] if found[2] is not None else found[3])
        if address.startswith("#"):
            return found[0]
        target = way_to(own) if (own := _own(address)) else ""
        return f'{found[1]}href="{escape(target)}"' if target else f'{found[1]}aria-disabled="true"'

    html = _LINK.sub(led_back, _SCRIPT.sub("", html))
    return re.sub(r"(<head\b[^>]*>)", lambda found: found[0] + _HEAD, html, count=1)


def _own(address: str) -> str:
    """The path of an address of ours."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.netloc and f"{parts.scheme}://{parts.netloc}" != settings.PUBLIC_URL.rstrip("/"):
        return ""
    if not parts.path.startswith("/") or parts.scheme not in {"", "http", "https"}:
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")
