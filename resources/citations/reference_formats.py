"""References for other programs: RIS, BibTeX, CSL-JSON. Each writes from descriptions by the words of CSL."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import rispy

from resources.citations.author_names import family_first

Item = dict[str, Any]

RIS_TYPES = {
    "article-journal": "JOUR",
    "book": "BOOK",
    "document": "GEN",
    "graphic": "FIGURE",
    "pamphlet": "PAMP",
    "report": "RPRT",
}
BIBTEX_TYPES = {"article-journal": "article", "book": "book", "pamphlet": "booklet", "report": "techreport"}
# What LaTeX takes for an instruction.
LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # BibTeX counts braces, whatever stands before them.
    "{": r"\lbrace{}",
    "}": r"\rbrace{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
# Two of these in a row would become one other sign.
TWINS = re.compile(r"([-'`])(?=\1)")


class RisWriter(rispy.RisWriter):
    """Without the numbers between references, which are no part of the format; lines end as it says."""

    NEWLINE = "\r\n"

    def set_header(self, count: int) -> str:
        return ""


def ris(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield rispy.dumps([_ris(item)], implementation=RisWriter) + RisWriter.NEWLINE


def _ris(item: Item) -> dict[str, Any]:
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    found = {
        "type_of_reference": RIS_TYPES.get(item["type"], "GEN"),
        "id": item["id"],
        "title": item["title"],
        "authors": [_ris_name(name) for name in item.get("author", [])],
        "year": str(parts[0]) if parts else "",
        "date": "/".join(f"{part:02}" for part in parts) if len(parts) > 1 else "",
        "secondary_title": item.get("container-title", ""),
        "publisher": item.get("publisher", ""),
        "edition": item.get("edition", ""),
        "abstract": item.get("abstract", ""),
        "keywords": item["keyword"].split(", ") if item.get("keyword") else [],
        "language": item.get("language", ""),
        "doi": item.get("DOI", ""),
        "urls": [item["URL"]],
    }
    return {key: value for key, value in found.items() if value}


def _ris_name(name: Item) -> str:
    """A body ends in a comma, as EndNote asks: nothing of it is a given name. One of its own would part it."""
    words = family_first(name)
    return f"{words}," if "literal" in name and "," not in words else words


def bibtex(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _bibtex(item).items() if value)
        yield f"@{_bibtex_type(item)}{{{citation_key(item)},\n{fields}}}\n\n"


def citation_key(item: Item) -> str:
    """From the permanent identifier alone: it does not change when an author is spelt in another way."""
    return f"resource-{item['id']}"


def _bibtex_type(item: Item) -> str:
    kind = BIBTEX_TYPES.get(item["type"], "misc")
    # BibTeX insists on a publisher of a book, and on an institution of a report.
    return "misc" if kind in {"book", "techreport"} and not item.get("publisher") else kind


def _bibtex(item: Item) -> dict[str, str]:
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    publisher = "institution" if _bibtex_type(item) == "techreport" else "publisher"
    return {
        "title": _with_capitals(item["title"]),
        "author": " and ".join(_bibtex_name(name) for name in item.get("author", [])),
        "year": str(parts[0]) if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        "journal": latex(item.get("container-title", "")),
        publisher: latex(item.get("publisher", "")),
        "edition": latex(item.get("edition", "")),
        "abstract": latex(item.get("abstract", "")),
        "keywords": latex(item.get("keyword", "")),
        "language": item.get("language", ""),
        # Addresses are taken as they are; a brace in one would end the field.
        "doi": _address(item.get("DOI", "")),
        "url": _address(item["URL"]),
    }


def latex(text: str) -> str:
    """The words for LaTeX that reads UTF-8, as all of them do today."""
    return TWINS.sub(r"\1{}", "".join(LATEX.get(sign, sign) for sign in text))


def _with_capitals(title: str) -> str:
    """Words with capitals in braces, since the styles of BibTeX write titles in small letters."""
    words = re.split(r"(\s+)", title)
    return "".join(
        f"{{{latex(word)}}}" if re.search(r"[^\W\d_]", word) and word != word.lower() else latex(word) for word in words
    )


def _bibtex_name(name: dict[str, str]) -> str:
    if "literal" in name:
        return f"{{{latex(name['literal'])}}}"
    family, *rest = family_first({key: value for key, value in name.items() if key != "suffix"}).split(", ", 1)
    if not rest and " " in name["family"]:
        return f"{{{latex(family)}}}"
    # “von Last, Jr., First”
    return ", ".join(_without_and(latex(part)) for part in [family, *filter(None, [name.get("suffix")]), *rest])


def _without_and(part: str) -> str:
    return f"{{{part}}}" if re.search(r"\band\b|,", part) else part


def _address(text: str) -> str:
    return text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def csl_json(items: Iterable[Item]) -> Iterator[str]:
    """One array, written as it comes."""
    between = "[\n"
    for item in items:
        yield between + json.dumps(item, ensure_ascii=False)
        between = ",\n"
    yield "\n]\n" if between != "[\n" else "[]\n"
