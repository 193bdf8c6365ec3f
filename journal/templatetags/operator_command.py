"""What somebody who runs the server types."""

from __future__ import annotations

from django import template

from twitchlog import installation

register = template.Library()


@register.simple_tag
def operator_command(words: str) -> str:
    """A command of ours as it is typed where Twitchlog is installed; of a clone in its folder."""
    if installation.IS_PACKAGE:
        return installation.command(words)
    return f".venv/bin/python {installation.command(words)}"
