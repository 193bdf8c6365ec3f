"""A pattern of matches in one row, with what was decided on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from journal.criteria import RULES_VERSION
from journal.models.pattern_decision import Decision
from journal.patterns import Pattern
from journal.reading.patterns import StoredDecision
from journal.wording.dates import day
from journal.wording.patterns import pattern_name, pattern_text

# A pattern's fields on its page, followed by its key.
DECISION_FIELD, NOTE_FIELD = "decision-", "note-"


@dataclass(frozen=True, slots=True)
class PatternRow:
    """A pattern in words, with what was decided on it (None: nothing yet), when, and how many
    entries joined it since.

    ``key`` is the pattern's, which its form sends back; ``anchor`` the id of its part of a page;
    ``address`` takes a decision on it.
    """

    pattern: Pattern
    key: str
    anchor: str
    address: str
    name: str
    text: str
    decision: StoredDecision | None
    decided_on: str
    joined: int

    @property
    def texts(self) -> dict[str, str]:
        """What the fields of its decision show, by their names."""
        decision, note = "", ""
        if self.decision:
            decision, note = self.decision.decision, self.decision.note
        return {f"{DECISION_FIELD}{self.key}": decision, f"{NOTE_FIELD}{self.key}": note}

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What can be decided: values with their words, in the order of the buttons."""
        return [(value, str(label)) for value, label in Decision.choices]

    @property
    def decided(self) -> str:
        """The decision in words; "" if none was taken."""
        if self.decision is None:
            return ""
        return str(Decision(self.decision.decision).label)

    @property
    def label(self) -> str:
        """The decision in words, or that one is to be taken."""
        return _("To decide") if self.waits else self.decided

    @property
    def label_class(self) -> str:
        """How that is marked beside the words."""
        return "open-label" if self.waits else "plain-label"

    @property
    def waits(self) -> bool:
        """Whether the person has yet to decide: never did, something joined, or our reading has
        changed.
        """
        return self.decision is None or self.joined > 0 or self.reread

    @property
    def reread(self) -> bool:
        """Whether the rules have changed since the decision."""
        return self.decision is not None and self.decision.rules_version != RULES_VERSION


def pattern_rows(
    patterns: Sequence[Pattern], decisions: Mapping[str, StoredDecision], zone: ZoneInfo
) -> list[PatternRow]:
    """A row a pattern; ``decisions`` are by the pattern's key, their days are those of ``zone``."""
    decide = reverse("decide")
    return [_row(pattern, decisions.get(pattern.key), zone, decide) for pattern in patterns]


def _row(
    pattern: Pattern, decision: StoredDecision | None, zone: ZoneInfo, decide: str
) -> PatternRow:
    key = pattern.key
    # A key's slashes are no part of a selector.
    anchor = key.replace("/", "-")
    decided_on, joined = "", 0
    if decision is not None:
        decided_on = day(decision.decided_at.astimezone(zone).date())
        joined = pattern.joined_since(decision.entries)
    return PatternRow(
        pattern=pattern,
        key=key,
        anchor=anchor,
        address=f"{decide}?{urlencode({'pattern': key})}#{anchor}",
        name=pattern_name(pattern),
        text=pattern_text(pattern),
        decision=decision,
        decided_on=decided_on,
        joined=joined,
    )
