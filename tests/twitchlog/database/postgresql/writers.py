"""Two who write at the same instant, each over a connection of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection


def at_once(*works: Callable[[], object]) -> list[Any]:
    """Do all of them at the same instant, each in a thread of its own; what each gave or raised."""
    ready, given = threading.Barrier(len(works)), [None] * len(works)

    def run(number: int, work: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            ready.wait(60)
            given[number] = work()
        except Exception as error:  # noqa: BLE001 - handed to the test
            given[number] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return given
