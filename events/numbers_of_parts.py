"""The number that the next part of a series gets, and its title with that number."""

import re
from collections.abc import Iterable
from typing import NamedTuple

# What stands before the number of a part in a title, and what may follow it.
_BEFORE = r"(?:part|partie|webinar|webinaire|session|séance|atelier|workshop|no\.?|n[o°º]\.?|#)\s*"
_OF_HOW_MANY = r"(?=\s*(?:of|sur|de|/)\s*\d)"


class Following(NamedTuple):
    """The field that holds the number, the number of this part, and that of the one to come."""

    field: str
    number: int | None
    next_number: int

    def title_after(self, title: str) -> str:
        """“Part 2 of 6” becomes “Part 3 of 6”; a title without this part's number stays as it is."""
        if self.number is None:
            return title
        own = rf"\b{self.number}\b"
        for pattern in (rf"(?P<before>){own}{_OF_HOW_MANY}", rf"(?P<before>\b{_BEFORE}){own}"):
            changed, count = re.subn(pattern, rf"\g<before>{self.next_number}", title, count=1, flags=re.IGNORECASE)
            if count:
                return changed
        return title


def following(field: str, number: int | None, numbers: Iterable[int | None]) -> Following:
    """After the highest number that any part has, draft or not."""
    return Following(field, number, max([one for one in numbers if one], default=0) + 1)
