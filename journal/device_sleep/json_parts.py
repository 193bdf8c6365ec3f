"""Parts of an export that are JSON, read whole: each of them is a month or an account's sleep."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from journal.device_sleep.file_parts import FilePart
from journal.device_sleep.sleep_data import SleepFileError
from journal.i18n import gettext_noop as _

# Bytes of a part: twenty years of an account in one.
_LARGEST_JSON = 64 * 1024 * 1024


def json_objects(part: FilePart) -> Iterator[dict[str, Any]]:
    """The objects of its list, or of the list ``data`` in its object. Raises SleepFileError."""
    content = json_content(part)
    if isinstance(content, dict):
        content = content.get("data")
    for item in content if isinstance(content, list) else ():
        if isinstance(item, dict):
            yield item


def json_content(part: FilePart) -> Any:
    """All that it holds. Raises SleepFileError."""
    try:
        return json.loads(part.text(_LARGEST_JSON))
    except (ValueError, RecursionError) as error:
        raise SleepFileError(_("“%(name)s” is not whole JSON."), {"name": part.name}) from error


def begins_a_list(head: bytes, *names: bytes) -> bool:
    """Whether a part that begins so is JSON whose first objects have these names."""
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return begins[:1] in (b"[", b"{") and all(b'"' + name + b'"' in head for name in names)
