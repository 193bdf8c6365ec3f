"""A filled sheet, typed in: fourteen nights, a row each, every one stored or refused by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from journal.forms.merge import ASKED, NAME_SEPARATOR, Conflict
from journal.forms.opened_about import Opened
from journal.forms.sent_data import replaced
from journal.forms.sleep import SleepForm
from journal.forms.typed_lines import TypedLinesForm
from journal.night_sleep import QUALITY_WORDS
from journal.nights import NightState
from journal.parsing import excerpt
from journal.reading.typed_sheet import SheetNight, read_sheet_nights
from journal.wording import dates
from journal.wording.nights import night_state_text


class SheetSleepForm(SleepForm):
    """A night's sleep as one row among others: its fields have a prefix."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(f"{value}", f"{value} {gettext(word)}") for value, word in QUALITY_WORDS.items()]
        self.fields["quality"] = forms.ChoiceField(
            label=self.fields["quality"].label,
            choices=[("", gettext("Not recorded")), *chosen],
            required=False,
        )
        self.fields["note"].widget = forms.TextInput(attrs={"dir": "auto"})

    def sent(self, stored: Mapping[str, str]) -> dict[str, str | None]:
        """As a browser sends it, by the names of this row."""
        return {self.add_prefix(name): text for name, text in super().sent(stored).items()}

    def open_as(self, opened: Opened) -> None:
        """What the page showed of this row, of all that it showed."""
        begin = self.add_prefix("")
        values = {
            name.removeprefix(begin): text
            for name, text in opened.values.items()
            if name.startswith(begin)
        }
        names = opened.about.get(ASKED, "").split(NAME_SEPARATOR)
        asked = [name.removeprefix(begin) for name in names if name.startswith(begin)]
        about = {**opened.about, ASKED: NAME_SEPARATOR.join(asked)}
        self.opened = Opened(opened.account, about, values)

    def label_of(self, name: str) -> str:
        """The night, and what the field is called."""
        return f"{dates.night(self.night)}: {super().label_of(name)}"


@dataclass(slots=True)
class TypedNight:
    """A row: the night's name, what the diary holds of it, and its two forms.

    ``is_saved``: it was stored just now.
    """

    stored: SheetNight
    sleep: SheetSleepForm
    lines: TypedLinesForm
    is_saved: bool = False

    @property
    def night(self) -> date:
        """The night of the row."""
        return self.stored.sleep.night_of

    @property
    def name(self) -> str:
        """As in "Wed to Thu, 25–26 Nov"."""
        return dates.night(self.night)

    @property
    def state(self) -> str:
        """What the diary holds of the night, in a few words."""
        state = NightState.NOT_RECORDED
        if self.stored.entries:
            state = NightState.EPISODES
        elif self.stored.marked:
            state = NightState.NONE
        marked = self.stored.marked and bool(self.stored.entries)
        before = self.stored.before and self.stored.sleep.is_empty
        text = night_state_text(state, self.stored.entries, marked=marked, before=before)
        if self.stored.sleep.is_empty:
            return text
        return gettext("%(state)s; sleep is in the diary") % {"state": text}

    @property
    def is_wrong(self) -> bool:
        """Whether something of it could not be stored."""
        return bool(self.sleep.errors or self.lines.errors)

    @property
    def is_open(self) -> bool:
        """Whether its boxes are shown at once: not where the diary has its sleep already."""
        return self.is_wrong or self.stored.sleep.is_empty

    @property
    def remarks(self) -> list[str]:
        """What was written over, and what has to be said of what is stored."""
        return [
            *(
                gettext("“%(label)s” was %(text)s.")
                % {"label": self.sleep.fields[name].label, "text": excerpt(text)}
                for name, text in self.sleep.before.items()
                if text
            ),
            *self.sleep.all_remarks,
        ]

    def store(self, person: User) -> bool:
        """Store the whole row, or nothing of it."""
        if not (self.sleep.is_valid() and self.lines.is_valid()):
            return False
        with transaction.atomic():
            if not self.sleep.store(person):
                return False
            number = self.lines.store()
        self.is_saved = bool(number or self.sleep.before)
        return True


class TypedSheet:
    """Fourteen rows; ``key`` is drawn anew whenever the page is."""

    def __init__(
        self,
        person: User,
        nights: list[date],
        *,
        zone: ZoneInfo,
        as_of: datetime,
        key: str,
        data: Any = None,
    ) -> None:
        self.person, self.zone, self.as_of, self.key = person, zone, as_of, key
        self.rows = [self._row(stored, data) for stored in read_sheet_nights(person, nights)]

    def _row(self, stored: SheetNight, data: Any) -> TypedNight:
        prefix = stored.sleep.night_of.isoformat()
        about: dict[str, Any] = {"zone": self.zone, "as_of": self.as_of, "prefix": prefix}
        sleep = SheetSleepForm(data, sleep=stored.sleep, **about)
        lines = TypedLinesForm(data, person=self.person, stored=stored, key=self.key, **about)
        return TypedNight(stored, sleep, lines)

    @property
    def texts(self) -> dict[str, str]:
        """What the boxes show of what is stored, by name."""
        return {
            row.sleep.add_prefix(name): text
            for row in self.rows
            for name, text in row.sleep.texts(row.sleep.values(row.sleep.sleep)).items()
        }

    def open(self, opened: Opened) -> None:
        """Say what the page was opened about."""
        for row in self.rows:
            row.sleep.open_as(opened)

    def store(self) -> bool:
        """Store every row that can be; False if one of them has to be looked at again."""
        outcomes = [row.store(self.person) for row in self.rows]
        return all(outcomes)

    @property
    def saved(self) -> list[TypedNight]:
        """The rows that were stored just now."""
        return [row for row in self.rows if row.is_saved]

    @property
    def wrong(self) -> list[TypedNight]:
        """The rows of which nothing was stored."""
        return [row for row in self.rows if row.is_wrong]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What was changed here and elsewhere, in any row."""
        return tuple(conflict for row in self.rows for conflict in row.sleep.conflicts)

    @property
    def remarks(self) -> list[str]:
        """What has to be said of what was stored, each with its night."""
        return [f"{row.name}: {text}" for row in self.saved for text in row.remarks]

    @property
    def status(self) -> int:
        """The answer's status."""
        if self.conflicts:
            return 409
        return 422 if self.wrong else 200

    def opened_now(self, opened: Opened) -> Opened:
        """What the page is opened about once this is stored; as before in rows that are not."""
        asked = []
        for row in self.rows:
            now = row.sleep.opened_now
            begin = row.sleep.add_prefix("")
            values = {f"{begin}{name}": text for name, text in now.values.items()}
            opened = Opened(opened.account, opened.about, {**opened.values, **values})
            asked += [conflict.name for conflict in row.sleep.conflicts]
        return opened.with_about(asked=NAME_SEPARATOR.join(asked))

    def empty_saved_lines(self) -> None:
        """Rows that were stored show no lines any more: they stand in the diary."""
        for row in self.saved:
            name = row.lines.add_prefix("lines")
            row.lines.data = replaced(row.lines.data, {name: ""})
