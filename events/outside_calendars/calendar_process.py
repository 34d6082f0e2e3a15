"""The process that reads one foreign calendar file: it knows nothing of the site, and has little time and memory.

Called with the path, the format, the seconds, the bytes of memory and the number of letters; writes JSON
(events/outside_calendars/calendar_file.py).
"""

import json
import sys
import zoneinfo
from pathlib import Path

# Python was started without the working directory, so that it finds no foreign module.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from events.outside_calendars.calendar_entries import read_calendar
from files.extraction_process import TooLarge, bind

# As the site: the rules of zones are those of the pinned package (cms/zone_data.py).
zoneinfo.reset_tzpath(())


def main(path: str, _kind: str, seconds: str, memory: str, length: str) -> None:
    bind(int(seconds), int(memory))
    try:
        answer = read_calendar(Path(path).read_bytes())
        if len(json.dumps(answer)) > int(length):
            answer = {"state": "too_large"}
    except (MemoryError, TooLarge):
        answer = {"state": "too_large"}
    except Exception:  # a broken file may break a parser in any way
        answer = {"state": "broken"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
