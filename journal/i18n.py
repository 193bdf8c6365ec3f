"""Marks a sentence for translation without needing Django.

``makemessages`` collects every call of a function named ``gettext_noop``; the text itself is
translated where it is shown (``{% translate %}`` or ``gettext``), because only there the reader's
language is known.
"""

from __future__ import annotations


def gettext_noop(text: str) -> str:
    """Return ``text`` unchanged; its only effect is that the translators' tool finds it."""
    return text
