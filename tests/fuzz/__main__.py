"""``make fuzz``: each part with its seed and counts; ends with an error where something broke
(docs/siege.md).
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PARTS = ("posts", "queries", "files", "sheets", "api", "partner", "real", "twice")
COUNTS = {
    "posts": 3_000,
    "queries": 3_000,
    "files": 5_000,
    "sheets": 1_000,
    "api": 700,
    "partner": 3_000,
    "real": 400,
    "twice": 300,
}
MOST_SHOWN = 20


def say(line: str) -> None:
    """One line, at once: a run takes minutes."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def prepared(folder: Path) -> None:
    """Django on a database of its own, without the limits that would answer in place of what is
    tried.
    """
    for name in [name for name in os.environ if name.startswith(("TWITCHLOG_", "EMAIL_"))]:
        del os.environ[name]
    chosen = {
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "twitchlog.settings",
        "SECRET_KEY": "fuzzed here only",
    }
    os.environ.update(
        chosen,
        TWITCHLOG_API_REQUESTS_A_MINUTE="0",
        TWITCHLOG_ENTRIES_A_DAY="0",
        TWITCHLOG_HOSTS="localhost",
    )
    import django  # noqa: PLC0415 - it reads the environment
    from django.conf import settings  # noqa: PLC0415

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.ACCOUNT_RATE_LIMITS = False
    settings.LOGGING_CONFIG = None  # refusals by the thousand; tracebacks are heard by the judge
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    settings.STATIC_ROOT.mkdir()
    call_command("migrate", interactive=False, verbosity=0)


def run(part: str, seed: int, count: int) -> int:
    """One part on a database of its own; how many problems it found."""
    from tests.fuzz.people import Scene  # noqa: PLC0415 - Django is ready only now

    scene, begun = Scene(seed), time.monotonic()
    _part(part)(scene, count)
    seconds, slowest = time.monotonic() - begun, scene.judge.slowest
    counts = ", ".join(f"{name} {number:,}" for name, number in scene.judge.counts.items())
    say(
        f"{part}, seed {seed}: {counts}; {seconds:.0f} s; slowest {slowest[0]:.2f} s of "
        f"processor: {slowest[1]!r}"
    )
    say(
        "    "
        + ", ".join(
            f"{status} x {number:,}" for status, number in sorted(scene.judge.statuses.items())
        )
    )
    problems = scene.judge.problems
    for problem in problems[:MOST_SHOWN]:
        say(f"  BROKE {problem}")
    say(f"    {len(problems)} problems")
    return len(problems)


def _part(name: str) -> Callable[..., None]:
    from tests.fuzz import (  # noqa: PLC0415
        api,
        files,
        partner,
        posts,
        queries,
        real,
        sheets,
        twice,
    )

    parts = {
        "posts": posts.posts,
        "queries": queries.queries,
        "files": files.files,
        "sheets": sheets.sheets,
        "api": api.cases,
        "partner": partner.partner,
        "real": real.real,
        "twice": twice.twice,
    }
    return parts[name]


def main() -> int:
    """All parts, one after the other, each in a process and folder of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=PARTS)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--count", type=int, help="of each part, instead of its own " + str(COUNTS))
    options = parser.parse_args()
    bad = 0
    for seed in options.seeds:
        for part in options.parts or PARTS:
            folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
            child = os.fork()
            if not child:
                prepared(folder)
                os._exit(min(run(part, seed, options.count or COUNTS[part]), 100))
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            bad += bool(status)
            shutil.rmtree(folder, ignore_errors=True)
    say(f"{bad} parts found something." if bad else "Nothing broke.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
