"""The pad's shell: what a phone keeps so that the pad opens without a network. The same for everybody.

Nothing here knows who asks: no session is opened and no query made, so the service worker may keep all of it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from journal.anatomy import MUSCLE_BY_ID, Side
from journal.geometry.bodymap import OUTLINES, VIEW_BOX, View, Zone, zones
from journal.words import word

# What the page loads at once. The worker uses the first script as well.
STYLE = "css/pad.css"
SCRIPTS = ("js/outbox.js", "js/pad.js")


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


# A number of each category of Unicode's plural rules, as the script asks for them; it never has to say less than one.
PLURAL_SAMPLES = {"other": 100, "zero": 10, "one": 1, "two": 2, "few": 3, "many": 11}


def amounts() -> dict[str, str]:
    """How an entry's count and length are said, with "{n}" for the number, in the reader's language.

    A key is the kind, which is the form for every number, or kind and plural category where that form is another.
    """
    said = {"seconds": gettext("{n} s")}
    for category, sample in PLURAL_SAMPLES.items():
        forms = {
            "twitches": ngettext("{n} twitch", "{n} twitches", sample),
            "jerks": ngettext("{n} jerk", "{n} jerks", sample),
        }
        for kind, form in forms.items():
            if form != said.setdefault(kind, form):
                said[f"{kind}-{category}"] = form
    return said


VIEW_NAMES = {View.FRONT: _("Seen from the front"), View.BACK: _("Seen from behind")}


@dataclass(frozen=True, slots=True)
class Shell:
    """All that a phone keeps, in one language. ``release`` changes whenever anything of it does."""

    release: str
    page: str
    body_map: str
    worker: str


def shell() -> Shell:
    """The shell in the reader's language."""
    return _shell(get_language() or "")


@lru_cache(maxsize=32)
def _shell(language: str) -> Shell:
    """Rendered once a language: the files behind it do not change while the server runs."""
    assets = [static(name) for name in (STYLE, *SCRIPTS)]
    words = {"LANGUAGE_CODE": language, "places": FIRST_PLACES, "amounts": amounts()}
    frame = {**words, "style": assets[0], "scripts": assets[1:]}
    body_map = render_to_string("journal/pad_map.svg", {"box": VIEW_BOX, "figures": [_figure(view) for view in View]})
    # Assets carry a hash of their content in their address, so they need not be read.
    parts = [body_map, render_to_string("journal/pad.html", frame), render_to_string("journal/sw.js", frame)]
    release = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
    named = {**frame, "release": release, "assets": assets, "outbox": static(SCRIPTS[0])}
    page, worker = (render_to_string(f"journal/{name}", named) for name in ("pad.html", "sw.js"))
    return Shell(release, page, body_map, worker)


def _figure(view: View) -> dict[str, object]:
    areas = [
        {"label": _label(zone), "place": Place(zone.muscles[0], zone.side or ""), "path": zone.path}
        for zone in zones(view)
    ]
    return {"view": view, "name": VIEW_NAMES[view], "outline": OUTLINES[view], "areas": areas}


def _label(zone: Zone) -> str:
    """What a screen reader calls an area: the side, then the area's own name, which may span several muscles."""
    return f"{Place(zone.muscles[0], zone.side or '').side_word} {gettext(zone.name)}".strip()
