"""What was sent of a form, with some of it replaced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def replaced(data: Any, changes: Mapping[str, str | None]) -> Any:
    """A copy of what was sent with these texts by their fields' names; None takes a field out.

    A field that was sent several times, as boxes are, keeps all its values where it is not named.
    """
    copied = data.copy()
    for name, text in changes.items():
        copied.pop(name, None)
        if text is not None:
            copied[name] = text
    return copied
