"""Work at the same time in a connection of its own, for tests of what happens when two meet in the database."""

import threading
import time

from django.db import connection

# Of the whole server, which is the tests' own.
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


class Side(threading.Thread):
    """Work in a connection of its own; what it raised is kept."""

    def __init__(self, work):
        super().__init__(daemon=True)
        self.work, self.error = work, None

    def run(self):
        try:
            self.work()
        except Exception as error:
            self.error = error
        finally:
            connection.close()

    def start_and_wait_until_it_waits(self):
        """Until it waits for a row that this side holds, or has ended."""
        self.start()
        deadline = time.monotonic() + 20
        while self.is_alive() and time.monotonic() < deadline:
            with connection.cursor() as cursor:
                cursor.execute(WAITING)
                if cursor.fetchone()[0]:
                    return
            self.join(0.02)
