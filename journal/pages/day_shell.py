"""What a phone keeps of the day pages: one page that says there is no connection.

The same for everybody.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.templatetags.static import static

OFFLINE_STYLES = ("css/bootstrap.min.css", "css/base.css")
OFFLINE_SCRIPTS = ("js/outbox.js", "js/drafts.js", "js/offline.js")
DRAFTS_SCRIPT = "js/drafts.js"  # the worker sends with it


@dataclass(frozen=True, slots=True)
class OfflinePage:
    """What the templates of the page and of its worker show.

    ``release`` is "" while that is worked out.
    """

    language: str
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    drafts: str
    release: str = ""

    @property
    def assets(self) -> tuple[str, ...]:
        """All addresses that the page loads."""
        return (*self.styles, *self.scripts)


@dataclass(frozen=True, slots=True)
class DayShell:
    """The page and its worker, in one language."""

    page: str
    worker: str


def draw_day_shell(language: str) -> DayShell:
    """The shell in ``language``, which is the reader's."""
    offline = OfflinePage(
        language=language,
        styles=tuple(static(name) for name in OFFLINE_STYLES),
        scripts=tuple(static(name) for name in OFFLINE_SCRIPTS),
        drafts=static(DRAFTS_SCRIPT),
    )
    page = render_to_string("journal/offline.html", {"page": offline})
    # Assets carry a hash of their content in their address, so they need not be read.
    contents = "\n".join((page, _worker(offline)))
    release = hashlib.sha256(contents.encode()).hexdigest()[:16]
    return DayShell(page, _worker(replace(offline, release=release)))


def _worker(offline: OfflinePage) -> str:
    return render_to_string("journal/day_sw.js", {"page": offline})
