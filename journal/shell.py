"""The pad's shell: what a phone keeps so that the pad opens without a network. The same for everybody.

Nothing here knows who asks: no session is opened and no query made, so the service worker may keep all of it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import get_language, gettext

from journal.anatomy import MUSCLE_BY_ID, Side
from journal.words import word

# What the page loads at once, and the worker's own part.
STYLE = "css/pad.css"
SCRIPTS = ("js/outbox.js", "js/pad.js")


@dataclass(frozen=True, slots=True)
class Place:
    """A zone of the pad for a muscle and a side; ``side`` is "" where there is none."""

    muscle: str
    side: str

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


def assets() -> list[str]:
    """Addresses of all that the page is made of, beside itself and the body map."""
    return [static(name) for name in (STYLE, *SCRIPTS)]


def body_map() -> str:
    """The body map's SVG, front and back."""
    return render_to_string("journal/pad_map.svg", {})


def release() -> str:
    """Names this version of the shell. Assets carry a hash of their content in their address."""
    text = "\n".join([*assets(), body_map(), _page("")])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def page() -> str:
    """The pad's HTML. It names its release, so that the worker can tell whether page and assets belong together."""
    return _page(release())


def worker() -> str:
    """The service worker's JavaScript."""
    return render_to_string("journal/sw.js", {"release": release(), "assets": assets(), "outbox": static(SCRIPTS[0])})


def _page(named: str) -> str:
    context = {"release": named, "places": FIRST_PLACES, "style": static(STYLE), "scripts": [static(s) for s in SCRIPTS]}
    return render_to_string("journal/pad.html", {**context, "LANGUAGE_CODE": get_language()})
