"""Lets the client of OpenSearch be loaded beside our folder `events`.

opensearch-py 3 says `from events import Events` and means a package of that name from the index; wherever our project
runs, `events` is ours, and the import of the whole client fails. One module of the client asks for it
(`opensearchpy.metrics.metrics_events`), for a class that measures requests and that nothing uses unless it is handed to
the client by name; the default is `MetricsNone`. So this module takes the place of that one, before the client is
loaded for the first time. Our folder keeps its name, nothing of the client is changed on the disk, and who does ask for
the class hears why it is not there.
"""

import sys
from importlib import import_module

PLACE = "opensearchpy.metrics.metrics_events"


class MetricsEvents:
    def __init__(self) -> None:
        raise NotImplementedError(
            "The client's MetricsEvents needs a package that is called as our folder `events` is."
        )


def load() -> None:
    """Raises ImportError when the client cannot be loaded all the same."""
    sys.modules.setdefault(PLACE, sys.modules[__name__])
    import_module("opensearchpy")
