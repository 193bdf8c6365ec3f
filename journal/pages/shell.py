"""The pad's shell: what a phone keeps so that the pad opens without a network. The same for everybody.

Nothing here knows who asks: no session is opened and no query made, so the service worker may keep all of it. The page
holds its style and its script, so that one answer is enough for a touch (docs/adr/0077).
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from journal.anatomy import MUSCLE_BY_ID, Side
from journal.geometry.bodymap import OUTLINES, VIEW_BOX, View, Zone, zones
from journal.words import word
from twitchlog.storage import lean

STYLE = ("css/pad.css",)
OUTBOX = "js/outbox.js"  # the worker's as well
PARTS = ("shared", "touches", "strip", "places", "map", "sending", "fingers", "opening")  # each needs those before it
SCRIPTS = (OUTBOX, *(f"js/pad/{part}.js" for part in PARTS))


@dataclass(frozen=True, slots=True)
class Place:
    """A zone of the pad for a muscle and a side; ``side`` is "" where there is none."""

    muscle: str
    side: str

    @property
    def name(self) -> str:
        """Both words, as the status line says them: "Calf, left"."""
        return f"{self.muscle_word}, {self.side_word.lower()}" if self.side else self.muscle_word

    @property
    def side_word(self) -> str:
        """ "Left", "Right" or "", in the reader's language."""
        return gettext(word(Side(self.side)).lay) if self.side else ""

    @property
    def muscle_word(self) -> str:
        """The muscle's everyday name, in the reader's language."""
        return gettext(MUSCLE_BY_ID[self.muscle].lay_name)


# For somebody who has not touched anything yet: where the article says twitches are most pronounced. Two rows of left
# and right, the lower one nearest to the thumb.
FIRST_PLACES = (
    Place("biceps", Side.LEFT),
    Place("biceps", Side.RIGHT),
    Place("calf", Side.LEFT),
    Place("calf", Side.RIGHT),
)


VIEW_NAMES = {View.FRONT: _("Seen from the front"), View.BACK: _("Seen from behind")}


@dataclass(frozen=True, slots=True)
class Shell:
    """All that a phone keeps, in one language. ``release`` changes whenever anything of it does.

    ``policy``: what the content security policy has to allow on the page: its own script and style, by their hashes.
    """

    release: str
    page: str
    policy: dict[str, list[str]]
    body_map: str
    worker: str


def shell() -> Shell:
    """The shell in the reader's language."""
    return _shell(get_language() or "")


@lru_cache(maxsize=32)
def _shell(language: str) -> Shell:
    """Rendered once a language: the files behind it do not change while the server runs."""
    style, script = _joined(STYLE), _joined(SCRIPTS)
    frame = {
        "LANGUAGE_CODE": language,
        "places": FIRST_PLACES,
        "style": style,
        "script": script,
        "outbox": static(OUTBOX),
    }
    body_map = render_to_string("journal/pad_map.svg", {"box": VIEW_BOX, "figures": [_figure(view) for view in View]})
    parts = [body_map, render_to_string("journal/pad.html", frame), render_to_string("journal/sw.js", frame)]
    release = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
    page, worker = (
        render_to_string(f"journal/{name}", {**frame, "release": release}) for name in ("pad.html", "sw.js")
    )
    return Shell(release, page, {"style-src": [_source(style)], "script-src": [_source(script)]}, body_map, worker)


def _joined(names: tuple[str, ...]) -> str:
    """Static files as one text, as they would be served."""
    files = [Path(settings.BASE_DIR, "static", name) for name in names]
    return "\n".join(lean(file.name, ContentFile(file.read_bytes())).read().decode() for file in files)


def _source(text: str) -> str:
    """How a content security policy names what stands in the page itself."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _figure(view: View) -> dict[str, object]:
    areas = [
        {"label": _label(zone), "place": Place(zone.muscles[0], zone.side or ""), "path": zone.path}
        for zone in zones(view)
    ]
    return {"view": view, "name": VIEW_NAMES[view], "outline": OUTLINES[view], "areas": areas}


def _label(zone: Zone) -> str:
    """What a screen reader calls an area: the side, then the area's own name, which may span several muscles."""
    return f"{Place(zone.muscles[0], zone.side or '').side_word} {gettext(zone.name)}".strip()
