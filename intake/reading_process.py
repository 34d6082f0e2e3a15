"""The process that reads one foreign document: it knows nothing of the site, and has little time and memory.

Called with the path, the format, the seconds, the bytes of memory and the number of letters; writes JSON
(intake/document_reading.py).
"""

import json
import sys
from pathlib import Path

# Python was started without the working directory, so that it finds no foreign module.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from files.extraction_process import TooLarge, bind
from intake.readers import NoText, read


def main(path: str, kind: str, seconds: str, memory: str, length: str) -> None:
    bind(int(seconds), int(memory))
    try:
        document = read(path, kind)
        letters = sum(len(block.html) for block in document.blocks)
        answer = {"state": "too_large"} if letters > int(length) else {"state": "read", **document.as_json()}
    except (MemoryError, TooLarge):
        answer = {"state": "too_large"}
    except NoText:
        answer = {"state": "no_text"}
    except Exception:  # a broken file may break a parser in any way
        answer = {"state": "broken"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
