"""What a table cannot say by itself, as questions with their answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from journal.diary_file.sheets import Doubt, DoubtExample, DoubtKind, NightRule, WordGuess
from journal.nights import NOON, ONE_NIGHT
from journal.parsing import excerpt
from journal.wording.dates import date_text, dated_night, day_and_time

Labels = Mapping[str, object]

LABELS: Mapping[DoubtKind, Labels] = {
    DoubtKind.DAY_ORDER: {
        "day_first": gettext_lazy("The day comes first"),
        "month_first": gettext_lazy("The month comes first"),
    },
    DoubtKind.TURNED_DAYS: {
        "true": gettext_lazy("Yes, turn them back"),
        "false": gettext_lazy("No, they are right as they are"),
    },
    DoubtKind.NIGHT_RULE: {
        "as_written": gettext_lazy("That very day"),
        "evening_date": gettext_lazy("The night that began on that day"),
        "morning_date": gettext_lazy("The night that ended on that day"),
        "after_evening": gettext_lazy("After an evening, the next morning"),
    },
    DoubtKind.MIDNIGHT: {
        "time": gettext_lazy("Midnight: it was then"),
        "no_time": gettext_lazy("No time was written: keep each as a note on its day"),
    },
    DoubtKind.BLANK_DAYS: {
        "true": gettext_lazy("That of the row above"),
        "false": gettext_lazy("None: leave these rows out"),
    },
    DoubtKind.NO_TIME: {
        "note": gettext_lazy("Keep each as a note on its day"),
        "leave_out": gettext_lazy("Leave them out"),
        "given_time": gettext_lazy("One time for all of them, marked as approximate"),
    },
    DoubtKind.QUIET: {
        "quiet_night": gettext_lazy("A night without twitches"),
        "note": gettext_lazy("Keep it as a note on that day"),
        "leave_out": gettext_lazy("Leave it out"),
    },
    DoubtKind.PLAIN_LINES: {
        "entry": gettext_lazy("They are entries"),
        "note": gettext_lazy("Keep each as a note on its day"),
        "leave_out": gettext_lazy("Leave them out"),
    },
    DoubtKind.TWO_PLACES: {
        "split": gettext_lazy("An entry for each place"),
        "first": gettext_lazy("One entry, at the first place; all of it in the note"),
    },
}
TITLES: Mapping[DoubtKind, object] = {
    DoubtKind.DAY_ORDER: gettext_lazy("Which number is the day?"),
    DoubtKind.TURNED_DAYS: gettext_lazy("Did the spreadsheet turn day and month round?"),
    DoubtKind.ZONE: gettext_lazy("Where were the times written down?"),
    DoubtKind.NIGHT_RULE: gettext_lazy("Which night does a time after midnight belong to?"),
    DoubtKind.MIDNIGHT: gettext_lazy("Is 00:00 a time here?"),
    DoubtKind.BLANK_DAYS: gettext_lazy("Which day do rows without one have?"),
    DoubtKind.NO_TIME: gettext_lazy("What about rows without a time?"),
    DoubtKind.WORDS: gettext_lazy("What do these words mean?"),
    DoubtKind.PICK: gettext_lazy("Which of these are about twitches?"),
    DoubtKind.STRENGTH: gettext_lazy("How strong is that, from 0 to 10?"),
    DoubtKind.QUIET: gettext_lazy("What does “nothing” mean in this table?"),
    DoubtKind.PLAIN_LINES: gettext_lazy("What about lines that name no place and no twitch?"),
    DoubtKind.TWO_PLACES: gettext_lazy("What about cells with two places?"),
}


# Questions that are about one column, which is named with them.
_OF_A_COLUMN = (DoubtKind.STRENGTH, DoubtKind.MIDNIGHT)


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """One answer to choose; ``examples`` say what it makes of rows of the file."""

    value: str
    label: str
    examples: tuple[str, ...] = ()


def question_title(doubt: Doubt) -> str:
    """The question."""
    if doubt.kind is DoubtKind.NIGHT_RULE and NightRule.EVENING_DATE in doubt.choices:
        return _("Which night does a day stand for?")
    return str(TITLES[doubt.kind])


def question_about(doubt: Doubt) -> str:
    """How much of the file it is about, "" where that says nothing."""
    if not doubt.rows:
        return ""
    text = ngettext(
        "It is about %(rows)d row of the table.",
        "It is about %(rows)d rows of the table.",
        doubt.rows,
    )
    about = text % {"rows": doubt.rows}
    if doubt.kind in _OF_A_COLUMN:
        return _("Column “%(header)s”. %(about)s") % {
            "header": excerpt(doubt.header),
            "about": about,
        }
    return about


def answer_words(doubt: Doubt) -> tuple[AnswerWords, ...]:
    """The answers in the order of the doubt's choices, each with what it would mean.

    Where one picks words of the file, those are the answers.
    """
    if doubt.kind is DoubtKind.PICK:
        return tuple(AnswerWords(word.key, _with_rows(word)) for word in doubt.words)
    labels = LABELS.get(doubt.kind, {})
    return tuple(
        AnswerWords(choice, str(labels.get(choice, choice)), tuple(_readings(doubt, choice)))
        for choice in doubt.choices
    )


def _with_rows(word: WordGuess) -> str:
    text = ngettext("%(word)s (%(rows)d row)", "%(word)s (%(rows)d rows)", word.rows)
    return text % {"word": word.text, "rows": word.rows}


def example_lines(doubt: Doubt) -> tuple[str, ...]:
    """Places in the file that are in doubt, where the answers do not show them."""
    return tuple(_place(example) for example in doubt.examples if not example.readings)


def _place(example: DoubtExample) -> str:
    return _("Line %(line)d: “%(text)s”") % {"line": example.line, "text": example.text}


def _readings(doubt: Doubt, choice: str) -> list[str]:
    return [
        _("“%(text)s” is %(reading)s")
        % {"text": example.text, "reading": _reading(example.readings[choice], doubt.kind)}
        for example in doubt.examples
        if example.readings.get(choice)
    ]


def _reading(iso: str, kind: DoubtKind) -> str:
    """A day with its weekday; a time with the night that it lies in, where that is the question."""
    if "T" not in iso:
        return date_text(date.fromisoformat(iso), "l j F Y")
    at = datetime.fromisoformat(iso)
    if kind is DoubtKind.NIGHT_RULE:
        night = at.date() if at.time() >= NOON else at.date() - ONE_NIGHT
        return day_and_time(dated_night(night), f"{at:%H:%M}")
    return day_and_time(date_text(at.date(), "l j F Y"), f"{at:%H:%M}")
