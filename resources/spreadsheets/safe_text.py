"""Text that no spreadsheet takes for a formula, and the way back."""

import re

# A cell that begins so is a formula to a spreadsheet that opens a CSV file. The mark in front is taken back on import.
LIVE = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
MARKED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def harmless(text: str) -> str:
    """For CSV: with a mark in front where a spreadsheet would see a formula."""
    return f"'{text}" if LIVE.match(text) else text


def as_meant(text: str) -> str:
    """Takes back the mark of `harmless`."""
    return text[1:] if MARKED.match(text) else text
