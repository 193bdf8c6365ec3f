"""A night as a device wrote it, in words."""

from __future__ import annotations

from datetime import tzinfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.device_sleep.night_figures import (
    AGREES_WITHIN,
    Agreement,
    DeviceFigures,
    TimeSpan,
)
from journal.geometry.sleep_signs import DeviceSign
from journal.i18n import gettext_noop
from journal.wording.device_kinds import (
    AWAKE_IN_ALL,
    MINUTES_OF_KINDS,
    kind_lengths,
    kinds_text,
)
from journal.wording.durations import minutes_long

BESIDE_YOURS = gettext_noop(
    "This is a device’s opinion, beside your own lines and never mixed with them. Devices take"
    " lying still for sleep and misplace stages by minutes; “light” is no stage of a sleep"
    " laboratory."
)
BEHIND_THE_MARKS = gettext_noop(
    "Grey behind the marks is sleep as a device wrote it. Where there is no grey, it has no data,"
    " or totals without times: these are in the table alone."
)
DEVICE_SIGNS = {
    DeviceSign.AWAKE: gettext_noop("awake"),
    DeviceSign.ASLEEP: gettext_noop("asleep, or light sleep"),
    DeviceSign.REM: gettext_noop("REM sleep"),
    DeviceSign.DEEP: gettext_noop("deep sleep"),
}
OF_TOTALS = gettext_noop(
    "These are totals. This device does not tell when in the night anything was, so nothing of it"
    " stands beside an entry’s time."
)
OF_TYPED = gettext_noop("A person typed this into the device’s app by hand. Nothing measured it.")


def device_figure_texts(figures: DeviceFigures, clock: tzinfo) -> tuple[tuple[str, str], ...]:
    """Label and text of each figure that the device tells, on the clock of ``clock``."""
    return (*_spans(figures, clock), *_lengths(figures))


def _spans(figures: DeviceFigures, clock: tzinfo) -> list[tuple[str, str]]:
    lines = []
    if figures.in_bed:
        lines.append((_("In bed"), _from_to(figures.in_bed, clock)))
    if figures.asleep:
        lines.append((_("From falling asleep to the last waking"), _from_to(figures.asleep, clock)))
    return lines


def _lengths(figures: DeviceFigures) -> list[tuple[str, str]]:
    lines = []
    if figures.total is not None:
        lines.append((_("Asleep, all together"), minutes_long(figures.total)))
    if figures.awake_after is not None:
        lines.append((_("Awake after falling asleep"), minutes_long(figures.awake_after)))
    lines += [
        (_(MINUTES_OF_KINDS.get(kind, AWAKE_IN_ALL)), text)
        for kind, text in kind_lengths(figures.minutes, are_totals=figures.are_totals)
    ]
    if figures.no_data:
        lines.append((_("No data"), minutes_long(figures.no_data)))
    if figures.others:
        text = ngettext("%(number)d more", "%(number)d more", figures.others)
        lines.append(
            (_("Other sleeps that began in this night"), text % {"number": figures.others})
        )
    return lines


def _from_to(span: TimeSpan, clock: tzinfo) -> str:
    first, last = (at.astimezone(clock) for at in (span.starts_at, span.ends_at))
    return _("%(bed)s to %(up)s") % {"bed": f"{first:%H:%M}", "up": f"{last:%H:%M}"}


def agreement_texts(asleep: Agreement, waking: Agreement) -> tuple[tuple[str, str], ...]:
    """On how many nights you and the device say the same; nothing where no night has both."""
    labels = ((_("When sleep came"), asleep), (_("The last waking"), waking))
    return tuple((label, _agreement(agreed)) for label, agreed in labels if agreed.of)


def _agreement(agreed: Agreement) -> str:
    values = {
        "minutes": int(AGREES_WITHIN.total_seconds() // 60),
        "part": agreed.part,
        "of": agreed.of,
    }
    text = ngettext(
        "within %(minutes)d minutes of each other on %(part)d of %(of)d night that has both",
        "within %(minutes)d minutes of each other on %(part)d of %(of)d nights that have both",
        agreed.of,
    )
    return text % values


def device_cells(figures: DeviceFigures, clock: tzinfo) -> tuple[str, ...]:
    """From falling asleep to the last waking, minutes asleep, awake after, and of each kind; "" for
    untold.
    """
    asleep = ""
    if figures.asleep:
        asleep = _from_to(figures.asleep, clock)
    lengths = map(_minutes_text, (figures.total, figures.awake_after))
    return (asleep, *lengths, kinds_text(figures.minutes, are_totals=figures.are_totals))


def device_head() -> tuple[str, ...]:
    """The columns of the table of nights as a device wrote them."""
    return (
        _("Night"),
        _("Source"),
        _("Asleep"),
        _("All together"),
        _("Awake after"),
        _("Of each kind"),
    )


def _minutes_text(minutes: int | None) -> str:
    """ "" for what is not told."""
    return "" if minutes is None else minutes_long(minutes)
