"""The rows of one metric in a file of Health Auto Export, which may hold all of somebody's health.

Of the other metrics nothing is held: the file is gone through one row at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journal.device_sleep.file_parts import FilePart, far_too_many
from journal.device_sleep.json_parts import (
    LinedObject,
    json_names,
    json_window,
    objects_of_list,
    pass_over,
)
from journal.device_sleep.sleep_data import SleepFileError
from journal.i18n import gettext_noop as _
from journal.parsing.json_window import JsonWindow

# Rows that come before it is told of what they are.
_MOST_EARLY_ROWS = 20_000


def metric_rows(part: FilePart, name: str) -> Iterator[LinedObject]:
    """The rows of each metric of that name, with the line on which each begins.

    Raises SleepFileError, also for what is not the app's.
    """
    has_data = False
    with json_window(part) as window:
        for key in json_names(window):
            if key != "data" or window.peek() != "{":
                pass_over(window)
                continue
            has_data = True
            for inner in json_names(window):
                if inner != "metrics":
                    pass_over(window)
                elif window.peek() != "[":
                    raise _no_metrics()
                else:
                    yield from _rows_of_metrics(part, window, name)
    if not has_data:
        raise _no_metrics()


def _no_metrics() -> SleepFileError:
    return SleepFileError(_("This is not as Health Auto Export writes: it has no metrics."))


def _rows_of_metrics(part: FilePart, window: JsonWindow, name: str) -> Iterator[LinedObject]:
    for rows in window.items("[]", lambda: _rows_of_metric(part, window, name)):
        yield from rows


def _rows_of_metric(part: FilePart, window: JsonWindow, name: str) -> Iterator[LinedObject]:
    """The rows of the metric that begins here, if it is called so."""
    if window.peek() != "{":
        window.value()
        return
    called: Any = None
    early: list[LinedObject] = []
    for key in json_names(window):
        if key == "name":
            called = window.value()
        elif key != "data" or window.peek() != "[":
            pass_over(window)
        elif called is None:
            early += _few(part, objects_of_list(part, window))
        elif called == name:
            yield from objects_of_list(part, window)
        else:
            pass_over(window)
    if called == name:
        yield from early


def _few(part: FilePart, rows: Iterator[LinedObject]) -> Iterator[LinedObject]:
    for number, row in enumerate(rows):
        if number == _MOST_EARLY_ROWS:
            raise far_too_many(part.name, row[0])
        yield row
