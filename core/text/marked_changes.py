"""What differs between two texts, marked by elements that are read aloud and printed, not by colour alone."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.compare import diff_text

# Longer texts are shown one after the other: to compare them word by word takes too long.
COMPARED = 6_000


def in_marks(before: str, after: str) -> SafeString:
    """Word by word where that helps; a text that is another one altogether with an arrow between."""
    parts = [("deletion", before), ("addition", after)]
    if before and after and max(len(before), len(after)) <= COMPARED:
        parts = diff_text(before, after).changes
    if [kind for kind, text in parts if text] == ["deletion", "addition"]:
        parts.insert(1, ("equal", " → "))
    return format_html_join("", "{}", ((_marked(*part),) for part in parts))


def _marked(kind: str, text: str) -> SafeString | str:
    if not text or kind == "equal":
        return text
    if kind == "deletion":
        return format_html('<del class="deletion">{}</del>', text)
    return format_html('<ins class="addition">{}</ins>', text)
