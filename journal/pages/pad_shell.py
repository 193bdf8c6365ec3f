"""The pad's shell: what a phone keeps so that the pad opens without a network.

The same for everybody.

Nothing here knows who asks: no session is opened and no query made, so the service worker may keep
all of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

import brotli
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext, ngettext

from journal.anatomy import Side
from journal.geometry.body_map import OUTLINES, VIEW_BOX, View, Zone, zones
from journal.wording.places import muscle_name, place_name, side_letters, side_word

# What the page loads at once. The worker uses the first script as well.
PAD_STYLE = "css/pad.css"
PAD_SCRIPTS = ("js/outbox.js", "js/pad.js")


@dataclass(frozen=True, slots=True)
class PadPlace:
    """A zone of the pad for a muscle and a side; ``side`` is "" where there is none."""

    muscle: str
    side: str

    @property
    def name(self) -> str:
        """Both words, as the status line says them: "Calf, left"."""
        return place_name(self.muscle, self.side)

    @property
    def side_word(self) -> str:
        """ "Left", "Right" or "", in the reader's language."""
        return side_word(self.side)

    @property
    def muscle_word(self) -> str:
        """The muscle's everyday name, in the reader's language."""
        return muscle_name(self.muscle)


# For somebody who has not touched anything yet: where the article says twitches are most
# pronounced. Two rows of left and right, the lower one nearest to the thumb.
FIRST_PLACES = (
    PadPlace("biceps", Side.LEFT),
    PadPlace("biceps", Side.RIGHT),
    PadPlace("calf", Side.LEFT),
    PadPlace("calf", Side.RIGHT),
)

# A number of each category of Unicode's plural rules, as the script asks for them; it never has to
# say less than one.
PLURAL_SAMPLES = {"other": 100, "zero": 10, "one": 1, "two": 2, "few": 3, "many": 11}


def amounts() -> dict[str, str]:
    """An entry's count and length in the reader's language, with "{n}" for the number.

    A key is the kind, which is the form for every number, or kind and plural category where that
    form is another.
    """
    texts = {"seconds": gettext("{n} s")}
    for category, sample in PLURAL_SAMPLES.items():
        forms = {
            "twitches": ngettext("{n} twitch", "{n} twitches", sample),
            "jerks": ngettext("{n} jerk", "{n} jerks", sample),
        }
        for kind, form in forms.items():
            if form != texts.setdefault(kind, form):
                texts[f"{kind}-{category}"] = form
    return texts


@dataclass(frozen=True, slots=True)
class PadFrame:
    """What the templates of the pad's page and of its worker show.

    ``release`` is "" while that is worked out.
    """

    language: str
    style: str
    scripts: tuple[str, ...]
    places: tuple[PadPlace, ...]
    amounts: Mapping[str, str]
    release: str = ""

    @property
    def assets(self) -> tuple[str, ...]:
        """All addresses that the page loads at once."""
        return (self.style, *self.scripts)

    @property
    def outbox(self) -> str:
        """The address of the script that the worker uses as well."""
        return self.scripts[0]


@dataclass(frozen=True, slots=True)
class PadArea:
    """An area of the body map; ``label`` is what a screen reader calls it."""

    label: str
    place: PadPlace
    path: str


@dataclass(frozen=True, slots=True)
class PadFigure:
    """One view of the body, with its areas; ``letters`` stand at the onlooker's left and right."""

    view: View
    name: str
    outline: str
    areas: tuple[PadArea, ...]
    letters: tuple[str, str]


@dataclass(frozen=True, slots=True)
class PadMap:
    """The pad's body map; ``box`` is the view box of each figure."""

    box: str
    figures: tuple[PadFigure, ...]


@dataclass(frozen=True, slots=True)
class PadShell:
    """All that a phone keeps, in one language. ``release`` changes whenever anything of it does.

    ``packed`` is a text as brotli, by its name (docs/adr/0202).
    """

    release: str
    page: str
    body_map: str
    worker: str
    packed: Mapping[str, bytes]


def draw_pad_shell(language: str) -> PadShell:
    """The shell in ``language``, which is the reader's."""
    frame = PadFrame(
        language=language,
        style=static(PAD_STYLE),
        scripts=tuple(static(name) for name in PAD_SCRIPTS),
        places=FIRST_PLACES,
        amounts=amounts(),
    )
    figures = tuple(_figure(view) for view in View)
    body_map = render_to_string("journal/pad_map.svg", {"map": PadMap(VIEW_BOX, figures)})
    # Assets carry a hash of their content in their address, so they need not be read.
    contents = "\n".join((body_map, *_page_and_worker(frame)))
    release = hashlib.sha256(contents.encode()).hexdigest()[:16]
    page, worker = _page_and_worker(replace(frame, release=release))
    packed = {
        name: brotli.compress(text.encode())
        for name, text in {"page": page, "body_map": body_map, "worker": worker}.items()
    }
    return PadShell(release, page, body_map, worker, packed)


def _page_and_worker(frame: PadFrame) -> tuple[str, str]:
    page = render_to_string("journal/pad.html", {"pad": frame})
    return page, render_to_string("journal/sw.js", {"pad": frame})


def _figure(view: View) -> PadFigure:
    names = {View.FRONT: gettext("Seen from the front"), View.BACK: gettext("Seen from behind")}
    areas = tuple(_area(zone) for zone in zones(view))
    return PadFigure(view, names[view], OUTLINES[view], areas, side_letters(view))


def _area(zone: Zone) -> PadArea:
    """The side and the area's own name, which may span several muscles; a touch means its first."""
    place = PadPlace(zone.muscles[0], zone.side or "")
    return PadArea(f"{place.side_word} {gettext(zone.name)}".strip(), place, zone.path)
