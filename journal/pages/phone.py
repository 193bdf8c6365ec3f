"""The page "/pad/phone/": entries of the night pad that were not sent yet, on this phone alone.

Here are the choices of its form; the entries themselves no server knows.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from journal.anatomy import MUSCLES, Side
from journal.observations import Movement
from journal.wording.choices import lay_word

# A value and its word.
PhoneChoice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PhonePage:
    """What may be chosen for an entry that needs a person, in the reader's language."""

    muscles: tuple[PhoneChoice, ...]
    sides: tuple[PhoneChoice, ...]
    movements: tuple[PhoneChoice, ...]


def phone_page() -> PhonePage:
    """The same for everybody; what is on the phone, its script adds."""
    return PhonePage(
        muscles=tuple((muscle.id, gettext(muscle.lay_name)) for muscle in MUSCLES),
        sides=tuple((side.value, lay_word(side)) for side in Side),
        movements=tuple((movement.value, lay_word(movement)) for movement in Movement),
    )
