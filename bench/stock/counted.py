"""Says in a header of each answer how many queries it took; the same around both sites."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection


def counted(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    def counting(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        queries = []

        def note(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
            queries.append(sql)
            return execute(sql, *arguments)

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start_response(status, [*headers, ("X-Queries", str(len(queries)))], *more)

        with connection.execute_wrapper(note):
            return application(environ, start)

    return counting
