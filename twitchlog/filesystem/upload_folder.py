"""Where files lie while they are under way: in the data folder, which only we can open."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def under_way() -> Path:
    """The folder, made when the first file comes.

    What lies there belongs to a process that is at work; whatever is found when the server starts
    was left by one that was ended, and goes.
    """
    folder = Path(settings.DATA_DIR) / "under-way"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
