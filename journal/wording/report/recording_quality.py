"""How soon entries were written down, who or what noticed them, and on which clocks."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.report import Report
from journal.wording.proportions import percent


def quality(report: Report) -> list[str]:
    """How soon entries were written down, who noticed them, and on which clocks."""
    diary = report.kept
    sentences = []
    if diary.timed:
        rate = percent(diary.promptly / diary.timed)
        values = {
            "prompt": diary.promptly,
            "timed": diary.timed,
            "minutes": diary.minutes,
            "rate": rate,
        }
        sentences.append(
            _(
                "%(prompt)d of %(timed)d entries (%(rate)s %%) were written down within "
                "%(minutes)d minutes."
            )
            % values
        )
    if diary.untimed:
        text = ngettext(
            "For %d entry from a file it is not known when it was written down.",
            "For %d entries from a file it is not known when they were written down.",
            diary.untimed,
        )
        sentences.append(text % diary.untimed)
    return [*sentences, *(_others(report) if report.lines else ()), _clocks(report)]


def _others(report: Report) -> list[str]:
    """Who or what else had a part in the entries; nothing is said of nobody."""
    partner, device = report.kept.partner, report.kept.device
    sentences = []
    if partner:
        text = ngettext(
            "Somebody else noticed %d of the entries.",
            "Somebody else noticed %d of the entries.",
            partner,
        )
        sentences.append(text % partner)
    if device:
        text = ngettext(
            "For %d entry the phase of sleep comes from a device.",
            "For %d entries the phase of sleep comes from a device.",
            device,
        )
        sentences.append(text % device)
    return sentences


def _clocks(report: Report) -> str:
    zones = [zone for zone in report.kept.zones if zone != report.header.time_zone]
    if not zones:
        return _("Times are in the time zone %s.") % report.header.time_zone
    values = {"home": report.header.time_zone, "others": "; ".join(zones)}
    return (
        _("Times are in the time zone in which the entry was logged: %(home)s; %(others)s.")
        % values
    )
