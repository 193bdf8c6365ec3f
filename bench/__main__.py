"""``make bench``: seeds three diaries of ten years, serves them, asks for every page in turns and
prints a table.

The servers are asked in turns, so that whatever else the machine does falls on all of them alike.
What is compared is one run on one machine; the times of two runs or two machines say little.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from bench import table
from bench.pages import FIRST_VISITS, PAGES, Page, filled
from bench.servers import ROOT, Server, free_port, running
from bench.visitor import Times, Visitor, first_visit
from twitchlog.http.cookie_names import OLD_CSRF, OLD_SESSION, cookie_names

SIZES = (100, 10_000, 100_000)
WARM = 12
STARTS = 5
# Fixed, so that this process knows what the server calls its cookies.
SECRET_KEY = "measured on loopback only"  # noqa: S105
COOKIES = cookie_names(SECRET_KEY, https=False)
CSRF = "bench0bench0bench0bench0bench012"


@dataclass(frozen=True)
class Diary:
    """One seeded database: its environment, and what ``bench.database`` said of it."""

    count: int
    environment: dict[str, str]
    known: dict[str, Any]


def cookies(session: str) -> str:
    """Signed in, and with a CSRF token."""
    return f"{COOKIES.session}={session}; {COOKIES.csrf}={CSRF}"


def seeded(count: int, folder: Path) -> Diary:
    """A database with that many episodes."""
    environment = {
        "DATA_DIR": str(folder / str(count)),
        "STATIC_ROOT": str(folder / "static"),
        "SECRET_KEY": SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "twitchlog.settings",
        "TWITCHLOG_API_REQUESTS_A_MINUTE": "1000000",
        "TWITCHLOG_ENTRIES_A_DAY": "100000000",
    }
    Path(environment["DATA_DIR"]).mkdir()  # only the server's own start makes one
    said = run(["-m", "bench.database", str(count)], environment)
    return Diary(count, environment, json.loads(said.splitlines()[-1]))


def run(arguments: list[str], environment: dict[str, str]) -> str:
    """Have Python do something and give what it printed."""
    command = [sys.executable, *arguments]
    done = subprocess.run(  # noqa: S603 - our own commands
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def serve(stack: ExitStack, diary: Diary) -> Server:
    """The real server for one diary."""
    port = free_port()
    environment = {**diary.environment, "HOST": "127.0.0.1", "PORT": str(port)}
    return stack.enter_context(running(["manage.py", "serve"], port, "/help/", environment))


def serve_floor(stack: ExitStack, folder: Path) -> Server:
    """The floor, under the same server with the same switches."""
    port = free_port()
    command = ["-m", "bench.floor_server", str(port)]
    return stack.enter_context(running(command, port, "/", {"FLOOR_DIR": str(folder)}))


def ask(
    visitor: Visitor, page: Page, form: str, known: dict[str, Any], times: Times, *, note: bool
) -> None:
    """One request, noted or only to warm up."""
    if page.after:
        ask(visitor, page.after, form, known, Times(), note=False)
    body = page.body(form, known)
    headers = (
        {}
        if body is None
        else {"Content-Type": page.kind, "X-CSRFToken": CSRF, **page.headers(known)}
    )
    times.status, content, seconds = visitor.ask(filled(page.path, known), body, **headers)
    times.size = len(content)
    if note:
        times.seconds.append(seconds)


FLOOR = {
    False: Page("floor", "/entries/"),
    True: Page("floor", "/entries/", lambda _form, _known: "note=twitch"),
}


def measure(
    page: Page, visits: list[tuple[Visitor, str, Diary]], floor: Visitor, rounds: int
) -> list[Times]:
    """Times of a page for every diary, and of the floor last; asked in turns."""
    asked = [(visitor, page, form, diary.known, Times()) for visitor, form, diary in visits]
    asked.append((floor, FLOOR[page.stores], "", {}, Times()))
    seen = [one[-1] for one in asked]
    draw = Random(1)  # noqa: S311 - who is asked first changes from turn to turn
    warm = min(WARM, rounds)
    for turn in range(rounds + warm):
        for one in draw.sample(asked, len(asked)):
            ask(*one, note=turn >= warm)
    return seen


def main() -> None:
    """Seed, serve, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=100, help="how often each page is asked for (100)"
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, help="episodes of each diary"
    )
    parser.add_argument(
        "--pages",
        nargs="+",
        default=[""],
        help="only pages whose name has one of these words in it",
    )
    options = parser.parse_args()
    (ROOT / "bench-data").mkdir(exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=ROOT / "bench-data") as name, ExitStack() as stack:
        folder = Path(name)
        floor_session = run(["-m", "bench.floor_database"], {"FLOOR_DIR": name}).strip()
        diaries = [seeded(count, folder) for count in options.sizes]
        table.starts(*(first_answers(diaries[-1], folder)))
        servers = [serve(stack, diary) for diary in diaries]
        floor = serve_floor(stack, folder)
        visits = []
        for one, diary in zip(servers, diaries, strict=True):
            visitor = Visitor(one.port, cookies(diary.known["session"]))
            visits.append((visitor, visitor.read("/log/"), diary))
        floor_visitor = Visitor(floor.port, f"{OLD_SESSION}={floor_session}; {OLD_CSRF}={CSRF}")
        table.head(options.sizes, options.rounds)
        for page in (page for page in PAGES if any(word in page.name for word in options.pages)):
            counts = [diary.known["queries"][page.name] for diary in diaries]
            rounds = min(options.rounds, page.most)
            table.row(page.name, counts, measure(page, visits, floor_visitor, rounds))
        for path in FIRST_VISITS:
            table.first_visit(
                path, *first_visit(servers[-1].port, visits[-1][0].headers["Cookie"], path)
            )
        table.memory([one.megabytes for one in servers], floor.megabytes, options.sizes)
        table.lanes_memory([one.lanes_megabytes for one in servers], options.sizes)
        table.whole_memory(
            [one.all_megabytes for one in servers], floor.all_megabytes, options.sizes
        )


def first_answers(diary: Diary, folder: Path) -> tuple[float, float]:
    """Median seconds from start to first answer: of a second start, and of the floor."""
    ours, floors = [], []
    for _turn in range(STARTS):
        with ExitStack() as stack:
            ours.append(serve(stack, diary).first_answer)
        with ExitStack() as stack:
            floors.append(serve_floor(stack, folder).first_answer)
    return statistics.median(ours[1:]), statistics.median(floors[1:])


if __name__ == "__main__":
    main()
