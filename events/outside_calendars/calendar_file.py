"""A calendar file, or what stands at an address, as plain entries: a process of its own reads it."""

import io
import subprocess
import tempfile
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from files.extraction import Limits, answer_of, copied
from intake.known_elsewhere import page_client

PROCESS = Path(__file__).resolve().with_name("calendar_process.py")
LIMITS = Limits(seconds=8, memory=256 * 1024 * 1024, text=4_000_000)
# As much as is read of an address (linkcheck/client.py).
FILE_SIZE = 1024 * 1024
ACCEPT = "text/calendar"
_WHY: dict[str, str | Promise] = {
    "too_large": _("This calendar is too large to be read here. At most 1 MB is read; export a part of it."),
    "broken": _("This is no calendar file, or it is damaged. A calendar file ends in .ics."),
    "empty": _("There are no events in this calendar."),
    "over": _("All events in this calendar are over. Untick “Only what is still to come” to import them."),
    "too_many": _("There are more than 300 events in this calendar. Export a part of it."),
    "not_asked": _("This site does not ask other sites (LINK_CHECKS). Save the calendar as a file and choose it here."),
    "not_found": _("No calendar could be read at this address. Save the calendar as a file and choose it here."),
}


class BadCalendar(Exception):
    """Says why it cannot be read, for the person who brought it."""

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(_WHY[state])


def read_calendar_file(file: IO[bytes]) -> dict[str, Any]:
    """What `calendar_entries.read_calendar` finds. Raises BadCalendar."""
    with tempfile.NamedTemporaryFile(suffix=".ics") as copy:
        if not copied(file, copy, FILE_SIZE - 1):
            raise BadCalendar("too_large")
        try:
            answer = answer_of(PROCESS, copy.name, "ics", LIMITS)
        except (subprocess.TimeoutExpired, ValueError) as error:
            raise BadCalendar("too_large") from error
    if answer["state"] != "read":
        raise BadCalendar(answer["state"])
    if not answer["entries"]:
        raise BadCalendar("empty")
    return answer


def may_ask_addresses() -> bool:
    return bool(settings.LINK_CHECKS)


def read_calendar_at(address: str) -> dict[str, Any]:
    """The same of an address, asked once for a person who waits. Raises BadCalendar."""
    if not may_ask_addresses():
        raise BadCalendar("not_asked")
    for begin in ("webcal://", "webcals://"):
        if address.lower().startswith(begin):
            address = f"https://{address[len(begin) :]}"
    answer = page_client().read(address, accept=ACCEPT, heeds_robots=False)
    if answer is None:
        raise BadCalendar("not_found")
    return read_calendar_file(io.BytesIO(answer.content))
