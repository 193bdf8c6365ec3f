"""What the next page says at its top, with a button that takes it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest


def say(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Show ``text`` on the next page; ``undo`` is the address to which its "Undo" button posts, "" for none."""
    messages.info(request, text, extra_tags=undo)
