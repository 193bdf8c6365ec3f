"""The screen of a bed partner's link: to the letter the same for everybody, so a phone keeps it.

Nothing here knows whose link it is: no query is made, and who opens it learns nothing by it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

import brotli
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import get_language, gettext

from journal.sightings import Rhythm, WatcherAnswer
from journal.wording.sightings import (
    SIGHTED_MOVEMENT_WORDS,
    SIGHTED_PLACES,
    SIGHTED_SIDES,
    WATCHER_ANSWERS,
    rhythm_chip,
    rhythm_word,
)

Value = TypeVar("Value", bound=StrEnum)
PARTNER_STYLE = "css/partner_pad.css"
PARTNER_SCRIPTS = ("js/partner_outbox.js", "js/partner.js")


@dataclass(frozen=True, slots=True)
class PartnerChip:
    """One choice; ``spoken`` is what a screen reader says where that is more than ``word``."""

    value: str
    word: str
    spoken: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A question with its choices; ``name`` is the field's."""

    name: str
    legend: str
    chips: tuple[PartnerChip, ...]


@dataclass(frozen=True, slots=True)
class PlainForm:
    """What became of the form of a browser without scripts.

    ``trouble`` says why it is not sent, ``chosen`` is what it held by its fields' names.
    """

    is_sent: bool = False
    trouble: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartnerFrame:
    """What the templates of the screen and of its worker show.

    ``release`` is "" while that is worked out.
    """

    language: str
    style: str
    scripts: tuple[str, ...]
    places: tuple[PartnerChip, ...]
    rows: tuple[PartnerRow, ...]
    said: str = ""
    trouble: str = ""
    release: str = ""

    @property
    def assets(self) -> tuple[str, ...]:
        """All addresses that the screen loads at once."""
        return (self.style, *self.scripts)

    @property
    def outbox(self) -> str:
        """The address of the script that the worker uses as well."""
        return self.scripts[0]


@dataclass(frozen=True, slots=True)
class PartnerShell:
    """All that a phone keeps, in one language. ``release`` changes whenever anything of it does.

    ``packed`` is a text as brotli, by its name (docs/adr/0202).
    """

    release: str
    page: str
    worker: str
    packed: Mapping[str, bytes]


def draw_partner_shell(language: str) -> PartnerShell:
    """The shell in ``language``, which is the reader's."""
    frame = _frame(language, PlainForm())
    # Assets carry a hash of their content in their address, so they need not be read.
    contents = "\n".join(_page_and_worker(frame))
    release = hashlib.sha256(contents.encode()).hexdigest()[:16]
    page, worker = _page_and_worker(replace(frame, release=release))
    packed = {
        name: brotli.compress(text.encode()) for name, text in (("page", page), ("worker", worker))
    }
    return PartnerShell(release, page, worker, packed)


def plain_page(form: PlainForm) -> str:
    """The screen as it answers a form without scripts, with what was chosen in place."""
    frame = _frame(get_language() or "", form)
    return render_to_string("journal/partner_pad.html", {"screen": frame})


def _page_and_worker(frame: PartnerFrame) -> tuple[str, str]:
    page = render_to_string("journal/partner_pad.html", {"screen": frame})
    return page, render_to_string("journal/partner_sw.js", {"screen": frame})


def _frame(language: str, form: PlainForm) -> PartnerFrame:
    return PartnerFrame(
        language=language,
        style=static(PARTNER_STYLE),
        scripts=tuple(static(name) for name in PARTNER_SCRIPTS),
        places=tuple(
            PartnerChip(place.value, gettext(word)) for place, word in SIGHTED_PLACES.items()
        ),
        rows=tuple(_with_chosen(row, form.chosen.get(row.name, "")) for row in _rows()),
        said=gettext("Sent") if form.is_sent else "",
        trouble=form.trouble,
    )


def _with_chosen(row: PartnerRow, value: str) -> PartnerRow:
    chips = (replace(chip, is_chosen=chip.value == value) for chip in row.chips)
    return replace(row, chips=tuple(chips))


def _rows() -> tuple[PartnerRow, ...]:
    """The questions beside the place, in the order in which they are asked."""
    answers = _chips(WATCHER_ANSWERS)
    heard = tuple(chip for chip in answers if chip.value != WatcherAnswer.UNSURE)
    return (
        PartnerRow("movement", gettext("How?"), _chips(SIGHTED_MOVEMENT_WORDS)),
        PartnerRow("side", gettext("Their own side?"), _chips(SIGHTED_SIDES)),
        PartnerRow("rhythm", gettext("Once, or every …?"), _rhythms()),
        PartnerRow("woke_them", gettext("Did they wake?"), answers),
        PartnerRow("snored", gettext("Did they snore?"), heard),
    )


def _rhythms() -> tuple[PartnerChip, ...]:
    return tuple(
        PartnerChip(rhythm.value, rhythm_chip(rhythm), rhythm_word(rhythm)) for rhythm in Rhythm
    )


def _chips(words: Mapping[Value, str]) -> tuple[PartnerChip, ...]:
    return tuple(PartnerChip(str(value), gettext(word)) for value, word in words.items())
