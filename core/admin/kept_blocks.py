"""What somebody pastes into a rich text keeps its words, also where the field does not take its format."""

import json
from collections.abc import Mapping
from typing import Any

# Paragraphs, and what is drawn between them: every field knows these.
OF_EVERY_FIELD = frozenset(["unstyled", "atomic"])


def with_known_blocks(written: str, options: Mapping[str, Any]) -> str:
    """The text as Draftail sends it. Wagtail deletes a block of a kind that the field has not: here it is a paragraph.

    A heading stays bold where the field has that.
    """
    text = json.loads(written) if written else None
    if not isinstance(text, dict):
        return written
    known = OF_EVERY_FIELD | {one["type"] for one in options.get("blockTypes", [])}
    has_bold = any(one["type"] == "BOLD" for one in options.get("inlineStyles", []))
    for block in text.get("blocks", []):
        if block["type"] in known:
            continue
        if has_bold and block["type"].startswith("header-"):
            bold = {"offset": 0, "length": len(block["text"]), "style": "BOLD"}
            block["inlineStyleRanges"] = [bold, *(one for one in block["inlineStyleRanges"] if one["style"] != "BOLD")]
        block["type"] = "unstyled"
    return json.dumps(text)
