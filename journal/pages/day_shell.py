"""What a phone keeps of the day pages: one page that says there is no connection. The same for everybody."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import get_language

STYLES = ("css/bootstrap.min.css", "css/base.css")
SCRIPTS = ("js/outbox.js", "js/drafts.js", "js/offline.js")
SENDING = SCRIPTS[1]  # the worker sends with it


@dataclass(frozen=True, slots=True)
class DayShell:
    """The page and its worker, in one language."""

    page: str
    worker: str


def day_shell() -> DayShell:
    """The shell in the reader's language."""
    return _day_shell(get_language() or "")


@lru_cache(maxsize=32)
def _day_shell(language: str) -> DayShell:
    """Rendered once a language: the files behind it do not change while the server runs."""
    styles, scripts = ([static(name) for name in names] for names in (STYLES, SCRIPTS))
    frame = {"LANGUAGE_CODE": language, "styles": styles, "scripts": scripts}
    page = render_to_string("journal/offline.html", frame)
    kept = {**frame, "assets": [*styles, *scripts], "drafts": static(SENDING)}
    # Assets carry a hash of their content in their address, so they need not be read.
    parts = [page, render_to_string("journal/day_sw.js", kept)]
    release = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
    return DayShell(page, render_to_string("journal/day_sw.js", {**kept, "release": release}))
