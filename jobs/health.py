"""/healthz: whether the site can work, for whatever watches it."""

import datetime
import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from jobs import zone_rules
from jobs.heartbeat import Role, is_missed, last_seen
from jobs.task_queue import is_late

logger = logging.getLogger(__name__)


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """503 only without database: a site whose worker is away still answers visitors."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        seen, queue_seen = last_seen(Role.WORKER), last_seen(Role.QUEUE)
        worker_is_missed, queue_is_late = is_missed(Role.WORKER), is_late()
        instants = "to be computed" if zone_rules.are_new() else "ok"
    except DatabaseError:
        logger.exception("The database does not answer")
        unknown = {"worker": "unknown", "worker_seen": None, "queue": "unknown", "queue_seen": None}
        unknown |= {"zone_rules": zone_rules.in_force(), "instants": "unknown"}
        return JsonResponse({"database": "down", **unknown}, status=503)
    worker, queue = "missed" if worker_is_missed else "ok", "missed" if queue_is_late else "ok"
    seen_at = {"worker_seen": _text(seen), "queue_seen": _text(queue_seen)}
    times = {"zone_rules": zone_rules.in_force(), "instants": instants}
    return JsonResponse({"database": "ok", "worker": worker, "queue": queue, **seen_at, **times})


def _text(instant: datetime.datetime | None) -> str | None:
    return instant.isoformat() if instant else None
