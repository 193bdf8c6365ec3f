"""A night's sleep as sleep clinics write it: ten fields, each of which may stay empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.forms.boundfield import BoundField
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.actions.night import locked_morning, record_morning
from journal.forms.chip_fields import Chip, ChipsField
from journal.forms.merge import MergingForm
from journal.forms.opened_about import Opened
from journal.forms.sleep_instants import clock_time, in_future, sleep_instants
from journal.forms.text_fields import ClockField, TextBoxField, WholeNumberField
from journal.labels import Word
from journal.night_sleep import (
    LONGEST_NIGHT_NOTE,
    QUALITY_WORDS,
    RANGES,
    SLEEP_FIELDS,
    TIME_FIELDS,
    NightSleep,
    contradictions,
    out_of_bounds,
)
from journal.reading.morning import MorningFacts

# What a touched chip, or "Undo", sends: a field's name, "=" and its new text.
FILL = "fill"
# The fields that Today's card has.
TODAY_FIELDS = ("bed_at", "woke_at")
QUALITY_CHIPS = [Chip(f"{value}", Word(word)) for value, word in QUALITY_WORDS.items()]


class QuickNumberField(WholeNumberField):
    """A whole number that is typed, or touched where it is one of ``quick``."""

    def __init__(self, quick: Iterable[int], **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.quick = tuple(map(str, quick))


@dataclass(frozen=True, slots=True)
class SleepRow:
    """A field with what has to be said at it.

    ``before`` is what it held before it was stored just now; None: it was not.
    """

    field: BoundField
    remarks: tuple[str, ...]
    before: str | None

    @property
    def is_new(self) -> bool:
        """Whether it shows something else now, or is refused."""
        return self.before is not None or bool(self.field.errors)

    @property
    def was_stored(self) -> bool:
        """Whether it was stored just now."""
        return self.before is not None


class SleepForm(MergingForm, forms.Form):
    """What a person writes of a night's sleep, or a page's part of it.

    ``sleep`` is what is stored, after ``store`` what is stored now. ``zone`` is the one in which
    the times are told. Two things that contradict each other are stored as they were typed, and
    that is said at one of them.
    """

    bed_at = ClockField(label=_("To bed"), required=False)
    tried_at = ClockField(label=_("Tried to sleep"), required=False)
    minutes_until_sleep = QuickNumberField(
        (5, 10, 15, 30, 45, 60, 90), label=_("Minutes until sleep came")
    )
    jolts = QuickNumberField((0, 1, 2, 3, 5, 10, 20), label=_("Jolts before sleep came"))
    wakings = QuickNumberField((0, 1, 2, 3, 4, 5), label=_("How often awake in the night"))
    minutes_awake = QuickNumberField(
        (5, 10, 15, 30, 60, 90), label=_("Minutes awake in the night, all together")
    )
    last_waking_at = ClockField(label=_("Awake for the last time"), required=False)
    woke_at = ClockField(label=_("Out of bed"), required=False)
    quality = ChipsField(QUALITY_CHIPS, label=_("How was the sleep?"))
    note = TextBoxField(
        label=_("A note on the night"),
        max_length=LONGEST_NIGHT_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, zone: ZoneInfo, as_of: datetime, sleep: NightSleep, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.night: date = sleep.night_of
        self.zone, self.as_of, self.sleep = zone, as_of, sleep
        self.initial = {**self.values(sleep), **self.initial}
        # By field: what it held before it was stored just now.
        self.before: Mapping[str, str] = {}

    def values(self, sleep: NightSleep) -> dict[str, Any]:
        """What the fields show of what is stored, by their names."""
        times = {name: clock_time(getattr(sleep, name), self.zone) for name in TIME_FIELDS}
        return {name: times.get(name, getattr(sleep, name)) for name in SLEEP_FIELDS}

    def clean(self) -> dict[str, Any]:
        """Numbers within bounds."""
        cleaned = super().clean() or self.cleaned_data
        for name in RANGES:
            number = cleaned.get(name)
            if isinstance(number, int) and (problem := out_of_bounds(name, number)):
                self.add_error(name, gettext(problem.text) % problem.values)
        return cleaned

    def store(self, person: User) -> bool:
        """Keep what was changed, in one go; False if the person has to look at it again."""
        with transaction.atomic():
            row = locked_morning(person, self.night)
            self.sleep = row.sleep if row else NightSleep(night_of=self.night)
            stored = self.texts(self.values(self.sleep))
            if row is None:  # nothing that could be written over
                self.opened = self.opened.with_texts(stored)
            changed = self.merge(stored)
            columns = None if changed is None else self._columns(changed)
            if columns is None:
                return False
            if columns:
                row = record_morning(person, self.night, columns, self.as_of)
                self.sleep = row.sleep
        self.before = {name: stored[name] for name in changed or ()}
        return True

    def _columns(self, changed: frozenset[str]) -> dict[str, Any] | None:
        """What to store, by column; None, with the reason at its field, if a time is to come."""
        typed = {name: self.cleaned_data[name] for name in changed & {*TIME_FIELDS}}
        resolved = sleep_instants(self.night, self.zone, self.sleep, typed)
        for name, at in resolved.items():
            if at and (text := in_future(at.instant, self.zone, self.as_of)):
                self.add_error(name if name in self._sent() else next(iter(typed)), text)
                return None
            if at and at.remark and name in typed:
                field = self.fields[name]
                field.remark = f"{field.remark} {at.remark}".strip()  # type: ignore[attr-defined]
        columns = {name: None if at is None else at.instant for name, at in resolved.items()}
        others = {name: self.cleaned_data[name] for name in changed - {*TIME_FIELDS}}
        if "quality" in others:
            others["quality"] = int(others["quality"]) if others["quality"] else None
        return {**columns, **others}

    def _sent(self) -> frozenset[str]:
        return frozenset(name for name in self.fields if self._was_sent(name))

    @property
    def sent_fields(self) -> list[BoundField]:
        """Those that the page has."""
        return [self[name] for name in self.fields if not self.is_bound or self._was_sent(name)]

    @property
    def is_whole(self) -> bool:
        """Whether the page has all of them, and not its times alone."""
        return self._was_sent("jolts")

    @property
    def rows(self) -> list[SleepRow]:
        """The fields that the page has, with what has to be said at each."""
        return [
            SleepRow(field, tuple(self.remarks_at(field.name)), self.before.get(field.name))
            for field in self.sent_fields
        ]

    def remarks_at(self, name: str) -> list[str]:
        """What has to be said of what is stored: a contradiction, how a text was understood."""
        said = [
            gettext(conflict.problem.text) % conflict.problem.values
            for conflict in contradictions(self.sleep)
            if conflict.problem.field == name
        ]
        remark = getattr(self.fields[name], "remark", "")
        return [*said, remark] if remark and name in self.before else said

    @property
    def opened_now(self) -> Opened:
        """What its page is opened about once this is stored; as before where it is not."""
        if self.errors:
            return self.opened
        texts = self.texts(self.values(self.sleep))
        return self.opened.with_texts({field.name: texts[field.name] for field in self.sent_fields})

    @property
    def all_remarks(self) -> list[str]:
        """All of them, those at fields that the page does not have too."""
        return [text for name in self.fields for text in self.remarks_at(name)]


class TodayTimes(SleepForm):
    """The two times that Today asks for, as they are shown there; the whole form stores them."""

    def __init__(self, facts: MorningFacts, *, zone: ZoneInfo, as_of: datetime) -> None:
        sleep = facts.sleep or NightSleep(night_of=facts.night)
        super().__init__(zone=zone, as_of=as_of, sleep=sleep)
        self.fields = {name: self.fields[name] for name in TODAY_FIELDS}
        # As they stand in their boxes, to be compared with what is typed.
        self.shown = self.texts(self.values(sleep))


def sent_data(request: HttpRequest) -> QueryDict:
    """What was sent, with what a touched chip or "Undo" says in place of what stands in its box."""
    data = request.POST.copy()
    for name, value in _filled(request):
        data[name] = value
    return data


def filled_fields(request: HttpRequest) -> list[str]:
    """The names of the fields that a touched chip or "Undo" fills."""
    return [name for name, _value in _filled(request)]


def _filled(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for text in (*request.GET.getlist(FILL), *request.POST.getlist(FILL)):
        name, _equals, value = text.partition("=")
        if name in SleepForm.base_fields:
            yield name, value
