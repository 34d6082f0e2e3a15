"""What a page that is in no cache costs, beside a stock Wagtail site: `python -m bench.pages`.

Both sites hold 500 events and 2,000 resources and are served by gunicorn with one worker and two threads. Our cache of
finished pages is taken away (bench/wsgi.py), what pages have in common is kept; the stock site has neither. Prints CPU
milliseconds of the server's processes (user and system) for each request, queries, and ours over stock's. Requests to
both alternate. “Each once” asks for pages that this process has not shown since the last change of public content.
The first run builds both sites in var/bench, the stock one with a virtual environment of its own.
"""

import contextlib
import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "bench"
STOCK = ROOT / "bench" / "stock"
RESOURCES, EVENTS = 2000, 500
ROUNDS, REQUESTS = 12, 8
TICKS = os.sysconf("SC_CLK_TCK")
# What the request of that number asks for.
PAGES: dict[str, Callable[[int], str]] = {
    "event page": lambda number: f"/events/e{EVENTS // 2 + 10}/",
    "events, each once": lambda number: f"/events/e{number + 1}/",
    "list of events": lambda number: "/events/",
    "front page": lambda number: "/",
    "filtered list": lambda number: "/resources/?category=category-1",
}
BUILD_OURS = f"""
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0); call_command("collectstatic", verbosity=0, interactive=False)
from bench.network import build_network
build_network({RESOURCES}, {EVENTS})
"""


class Site:
    """One of the two: where it is built, with which Python, and what its server is told."""

    def __init__(self, name: str, python: Path, code: Path, build: list[str], **names: str) -> None:
        self.var = FOLDER / name
        self.python, self.code, self.build_command = python, code, build
        self.names = os.environ | {name: value.format(var=self.var) for name, value in names.items()}
        self.module = "bench.wsgi" if code == ROOT else "wsgi"

    def build(self) -> None:
        """Once a day: the events are dated around today."""
        built = self.var / f"built-{time.strftime('%Y-%m-%d')}"
        if built.exists():
            return
        shutil.rmtree(self.var, ignore_errors=True)
        self.var.mkdir(parents=True)
        # A command of our own.
        subprocess.run([self.python, *self.build_command], cwd=self.code, env=self.names, check=True)
        built.touch()

    @contextlib.contextmanager
    def served(self) -> Iterator["Server"]:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [self.python, "-m", "gunicorn", "--workers", "1", "--threads", "2", "--bind", f"127.0.0.1:{port}"]
        command += ["--log-level", "error", f"{self.module}:application"]
        # A command of our own.
        with subprocess.Popen(command, cwd=self.code, env=self.names) as process:
            try:
                yield Server(process.pid, port)
            finally:
                process.terminate()


class Server:
    def __init__(self, pid: int, port: int) -> None:
        self.pid, self.port = pid, port

    def ask(self, path: str) -> int:
        """The number of queries of one answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers={"Host": "localhost"})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != http.HTTPStatus.OK:
            raise SystemExit(f"{path} answers {answer.status}")
        return int(answer.headers["X-Queries"])

    def wait(self) -> None:
        for _time in range(300):
            with contextlib.suppress(OSError):
                self.ask("/")
                return
            time.sleep(0.1)
        raise SystemExit("A server does not answer.")

    def cpu(self) -> float:
        """Milliseconds of the processes so far, user and system."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return sum(_ticks(pid) for pid in (str(self.pid), *children)) * 1000 / TICKS

    def cost(self, paths: list[str]) -> float:
        begun = self.cpu()
        for path in paths:
            self.ask(path)
        return self.cpu() - begun


def _ticks(pid: str) -> int:
    # After the name in brackets; 14 and 15 of proc(5).
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def stock_python() -> Path:
    """A virtual environment with Wagtail and what it needs, in the versions that we use."""
    python = FOLDER / "stock-venv" / "bin" / "python"
    if not (FOLDER / "stock-venv" / "built").exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        pins = re.findall(r"^([\w.-]+==[\w.]+)", (ROOT / "requirements.txt").read_text(), re.M)
        constraints = FOLDER / "constraints.txt"
        constraints.write_text("\n".join(pins))
        install = [python, "-m", "pip", "install", "-q", "-c", constraints, "wagtail", "gunicorn"]
        for command in ([sys.executable, "-m", "venv", FOLDER / "stock-venv"], install):
            # A command of our own.
            subprocess.run(command, check=True)
        (FOLDER / "stock-venv" / "built").touch()
    return python


def sites() -> tuple[Site, Site]:
    names = {"DJANGO_SETTINGS_MODULE": "cms.settings", "LOG_LEVEL": "ERROR", "DEBUG": "", "SECRET_KEY": "bench" * 12}
    ours = Site("ours", Path(sys.executable), ROOT, ["-c", BUILD_OURS], VAR_DIR="{var}", **names)
    build = ["fill.py", str(RESOURCES), str(EVENTS)]
    stock = Site("stock", stock_python(), STOCK, build, STOCK_VAR="{var}", DJANGO_SETTINGS_MODULE="settings")
    return ours, stock


def main() -> None:
    pair = sites()
    for site in pair:
        site.build()
    with pair[0].served() as ours, pair[1].served() as stock:
        servers = (ours, stock)
        for server in servers:
            server.wait()
        # Each thread of a server has filled what it remembers before anything is counted.
        last = ROUNDS * REQUESTS
        queries = {
            page: [[s.ask(path(last + time)) for time in range(6)][-1] for s in servers] for page, path in PAGES.items()
        }
        costs = {page: [0.0, 0.0] for page in PAGES}
        for begun in range(0, last, REQUESTS):
            for page, path in PAGES.items():
                paths = [path(number) for number in range(begun, begun + REQUESTS)]
                for place, server in enumerate(servers):
                    costs[page][place] += server.cost(paths) / last
    print(f"{'':<19}{'ours, ms':>10}{'queries':>9}{'stock, ms':>11}{'queries':>9}{'ratio':>7}")
    for page, (our_cost, their_cost) in costs.items():
        ours_asked, stock_asked = queries[page]
        row = f"{our_cost:>10.1f}{ours_asked:>9}{their_cost:>11.1f}{stock_asked:>9}"
        print(f"{page:<19}{row}{our_cost / their_cost:>7.2f}")


if __name__ == "__main__":
    main()
