"""What the screen said in a soak, and what the reckoning says of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tests.browser.soak_weather import SoakOutcome

ZONES = (("A jerk woke me", "Left Calf", "Left Front"), ("Somewhere", "Right Calf", "Right Front"))
# How the status line names them. "Saved on this phone" without a name is said of what lay there
# before.
NAMES = {
    "A jerk woke me": "A jerk woke me",
    "Somewhere": "Somewhere",
    **{f"{side} Calf": f"Calf, {side.lower()}" for side in ("Left", "Right")},
    **{f"{side} Front": f"Front of upper arm, {side.lower()}" for side in ("Left", "Right")},
}
# How a diary names what those zones record: (movement, muscle, side).
TOLD = {
    "A jerk woke me": ("jerk", "", ""),
    "Somewhere": ("", "not_sure_where", ""),
    **{f"{side.title()} Calf": ("twitch", "calf", side) for side in ("left", "right")},
    **{f"{side.title()} Front": ("twitch", "biceps", side) for side in ("left", "right")},
}


@dataclass
class Tally:
    """What the screen said of one person's touches, by zone."""

    saved: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(
        default_factory=Counter
    )  # killed before the screen could say anything


@dataclass
class Outcome(SoakOutcome):
    """The reckoning of one run of the pad."""

    unknown: int = 0
    undone: int = 0

    def __str__(self) -> str:
        return (
            f"seed {self.seed}: {self.touches} touches, {self.saved} called saved ({self.undone} "
            f"of them taken back), "
            f"{self.said_not_saved} said not to be saved, {self.unknown} cut off before a word; "
            f"{self.fault_text}; "
            f"lost {self.lost}, doubled {self.doubled}, on another's account {self.crossed}"
        )
