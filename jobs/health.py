"""/healthz: whether the site can work, for whatever watches it."""

import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from jobs.heartbeat import is_missed, last_seen

logger = logging.getLogger(__name__)


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """503 only without database: a site whose worker is away still answers visitors."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        seen = last_seen()
    except DatabaseError:
        logger.exception("The database does not answer")
        return JsonResponse({"database": "down", "worker": "unknown", "worker_seen": None}, status=503)
    worker = "missed" if is_missed(seen) else "ok"
    return JsonResponse({"database": "ok", "worker": worker, "worker_seen": seen and seen.isoformat()})
