"""Episodes of one night, typed a line each: "23:40 left calf, jerk"."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from journal.actions.night import mark_quiet
from journal.actions.record import ReceivedEntry, entry_problems, record_each
from journal.diary_file.sheets import LineWords, line_words
from journal.entries import Entry
from journal.forms.episode_time import at_local
from journal.forms.text_fields import TextBoxField
from journal.models.episode import Source
from journal.parsing import excerpt
from journal.reading.typed_sheet import SheetNight
from journal.sleep_times import began

MOST_TYPED_LINES = 60


class TypedLinesForm(forms.Form):
    """What was noticed in a night, or that nothing was.

    ``stored`` is what the diary holds of the night, ``key`` the page's: with it a line that is sent
    twice is stored once.
    """

    quiet = forms.BooleanField(label=_("No twitches noticed"), required=False)
    lines = TextBoxField(
        label=_("What you noticed, a line each"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        person: User,
        stored: SheetNight,
        zone: ZoneInfo,
        key: str,
        as_of: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.stored, self.zone = person, stored, zone
        self.key, self.as_of = key, as_of
        self.entries: list[Entry] = []
        if stored.marked or stored.entries:
            del self.fields["quiet"]

    @property
    def night(self) -> date:
        """The night that the lines are of."""
        return self.stored.sleep.night_of

    def clean_lines(self) -> str:
        """Each line a sound entry; raises ValidationError with all lines that are none."""
        text: str = self.cleaned_data["lines"]
        filled = [line.strip() for line in text.split("\n") if line.strip()]
        if len(filled) > MOST_TYPED_LINES:
            message = _("These are %(found)d lines; there is room for %(most)d a night.")
            values = {"found": len(filled), "most": MOST_TYPED_LINES}
            raise ValidationError(message, params=values)
        wrong: list[ValidationError] = []
        self.entries = []
        for number, line in enumerate(filled):
            entry, problems = self._entry(number, line)
            wrong += map(ValidationError, problems)
            self.entries += filter(None, [entry])
        if wrong:
            raise ValidationError(wrong)
        return text

    def clean(self) -> dict[str, Any]:
        """A night is quiet or has episodes, not both."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("quiet") and self.entries:
            self.add_error("quiet", gettext("You also wrote down what you noticed. Which is it?"))
        return cleaned

    def _entry(self, number: int, line: str) -> tuple[Entry | None, list[str]]:
        words = line_words(line, [get_language() or "en"])
        values = {"line": excerpt(line)}
        if words.clock is None:
            text = gettext("“%(line)s”: begin with the time, like 23:40.")
            return None, [text % values]
        at = at_local(began(self.night, words.clock), self.zone).instant
        entry = _entry_of(
            words, line, at, self.zone.key, f"{self.key}-{self._digest(number, line)}"
        )
        problems = entry_problems(self.person, entry, self.as_of)
        said = [gettext(problem.text) % problem.values for problem in problems]
        return entry, [f"“{values['line']}”: {text}" for text in said]

    def _digest(self, number: int, line: str) -> str:
        text = f"{self.night} {number} {line}"
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def store(self) -> int:
        """Store what was sound; how many entries or marks are new."""
        if self.cleaned_data.get("quiet"):
            mark_quiet(self.person, self.night, self.as_of)
            return 1
        received = [ReceivedEntry(entry=entry) for entry in self.entries]
        if received:
            record_each(self.person, received, source=Source.FORM, as_of=self.as_of)
        return len(received)

    @property
    def messages(self) -> Iterator[str]:
        """All that is wrong, field by field."""
        for errors in self.errors.values():
            yield from map(str, errors)


def _entry_of(words: LineWords, line: str, at: datetime, zone: str, key: str) -> Entry:
    """The entry of a line; where it names several places, the line stands in its note."""
    meaning, note = words.meaning, words.note
    muscle, side = next(iter(meaning.muscles), None), meaning.side
    if len(meaning.muscles) > 1:
        muscle = side = None
        note = note or line
    return Entry(
        id=key,
        happened_at=at,
        time_zone=zone,
        movement=meaning.movement,
        muscle=muscle,
        side=side,
        phase=meaning.phase,
        woke=meaning.woke,
        count=words.count or 1,
        note=note,
    )
