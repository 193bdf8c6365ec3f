"""One line of ``check_server``: what was looked at, how it is, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class CheckState(StrEnum):
    """How something is: as it should be; as somebody may well want it; to be mended."""

    GOOD = "ok"
    NOTE = "note"
    FAULT = "mend"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """What was looked at (one word), how it is in a sentence, and what would mend it, or ""."""

    subject: str
    state: CheckState
    text: str
    remedy: str = ""

    def __str__(self) -> str:
        """For a terminal: the remedy stands below."""
        line = f"{self.subject:<9} {self.state:<5} {self.text}"
        return f"{line}\n{'':<16}{self.remedy}" if self.remedy else line


def faults_of(lines: Iterable[CheckLine]) -> list[CheckLine]:
    """Those that have to be mended."""
    return [line for line in lines if line.state is CheckState.FAULT]
