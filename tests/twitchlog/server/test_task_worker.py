"""What was enqueued is done, once its time has come, by one process at a time, and forgotten when
it is done.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from bench.servers import free_port
from tests.browser.site import PATIENCE, ROOT
from tests.twitchlog.front.conftest import until
from twitchlog.front.children.task_enqueued import knock_through
from twitchlog.server import task_worker

pytestmark = pytest.mark.django_db(transaction=True)
done: list[str] = []


@task()
def note(text: str) -> None:
    """Leave a trace."""
    if text == "fails":
        raise RuntimeError("as the test wants it")
    done.append(text)


@pytest.fixture(autouse=True)
def _queue_in_the_database(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(task_worker, "DAILY", ())
    monkeypatch.setattr(
        task_worker, "_end_gently", lambda worker: None
    )  # this process keeps its signals
    done.clear()


def test_what_is_ready_is_done_and_forgotten() -> None:
    for text in ("first", "second"):
        note.enqueue(text)
    task_worker.work_off()
    assert done == ["first", "second"]
    assert not DBTaskResult.objects.exists()


def test_what_fails_keeps_nobody_waiting_and_is_kept_to_be_looked_at() -> None:
    note.enqueue("fails")
    note.enqueue("second")
    task_worker.work_off()
    assert done == ["second"]
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


def test_what_is_for_later_waits_and_is_waked_for() -> None:
    note.using(run_after=timezone.now() + timedelta(minutes=5)).enqueue("later")
    assert 290 < task_worker.work_off() <= 300
    assert done == []


def test_what_a_process_was_doing_when_it_died_is_done_again_but_not_for_ever() -> None:
    for text, tries in (("again", 1), ("never again", task_worker.MOST_TRIES)):
        note.enqueue(text)
        row = DBTaskResult.objects.filter(status=TaskResultStatus.READY).get()
        row.status, row.worker_ids = TaskResultStatus.RUNNING, ["dead"] * tries
        row.save()
    task_worker.work_off()
    assert done == ["again"]
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


def test_two_never_work_at_the_same_queue(tmp_path: Path) -> None:
    note.enqueue("once")
    with (tmp_path / "tasks.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert task_worker.work_off() > 0
        assert done == []
    task_worker.work_off()
    assert done == ["once"]


def test_chores_are_done_after_a_start_and_once_a_day(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran: list[str] = []
    monkeypatch.setattr(task_worker, "DAILY", ("purge_trash",))

    def call(name: str, *arguments: str, **options: Any) -> None:
        ran.append(name)
        call_command(name, *arguments, **options)

    monkeypatch.setattr(task_worker, "call_command", call)
    task_worker.work_off()
    task_worker.work_off()
    assert ran.count("purge_trash") == 1
    mark = tmp_path / "chores-done"
    os.utime(mark, (0, 0))
    assert task_worker.work_off() > task_worker.SECONDS_A_DAY - 60
    assert ran.count("purge_trash") == 2
    mark.write_text("of another start", encoding="ascii")
    task_worker.work_off()
    assert ran.count("purge_trash") == 3


def test_whoever_enqueues_knocks_once_the_row_is_there() -> None:
    said: list[dict[str, Any]] = []

    class Listener:
        def send(self, message: dict[str, Any]) -> None:
            said.append(message)

    knock_through(Listener())  # type: ignore[arg-type]
    with transaction.atomic():
        note.enqueue("first")
        assert said == []
    assert said == [{"knock": True}]


@pytest.mark.server
def test_the_server_does_what_was_left_when_it_starts(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DATA_DIR": str(tmp_path / "data"),
        "PORT": str(free_port()),
        "HOST": "127.0.0.1",
    }
    environment |= {"STATIC_ROOT": str(tmp_path / "static")}

    def manage(*arguments: str) -> str:
        ran = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return ran.stdout

    manage("migrate", "-v0")
    manage("shell", "-c", "from journal.tasks import clear_log; clear_log.enqueue()")
    left = (
        "shell",
        "-c",
        (
            "from django_tasks_db.models import DBTaskResult as Row; print('left', "
            "Row.objects.count())"
        ),
    )
    assert "left 1" in manage(*left)
    with subprocess.Popen(
        [sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment
    ) as server:
        try:
            until(lambda: "left 0" in manage(*left))
        finally:
            server.terminate()
            assert server.wait(PATIENCE) == 0
