"""The addresses of a resource in one form: two that lead to the same are the same text."""

import json
import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from core.text.dois import DOI_ADDRESS, doi_key
from core.text.web_addresses import web_address
from resources.json_values import JsonValue

# What newsletters and social networks add to an address, and the pages that a folder shows by itself.
_TRACKING = re.compile(
    r"(utm_.*|mc_[ce]id|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|igshid|_ga|_gl|_hs.*|mkt_tok|s_cid|vero_id|oly_.*)",
    re.IGNORECASE,
)
_FOLDER_PAGE = re.compile(r"/(index|default)\.(html?|php|aspx?|jsp|cfm)$", re.IGNORECASE)
_DOI_HOSTS = {"doi.org", "dx.doi.org", "www.doi.org", "www.dx.doi.org"}
_PORTS = {"http": 80, "https": 443}


def normal_address(url: str) -> str:
    """One form for all addresses that lead to the same. Empty for what is no address of the web."""
    text = web_address(url or "")
    if re.match(r"[\w+.-]+:(?!//|\d)", text):
        return ""
    if "://" not in text[:10]:
        text = f"https://{text.removeprefix('//')}"
    try:
        split = urlsplit(text)
        port = split.port
    except ValueError:
        return ""
    host = _host(split.hostname or "")
    if split.scheme not in _PORTS or "." not in host:
        return ""
    if host in _DOI_HOSTS:
        return DOI_ADDRESS + (doi_key(text) or split.path.strip("/"))
    at = f":{port}" if port and port != _PORTS[split.scheme] else ""
    fragment = f"#{split.fragment}" if split.fragment[:1] in {"!", "/"} else ""
    return f"https://{host.removeprefix('www.')}{at}{_path(split.path)}{_query(split.query)}{fragment}"


def _host(name: str) -> str:
    try:
        return name.rstrip(".").encode("idna").decode().lower()
    except UnicodeError:
        return name.rstrip(".").lower()


def _path(path: str) -> str:
    """Each letter written one way; without the slash at the end or the name of a folder's own page."""
    kept: list[str] = []
    for part in _FOLDER_PAGE.sub("", path).split("/"):
        if part == "..":
            del kept[-1:]
        elif part != ".":
            kept.append(quote(unquote(part), safe="~!$&'()*+,;=:@"))
    return "/" + "/".join(kept).strip("/") if any(kept) else ""


def _query(query: str) -> str:
    pairs = sorted(pair for pair in parse_qsl(query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0]))
    return f"?{urlencode(pairs)}" if pairs else ""


def all_addresses(doi: str, addresses: Iterable[str]) -> list[str]:
    found = [f"{DOI_ADDRESS}{doi_key(doi)}" if doi_key(doi or "") else "", *map(normal_address, addresses)]
    return list(dict.fromkeys(filter(None, found)))


def addresses_in(links: JsonValue) -> list[str]:
    """The addresses of other sites in the links of a resource, as the database keeps them."""
    if not links or '"url"' not in (links if isinstance(links, str) else json.dumps(links)):
        return []
    blocks = json.loads(links) if isinstance(links, str) else links
    # A revision holds the stream as text inside its own text.
    blocks = json.loads(blocks) if isinstance(blocks, str) else blocks
    values = [block.get("value") for block in blocks if isinstance(block, dict)] if isinstance(blocks, list) else []
    addresses = (value.get("url") for value in values if isinstance(value, dict))
    return [address for address in addresses if isinstance(address, str) and address]
