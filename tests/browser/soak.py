"""Touches at random moments in random bad weather, and the reckoning when it clears.

``make soak`` runs it at length; the tests run it in small. Two people share a phone. Each touches
zones of their own, so that an entry in the wrong diary is seen. What the screen called saved must
be in its owner's diary exactly once.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from tests.browser.pad_page import diary, until
from tests.browser.site import Person
from tests.browser.soak_mishaps import Mishaps
from tests.browser.soak_tally import TOLD, ZONES, Outcome
from tests.browser.soak_weather import CALM, command, in_own_folder


class Soak(Mishaps):
    """One run, and its reckoning."""

    def run(self, touches: int) -> Outcome:
        """Touch so many times, then let the weather clear and count."""
        try:
            self.phone.sign_in(self.people[0], self.site)
            self.pad = self.phone.pad()
            self.pad.worker_is_ready()
            self.account_is_known()
            for _ in range(touches):
                if self.dice.random() < 0.4:
                    self.dice.choice(self.events)()
                self.touch()
                time.sleep(self.dice.choice((0, 0, 0.1, 0.4)))
            self.clear_up()
            self.reckon()
        finally:
            self.put_away()
        return self.outcome

    def clear_up(self) -> None:
        """Fair weather; both sign in once more and open the pad."""
        self.fair_weather()
        self.phone.context.set_offline(False)
        for person in self.people:
            self.phone.sign_in(person, self.site)
            self.pad.open()
            self.account_is_known()
            mine = "(entry) => entry.waiting && entry.account === Session.account()"
            left = (
                f"() => PhoneStore.stored('readonly', Outbox.waiting).then((all) => "
                f"all.filter({mine}).length)"
            )
            until(lambda left=left: self.pad.page.evaluate(left) == 0, patience=CALM)  # type: ignore[misc]

    def reckon(self) -> None:
        """Compare what the screen said with both diaries."""
        for number, person in enumerate(self.people):
            stored = self.stored(person)
            tally = self.tallies[number]
            for zone in TOLD:
                there = stored[TOLD[zone]]
                if zone not in ZONES[number]:
                    self.outcome.crossed += there
                    continue
                self.outcome.lost += max(0, tally.saved[zone] - there)
                self.outcome.doubled += max(0, there - tally.saved[zone] - tally.unknown[zone])
                if not tally.saved[zone] <= there <= tally.saved[zone] + tally.unknown[zone]:
                    self.note(
                        f"{zone}: {tally.saved[zone]} saved, {there} in the diary, as "
                        f"{self.entries(person, zone)}"
                    )

    def entries(self, person: Person, zone: str) -> list[str]:
        """A zone's entries in a diary and on the phone, by id and count, to be held against the
        trail.
        """
        there = [
            one
            for one in diary(self.site, person)
            if (one["movement"], one["muscle"], one["side"]) == TOLD[zone]
        ]
        kept = [(one["told"], one["state"]) for one in self.pad.entries()]
        return [
            *(f"{one['client_id']} {one['count']}" for one in there),
            *(
                f"on the phone: {told['id']} {told['count']} {told['muscle']} {told['side']} "
                f"{state}"
                for told, state in kept
            ),
        ]

    def stored(self, person: Person) -> Counter[tuple[str, str, str]]:
        """Twitches in a diary by what they record."""
        found: Counter[tuple[str, str, str]] = Counter()
        for entry in diary(self.site, person):
            found[entry["movement"], entry["muscle"], entry["side"]] += entry["count"]
        return found


soak = in_own_folder(Soak)

if __name__ == "__main__":
    sys.exit(command(soak, __doc__))
