"""A row of an import in one line of text."""

from resources.models import ImportRow
from resources.spreadsheets.cell_text import line


def line_of(row: ImportRow) -> str:
    """`row 7: error: TITLE - reason`"""
    reason = f" - {line(row.reason)}" if row.reason else ""
    return f"row {row.number}: {row.outcome}: {row.title}{reason}"
