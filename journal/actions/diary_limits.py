"""How much one diary may hold: more than anybody writes, and less than fills a disk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User

from journal.background import KINDS_OF_BACKGROUND
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.models.appointment import Appointment
from journal.models.episode import Episode
from journal.models.record_models import MODEL_OF_COLLECTION
from journal.models.stored_recipe import MOST_RECIPES

# Rows of a kind, by the name of its list; nights, mornings and days are bounded by the calendar.
MOST_OF_A_COLLECTION = {
    "episodes": 1_000_000,
    "appointments": 2_000,
    "answers": 50_000,
    **{name: kind.most_rows for name, kind in KINDS_OF_BACKGROUND.items()},
    "sightings": 100_000,
    "recipes": MOST_RECIPES,
    "constant_places": 50_000,
    "device_sleep": 200_000,
    "sleep_events": 2_000,
}


_MODELS: dict[str, Any] = {"episodes": Episode, **MODEL_OF_COLLECTION}


def limit_problem(owner: User, new: Mapping[str, int], *, stored: bool = False) -> Problem | None:
    """Why a diary cannot hold so many new ones of each list; None if there is room, or none is new.

    ``stored`` says that they are there already, where nobody sees them yet.
    """
    for name, most in sorted(MOST_OF_A_COLLECTION.items()):
        if not new.get(name):
            continue
        number = _MODELS[name].objects.with_hidden(owner).count()
        if not stored:
            number += new[name]
        if number > most:
            text = _(
                "A diary holds at most %(most)d records of the list “%(name)s”."
                " With this file it would hold more."
            )
            return Problem("", text, {"most": most, "name": name})
    return None


def has_room_for_appointment(owner: User) -> bool:
    """Whether one more can be made."""
    return Appointment.objects.of(owner).count() < MOST_OF_A_COLLECTION["appointments"]
