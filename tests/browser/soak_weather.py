"""What every soak has: a server behind a faulty proxy, a phone, and what goes wrong with them."""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from playwright.sync_api import Playwright, sync_playwright

from tests.browser.conftest import CHROMIUM, SWITCHES
from tests.browser.faulty_proxy import CLEAR, FaultyProxy, ShakySite
from tests.browser.phone import Phone

# No room on the phone until the page is opened anew.
FULL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };
}"""
CALM = 120.0  # seconds until all must have arrived once the weather is clear


@dataclass
class SoakOutcome:
    """The reckoning of one run; ``trail`` is what happened, in order."""

    seed: int
    touches: int = 0
    saved: int = 0
    said_not_saved: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    doubled: int = 0
    crossed: int = 0
    trail: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        """How many were lost, doubled, or came by another way than their own."""
        return self.lost + self.doubled + self.crossed

    @property
    def fault_text(self) -> str:
        """How many faults there were, and of which kinds."""
        kinds = ", ".join(f"{name} {count}" for name, count in sorted(self.faults.items()))
        return f"{sum(self.faults.values())} faults ({kinds})"


Reckoned = TypeVar("Reckoned", bound=SoakOutcome)


class Weather(Generic[Reckoned]):
    """Two people and one phone before a server; ``who`` of the two has it now.

    ``settings`` are the server's.
    """

    def __init__(
        self, outcome: Reckoned, playwright: Playwright, folder: Path, **settings: str
    ) -> None:
        self.dice = random.Random(outcome.seed)  # noqa: S311 - reproducible, not secret
        self.outcome = outcome
        self.site = ShakySite(folder / "server", **settings)
        self.proxy = FaultyProxy(self.site)
        self.people = (self.site.person(), self.site.person())
        self.who = 0
        self.server_is_up = True
        self.phone = Phone(
            playwright,
            folder / "phone",
            self.proxy.url,
            {"executable_path": CHROMIUM, "args": SWITCHES},
        )

    def put_away(self) -> None:
        """End the phone, the proxy and the server."""
        self.phone.close()
        self.proxy.stop()
        if not self.server_is_up:
            self.site.start()
        self.site.stop()

    def count(self, fault: str) -> None:
        """One more of that kind."""
        self.outcome.faults[fault] += 1
        self.note(fault)

    def note(self, what: str) -> None:
        """For the trail: which of the two people, and what."""
        self.outcome.trail.append(f"{self.outcome.touches:>4} {self.who} {what}")

    def bad_weather(self) -> None:
        """The line or the server misbehaves until further notice."""
        self.proxy.fault = self.dice.choice(FaultyProxy.FAULTS)
        self.proxy.everywhere = self.dice.random() < 0.3
        self.count(f"answers: {self.proxy.fault}")

    def fair_weather(self) -> None:
        """It clears, for now."""
        self.proxy.fault, self.proxy.everywhere = CLEAR, False
        if not self.server_is_up:
            self.site.start()
            self.server_is_up = True

    def network(self) -> None:
        """The phone loses its network, or finds it again."""
        cut = self.dice.random() < 0.5
        self.phone.context.set_offline(cut)
        if cut:
            self.count("network cut")

    def server_dies(self) -> None:
        """SIGKILL; it comes back with fair weather."""
        if self.server_is_up:
            self.site.kill()
            self.server_is_up = False
            self.count("server killed")


class Soaking(Protocol):
    """One run that can be begun."""

    def run(self, touches: int) -> SoakOutcome:
        """Touch so many times; the reckoning."""
        ...


def in_own_folder(
    soak_of: Callable[[int, Playwright, Path], Soaking],
) -> Callable[[int, int, Playwright], SoakOutcome]:
    """A run of a seed and so many touches, in folders of its own that are gone afterwards."""

    def run(seed: int, touches: int, playwright: Playwright) -> SoakOutcome:
        folder = Path(tempfile.mkdtemp(prefix="soak-"))
        (folder / "server").mkdir()
        try:
            return soak_of(seed, playwright, folder).run(touches)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    return run


def command(run: Callable[[int, int, Playwright], SoakOutcome], description: str | None) -> int:
    """The long run of each seed of the command line; 1 if anything was wrong, else 0."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--touches", type=int, default=500)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    chosen = parser.parse_args()
    bad = 0
    with sync_playwright() as playwright:
        for seed in chosen.seeds:
            outcome = run(seed, chosen.touches, playwright)
            lines = (outcome, *(outcome.trail if outcome.wrong else ()))
            sys.stdout.write("".join(f"{line}\n" for line in lines))
            sys.stdout.flush()
            bad += outcome.wrong
    return 1 if bad else 0
