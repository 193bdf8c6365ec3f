"""Standing sentences of the report: how its figures were made, and the words that a layout puts
between them.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.i18n import gettext_noop

METHODS = (
    gettext_noop(
        "A night runs from noon to noon and is named by both its days. A night is "
        "recorded when it has an entry, or when the person said that there were no twitches. Every "
        "share is out of the recorded nights; nights not recorded are left out and counted apart."
    ),
    gettext_noop(
        "Intervals are 95 % intervals. Shares of nights: Wilson’s interval (1927). Differences of "
        "shares: Newcombe’s method 10 (1998). Medians: the exact interval from order statistics "
        "(Conover, 1999). Below seven nights no interval is given."
    ),
    gettext_noop(
        "Nights are taken as if each said nothing of the next. Real nights come in runs, so the "
        "intervals are rather too narrow than too wide. No interval here says that a difference "
        "matters."
    ),
    gettext_noop(
        "A person writes down what they notice. More entries can mean more twitches, more "
        "attention, or a diary kept more closely."
    ),
)


def columns() -> list[str]:
    """The head of the full list as a table."""
    return [
        _("No."),
        _("Night, time"),
        _("Mark"),
        _("What was noticed"),
    ]


def report_labels(*, marked: bool) -> dict[str, str]:
    """What stands between the parts, by name.

    ``{n}`` is filled in by the layout; ``marked``: matches are shown.
    """
    times = _("Times are in the time zone in which the entry was logged.")
    return headings() | line_labels() | {"marks": f"{_legend()} {times}" if marked else times}


def _legend() -> str:
    return _(
        "B: matches “twitching of the back muscles”. J: matches “jerking movements that wake you "
        "from sleep”. ?: an answer is missing."
    )


def headings() -> dict[str, str]:
    """What stands over the parts."""
    return {
        "worry": _("What worries the person"),
        "questions": _("What the person wants to ask"),
        "happens": _("What happens"),
        "matches": _("Entries that match a sentence"),
        "sleep": _("Sleep"),
        "context": _("About the days"),
        "readings": _("How entries were matched"),
        "intervals": _("Intervals of the figures"),
        "unanswered": _("Not answered"),
        "kept": _("How the log was kept"),
        "all_places": _("All places"),
        "full": _("The full list"),
        "in_full": _("In full"),
        "methods": _("How the figures were made"),
        "nights": _("nights"),
        "entries": _("entries"),
        "no": _("no."),
        "when": _("Night"),
        "columns": _("Number, time, mark, what was noticed"),
    }


def line_labels() -> dict[str, str]:
    """What stands where something is missing, cut or marked."""
    return {
        "no_worry": _("No worry was written down."),
        "no_questions": _("No question was written down."),
        "yes": _("Reported"),
        "empty": _("No entries were written down in this period."),
        "more_entries": _("and {n} more in the full list, page {page}"),
        "more_lines": _("and {n} more, page {page}"),
        "entries_behind": _("The entries: page {page}."),
        "decided_behind": _("What was decided: page {page}."),
        "drawing_behind": _("{title}: page {page}."),
        "cut_note": _("[…]: cut here, in full on page {page}."),
        "page": _("Page {n} of {of}"),
        "link": _("This page on the web:"),
        "hash": _("SHA-256 of its content:"),
        "columns_note": _(
            "Under each column: nights recorded, of the nights in it (* not a whole one)."
        ),
        "no_font": _(
            "Words in ‹angle quotes› stand for characters that no font on this server can show. "
            "The page in the browser shows them."
        ),
    }
