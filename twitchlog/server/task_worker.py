"""Works off what was enqueued (docs/adr/0130), the chores of the day and its backup; then ends."""

from __future__ import annotations

import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult, get_date_max

from twitchlog.server import nightly_backup

# Commands that clean up, each to be run once a day and to bear being run twice.
DAILY = ("purge_trash",)
SECONDS_A_DAY = 24 * 60 * 60.0
MOST_TRIES = 3  # of a task whose process dies with it each time
KEEP_FAILED_DAYS = 14


def work_off() -> float:
    """Do all that is ready; seconds until the next task or the next chores are due.

    Another process that does the same is left to it.
    """
    with _alone() as alone:
        if not alone:
            return SECONDS_A_DAY
        _give_again()
        worker = Worker(
            queue_names=["*"],
            interval=0.2,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=uuid4().hex,
            excluded_queue_names=[],
        )
        _end_gently(worker)
        worker.run()
        _forget_done()
        _do_chores()
        if not nightly_backup.seconds_to_backup(_since_chores()):
            nightly_backup.back_up_nightly()
    return _seconds_to_next()


def _end_gently(worker: Worker) -> None:
    """A server that ends lets the task that is being done end; others are done after a start."""

    def end(_number: int, _frame: object) -> None:
        worker.running = False

    signal.signal(signal.SIGTERM, end)


@contextmanager
def _alone() -> Iterator[bool]:
    with (settings.DATA_DIR / "tasks.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _give_again() -> None:
    """What was being done has no process any more: whoever does it holds the lock, as we do."""
    for task_row in DBTaskResult.objects.running():
        if len(task_row.worker_ids) < MOST_TRIES:
            task_row.status = TaskResultStatus.READY
            task_row.save(update_fields=["status"])
        else:
            task_row.set_failed(RuntimeError(f"its process died {MOST_TRIES} times"))


def _forget_done() -> None:
    """What was done is of no use to anybody, and its arguments are nobody's business."""
    ages = ("--min-age-days", "0", "--failed-min-age-days", str(KEEP_FAILED_DAYS))
    call_command("prune_db_task_results", "--queue-name", "*", *ages, verbosity=0)


def _mark() -> Path:
    return Path(settings.DATA_DIR) / "chores-done"


def _since_chores() -> float:
    """Seconds; a day's, if they were not done since the server was started."""
    try:
        mark = _mark()
        if mark.read_text(encoding="ascii") != str(os.getppid()):
            return SECONDS_A_DAY
        # a clock that was ahead must not put them off for years
        return abs(time.time() - mark.stat().st_mtime)
    except FileNotFoundError:
        return SECONDS_A_DAY


def _do_chores() -> None:
    if _since_chores() < SECONDS_A_DAY:
        return
    for name in DAILY:
        call_command(name, verbosity=0, stdout=StringIO())
    _mark().write_text(str(os.getppid()), encoding="ascii")


def _seconds_to_next() -> float:
    since = _since_chores()
    to_chores = min(SECONDS_A_DAY - since, nightly_backup.seconds_to_backup(since))
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    waiting = ready.exclude(run_after=get_date_max())
    first = waiting.order_by("run_after").values_list("run_after", flat=True).first()
    if first is None:
        return max(0.0, to_chores)
    return max(0.0, min((first - timezone.now()).total_seconds(), to_chores))
