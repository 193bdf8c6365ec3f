"""What the next page says at its top, with a button that takes it back."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib import messages
from django.http import HttpRequest


def say(request: HttpRequest, text: str, *, undo: str = "", part: str = "") -> None:
    """Show ``text`` on the next page; ``undo`` is the address to which its "Undo" button posts, ""
    for none. ``part`` is the part of the page at which it stands, "" for its top.
    """
    messages.info(request, text, extra_tags=undo or part)


def spoken_part(request: HttpRequest, parts: Collection[str]) -> str:
    """The one of ``parts`` at which something has to be said, "" for none."""
    tags = (message.extra_tags for message in messages.get_messages(request))
    return next((tag for tag in tags if tag in parts), "")
