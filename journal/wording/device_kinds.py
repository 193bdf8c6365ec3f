"""Kinds of a device's sleep in words, and how long each lasted."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from journal.device_sleep import SleepKind
from journal.device_sleep.night_figures import unmeasured
from journal.i18n import gettext_noop
from journal.wording.durations import minutes_long

# What each kind is called; "light" is what a device calls so, and no stage of a sleep laboratory.
SLEEP_KIND_WORDS = {
    SleepKind.IN_BED: gettext_noop("in bed"),
    SleepKind.AWAKE: gettext_noop("awake"),
    SleepKind.RESTLESS: gettext_noop("restless"),
    SleepKind.ASLEEP: gettext_noop("asleep"),
    SleepKind.LIGHT: gettext_noop("light sleep"),
    SleepKind.DEEP: gettext_noop("deep sleep"),
    SleepKind.REM: gettext_noop("REM sleep"),
    SleepKind.NO_DATA: gettext_noop("no data"),
}
# Kinds of which it is told how long they lasted, in this order, each as a label.
MINUTES_OF_KINDS = {
    SleepKind.LIGHT: gettext_noop("Light sleep"),
    SleepKind.DEEP: gettext_noop("Deep sleep"),
    SleepKind.REM: gettext_noop("REM sleep"),
    SleepKind.ASLEEP: gettext_noop("Asleep, kind not told"),
    SleepKind.RESTLESS: gettext_noop("Restless"),
}
# Of totals alone, since nothing says when it was.
AWAKE_IN_ALL = gettext_noop("Awake, all together")


def kind_lengths(told: Mapping[SleepKind, int], *, are_totals: bool) -> list[tuple[SleepKind, str]]:
    """How long each kind lasted, of minutes by kind; a stage of which a device of totals is silent
    was not measured.
    """
    texts = {kind: minutes_long(minutes) for kind, minutes in told.items()}
    texts |= dict.fromkeys(unmeasured(told, are_totals=are_totals), _("not measured"))
    shown = [*MINUTES_OF_KINDS, *([SleepKind.AWAKE] if are_totals else [])]
    return [(kind, texts[kind]) for kind in shown if kind in texts]


def kinds_text(told: Mapping[SleepKind, int], *, are_totals: bool) -> str:
    """As in "light sleep 4 h 10 min, deep sleep 1 h 20 min"; of totals it says that they are."""
    text = ", ".join(
        _("%(kind)s %(length)s") % {"kind": _(SLEEP_KIND_WORDS[kind]), "length": length}
        for kind, length in kind_lengths(told, are_totals=are_totals)
    )
    if not are_totals:
        return text
    return _("only totals, no times: %(totals)s") % {"totals": text}
