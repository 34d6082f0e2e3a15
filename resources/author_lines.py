"""The authors of a line, apart: “Marlow J, Osei P”, “Jane Marlow; Paul Osei and Li Chen”, “Marlow, J., Osei, P.”."""

import re

_JOINS = re.compile(r";|,?\s+(?:and|et|&)\s+")
# One to three capitals with or without points, perhaps joined: J, J.P., J-P
_INITIALS = re.compile(r"(?:[A-ZÀ-Ý]\.?[\s-]?){1,3}")


def author_names_in(text: str) -> list[str]:
    """Names apart by semicolons, “and”, or commas where each piece is a whole name."""
    pieces = [name for piece in _JOINS.split(text) for name in _apart(piece)]
    return [name for piece in pieces if (name := _trimmed(piece))]


def is_author_name(name: str) -> bool:
    """“Marlow J”, “Marlow, J.P.”: a family name with its initials."""
    family, _blank, initials = name.replace(",", "").rpartition(" ")
    return family[:1].isupper() and bool(_INITIALS.fullmatch(initials))


def _apart(piece: str) -> list[str]:
    parts = [part.strip() for part in piece.split(",") if part.strip()]
    if len(parts) > 1 and all(len(part.split()) > 1 for part in parts) and not _says_role(parts):
        return parts
    # Family name and initials by turns.
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) > 2 and len(parts) % 2 == 0 and all(_INITIALS.fullmatch(initials) for _name, initials in pairs):
        return [f"{name}, {initials}" for name, initials in pairs]
    return [piece]


def _says_role(parts: list[str]) -> bool:
    """“Jane Marlow, project manager”: what begins small is no name."""
    return any(part[0].islower() and part.split()[0] not in {"de", "du", "van", "von", "la", "le"} for part in parts)


def _trimmed(name: str) -> str:
    """A point that ends initials stays."""
    name = name.strip(" ,")
    return name if re.search(r"\b[A-ZÀ-Ý]\.$", name) else name.strip(" .,")
