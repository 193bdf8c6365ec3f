"""Parts of an export that are JSON, of which one value at a time is decoded."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from journal.device_sleep.file_parts import FilePart, far_too_many, not_utf8
from journal.device_sleep.sleep_data import MOST_SLEEPS_OF_A_FILE, SleepFileError
from journal.i18n import gettext_noop as _
from journal.parsing.json_window import BrokenJsonError, JsonWindow

# Characters of one object; a night with an item each half minute has 220,000.
_LONGEST_OBJECT = 1024 * 1024
_JSON_CHUNK = 256 * 1024
# Items of one list, whatever they are: twice as many as there may be sleeps.
_MOST_ITEMS = 2 * MOST_SLEEPS_OF_A_FILE
_LIST_OF_AN_OBJECT = "data"
_OBJECT_DECODER = json.JSONDecoder()
# An object with the line on which it begins.
LinedObject = tuple[int, dict[str, Any]]


@contextmanager
def json_window(part: FilePart) -> Iterator[JsonWindow]:
    """The part from its beginning. Raises SleepFileError where it is no JSON, at any time."""
    with part.opened() as file:
        text = io.TextIOWrapper(file, "utf-8-sig")
        try:
            yield JsonWindow(
                "",
                text.read,
                1,
                longest=_LONGEST_OBJECT,
                chunk=_JSON_CHUNK,
                decoder=_OBJECT_DECODER,
            )
        except UnicodeDecodeError as error:
            raise not_utf8(part.name) from error
        except BrokenJsonError as error:
            sentence = _(
                "“%(name)s” is not whole JSON, or one of its objects is longer than any night: in"
                " what begins in line %(line)d."
            )
            raise SleepFileError(sentence, {"name": part.name, "line": error.line}) from error
        finally:
            text.detach()


def json_objects(part: FilePart) -> Iterator[LinedObject]:
    """The objects of its list, or of the list ``data`` in its object, each with the line on which
    it begins. Raises SleepFileError.
    """
    with json_window(part) as window:
        if window.peek() == "[":
            yield from objects_of_list(part, window)
        elif window.peek() == "{":
            for name in json_names(window):
                if name == _LIST_OF_AN_OBJECT and window.peek() == "[":
                    yield from objects_of_list(part, window)
                else:
                    pass_over(window)
        else:
            window.value()
        if window.peek():
            raise BrokenJsonError(window.line)


def objects_of_list(part: FilePart, window: JsonWindow) -> Iterator[LinedObject]:
    """The objects of the list that begins here; what else is in it is passed over.

    Raises SleepFileError for more items than any list of sleep has.
    """
    for number, (line, item) in enumerate(window.items("[]", lambda: _value(window))):
        if number == _MOST_ITEMS:
            raise far_too_many(part.name, line)
        if isinstance(item, dict):
            yield line, item


def pass_over(window: JsonWindow) -> None:
    """The value that begins here; of a list an item at a time, for it may be long."""
    if window.peek() == "[":
        for _item in window.items("[]", window.value):
            pass
    else:
        window.value()


def json_names(window: JsonWindow) -> Iterator[object]:
    """The names in the object that begins here; who asks takes each one's value."""
    yield from window.items("{}", lambda: _name(window))


def _value(window: JsonWindow) -> tuple[int, Any]:
    window.peek()
    return window.line, window.value()


def _name(window: JsonWindow) -> object:
    name = window.value()
    window.take(":")
    return name


def begins_a_list(head: bytes, *names: bytes) -> bool:
    """Whether a part that begins so is JSON whose first objects have these names."""
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return begins[:1] in (b"[", b"{") and all(b'"' + name + b'"' in head for name in names)
