"""The path below which all addresses lie, TWITCHLOG_PATH (docs/adr/0227).

Everything behind this reads ``PATH_INFO``, which has no such path, and makes addresses by Django's
``reverse`` and ``static``, which put it before them.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

# In an environ; a text, as all that goes to a lane. Django itself takes every address for one below
# the path.
OUTSIDE = "twitchlog.outside_path"


def split_path(environ: dict[str, Any]) -> None:
    """Move the path from ``PATH_INFO`` to ``SCRIPT_NAME``, unless somebody did so before.

    An address that does not begin with it stays as it is, and is refused by
    :func:`twitchlog.http.refusals.as_set_up`.
    """
    before = settings.FORCE_SCRIPT_NAME
    if not before or environ.get("SCRIPT_NAME"):
        return
    path = environ.get("PATH_INFO", "")
    if path.startswith(f"{before}/"):
        environ["SCRIPT_NAME"], environ["PATH_INFO"] = before, path[len(before) :]
    else:
        environ[OUTSIDE] = "1"


def is_outside(environ: dict[str, Any]) -> bool:
    """Whether the address does not begin with the path."""
    return OUTSIDE in environ
