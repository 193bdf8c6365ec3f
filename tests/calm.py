"""The words that no page, file or message may use (docs/criteria.md, "Words")."""

from __future__ import annotations

import re

_NEVER = re.compile(
    r"\b(warning|alert|abnormal|risk|danger|detected|positive|symptom score|score|worse|better|streak|badge|red flag|"
    r"diagnosis|diagnosed|als|disease)s?\b",
    re.IGNORECASE,
)


def alarming(text: str) -> list[str]:
    """Those that stand in a text."""
    return [found.group() for found in _NEVER.finditer(text)]
