"""What stands around the charts: titles, a sentence each, and the tables that say the same."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.anatomy import Side
from journal.calendar_parts import CalendarPart, CalendarUnit
from journal.i18n import gettext_noop
from journal.nights import NightState
from journal.observations import Phase
from journal.summary import Summary, Tally
from journal.wording.choices import lay_word
from journal.wording.constant import went_on_nights
from journal.wording.dates import date_text
from journal.wording.places import beside, muscle_name, place_name
from journal.wording.proportions import on_recorded


def medicine_band_text(left_out: int, *, has_open_bars: bool) -> str:
    """How the band of medicines is drawn, and how many have no bar in it."""
    texts = [_("Each bar shows when it was taken. Nothing is compared.")]
    if has_open_bars:
        texts.append(_("Dashed: from when or until when is not known."))
    if left_out:
        text = _("Not drawn: %(number)d (at other times, or without a date).")
        texts.append(text % {"number": left_out})
    return " ".join(texts)


STATE_NAMES: Mapping[NightState, str] = {
    NightState.EPISODES: gettext_noop("Entries"),
    NightState.CONSTANT: gettext_noop("It went on and on"),
    NightState.NONE: gettext_noop("No twitches"),
    NightState.NOT_RECORDED: gettext_noop("Not recorded"),
}
UNIT_TITLES: Mapping[CalendarUnit, str] = {
    CalendarUnit.WEEK: gettext_noop("Week by week"),
    CalendarUnit.MONTH: gettext_noop("Month by month"),
    CalendarUnit.YEAR: gettext_noop("Year by year"),
}
UNIT_HEADS: Mapping[CalendarUnit, str] = {
    CalendarUnit.WEEK: gettext_noop("Week of"),
    CalendarUnit.MONTH: gettext_noop("Month"),
    CalendarUnit.YEAR: gettext_noop("Year"),
}
# Django's patterns for the first night of a part of the calendar, whole and where room is short.
DATE_PATTERNS: Mapping[CalendarUnit, tuple[str, str]] = {
    CalendarUnit.WEEK: ("j F Y", "j M"),
    CalendarUnit.MONTH: ("F Y", "M"),
    CalendarUnit.YEAR: ("Y", "Y"),
}


def hours_text(summary: Summary, not_drawn: int) -> str:
    """The hour with the most nights, and what the chart does not show: entries without a time,
    and ``not_drawn`` older nights.
    """
    text = _("Nothing was written down at any hour.")
    if summary.hours:
        hour, tally = next(iter(summary.hours.items()))
        values = {
            "from": f"{hour:02}:00",
            "to": f"{(hour + 1) % 24:02}:00",
            "on": on_recorded(tally.nights, summary.recorded),
        }
        text = _("Most often between %(from)s and %(to)s, %(on)s.") % values
    sentences = [text, *_without_clock(summary.without_clock)]
    if not_drawn:
        missing = _("Only the last 12 weeks are drawn; %d nights before them are not.")
        sentences.append(missing % not_drawn)
    return " ".join(sentences)


def _without_clock(number: int) -> list[str]:
    """That so many entries have no place on the clock."""
    if not number:
        return []
    text = ngettext(
        "%(number)d entry has no time of the night, and is not drawn.",
        "%(number)d entries have no time of the night, and are not drawn.",
        number,
    )
    return [text % {"number": number}]


def clock_night_text(state: NightState, hours: int, *, clocks_changed: bool) -> str:
    """What is known of a night, and that it had so many ``hours`` as the clocks were changed."""
    if not clocks_changed:
        return _(STATE_NAMES[state])
    text = _("%(known)s; the clocks changed, %(hours)d hours")
    return text % {"known": _(STATE_NAMES[state]), "hours": hours}


def with_bed_times(text: str, in_bed: str) -> str:
    """What is known of a night, and when the person was in bed, "" where that is not recorded."""
    if not in_bed:
        return text
    return _("%(known)s; in bed %(times)s") % {"known": text, "times": in_bed}


def clock_head() -> tuple[str, ...]:
    """The columns of the table of nights."""
    return _("Night"), _("Recorded"), _("Entries")


def places_text(summary: Summary) -> str:
    """The place with the most nights."""
    recorded = (
        (place_name(muscle, side), tally)
        for (muscle, side), tally in summary.places.items()
        if muscle
    )
    name, tally = next(recorded, ("", None))
    if tally is None:
        return _("No place was written down.")
    values = {"place": name, "on": on_recorded(tally.nights, summary.recorded)}
    return _("Most often: %(place)s, %(on)s.") % values


def place_row_name(muscle_id: str | None, side: Side | None) -> str:
    """A place with its side, or that it was not recorded."""
    return beside(muscle_name(muscle_id) or _("Place not recorded"), side)


def phases_text(phase: Phase | None, nights: int, recorded: int) -> str:
    """The phase with the most nights; None: no phase was written down."""
    if phase is None:
        return _("No phase was written down.")
    values = {"phase": phase_name(phase), "on": on_recorded(nights, recorded)}
    return _("Most often: %(phase)s, %(on)s.") % values


def phase_name(phase: Phase | None) -> str:
    """A phase in everyday words, or that it was not recorded."""
    if phase is None:
        return _("Not recorded")
    return lay_word(phase)


def tally_head(first: str) -> tuple[str, ...]:
    """The columns of a table of tallies, the first of them named."""
    return first, _("Nights"), _("Entries"), _("Count")


def tally_cells(tally: Tally) -> tuple[int, int, int]:
    """The figures of such a row."""
    return tally.nights, tally.entries, tally.count


def recorded_text(summary: Summary) -> str:
    """How many nights are recorded, with entries and without twitches."""
    values = {
        "recorded": summary.recorded,
        "nights": summary.nights,
        "with": summary.number(NightState.EPISODES),
        "none": summary.number(NightState.NONE),
    }
    text = _(
        "%(recorded)d of %(nights)d nights are recorded: %(with)d with entries, "
        "%(none)d without twitches."
    )
    return f"{text % values} {went_on_nights(summary.constant_nights)}".rstrip()


def parts_head(unit: CalendarUnit) -> tuple[str, ...]:
    """The columns of the table of weeks, months or years."""
    return (
        _(UNIT_HEADS[unit]),
        _("Nights"),
        _("Recorded"),
        _("With entries"),
        _("No twitches"),
        _("Entries"),
    )


def part_name(part: CalendarPart, unit: CalendarUnit) -> str:
    """Its first night, its month or its year; one that is not whole is said to be a part."""
    name = date_text(part.first, DATE_PATTERNS[unit][0])
    if part.whole:
        return name
    return _("%(name)s (part)") % {"name": name}


def part_label(part: CalendarPart, unit: CalendarUnit) -> str:
    """Its name in the room of a column; a star marks one that is not whole."""
    name = date_text(part.first, DATE_PATTERNS[unit][1])
    if part.whole:
        return name
    return f"{name}*"
