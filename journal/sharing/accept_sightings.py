"""Makes entries of the sightings that the person accepts, with their own answer on waking."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User

from journal.actions.sightings import accept_sightings
from journal.observations import Woke
from journal.reading.sightings import waiting_rows
from journal.sightings import accepted_entry
from journal.wording.sightings import sighting_note


def accept_chosen(person: User, chosen: Mapping[int, Woke | None], as_of: datetime) -> int:
    """Accept those of these keys that still wait; how many there were.

    What is given to a key is the person's answer to "Did it wake you?", None where they gave none.
    Raises :class:`journal.actions.record.RefusedError`.
    """
    accepted = [
        (
            row,
            accepted_entry(
                row.sent, stored_id=row.client_id, woke=chosen[row.pk], note=sighting_note(row.sent)
            ),
        )
        for row in waiting_rows(person, list(chosen))
    ]
    return accept_sightings(person, accepted, as_of)
