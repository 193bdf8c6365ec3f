"""The lay word and the medical one for every value that a person meets, in the order in which forms show them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from journal.anatomy import Side
from journal.criteria import Label, Question, TooMany, Verdict
from journal.marking import gettext_noop as _
from journal.observations import CalledBack, Movement, NoticedBy, Phase, Woke


@dataclass(frozen=True, slots=True)
class Word:
    """A value's lay name, the term in the textbooks ("" where there is none), and a line of help."""

    lay: str
    medical: str = ""
    help: str = ""


# Kept apart by set: members of different sets with the same value (Woke.NO, CalledBack.NO) are equal as strings.
WORDS: dict[type[StrEnum], dict[StrEnum, Word]] = {
    Movement: {
        Movement.TWITCH: Word(_("Twitch"), _("fasciculation"), _("A flicker in part of a muscle; no limb moves.")),
        Movement.JERK: Word(_("Jerk"), _("myoclonus"), _("A sudden shock-like movement of a limb or the whole body.")),
        Movement.CRAMP: Word(_("Cramp"), _("muscle cramp"), _("Painful, and it holds.")),
        Movement.OTHER: Word(_("Something else")),
        Movement.UNSURE: Word(_("Not sure")),
    },
    Phase: {
        Phase.AWAKE_DAY: Word(_("Awake, up and about"), _("daytime wakefulness")),
        Phase.AWAKE_IN_BED: Word(_("Awake in bed"), _("wakefulness before sleep")),
        Phase.SLEEP_ONSET: Word(_("Dropping off"), _("sleep onset")),
        Phase.ASLEEP: Word(_("Asleep"), _("sleep, stage not known")),
        Phase.NIGHT_WAKING: Word(_("Awake in the night"), _("wake after sleep onset")),
        Phase.ON_WAKING: Word(_("On waking up"), _("final awakening")),
        Phase.UNKNOWN: Word(_("I do not know")),
        Phase.LIGHT: Word(_("Light sleep (from a device)"), _("N1 or N2")),
        Phase.N1: Word(_("First light sleep (from a device)"), _("stage N1")),
        Phase.N2: Word(_("Light sleep, N2 (from a device)"), _("stage N2")),
        Phase.N3: Word(_("Deep sleep (from a device)"), _("stage N3")),
        Phase.REM: Word(_("Dream sleep (from a device)"), _("stage REM")),
    },
    Woke: {
        Woke.ASLEEP: Word(_("Yes, I was asleep")),
        Woke.DROPPING_OFF: Word(_("It jolted me as I was dropping off"), _("sleep start, hypnic jerk")),
        Woke.NO: Word(_("No")),
        Woke.UNSURE: Word(_("Not sure")),
        Woke.YES: Word(_("Yes (asleep or dropping off not told apart)")),
    },
    NoticedBy: {
        NoticedBy.SELF: Word(_("Me")),
        NoticedBy.PARTNER: Word(_("Somebody beside me"), _("witnessed")),
    },
    CalledBack: {
        CalledBack.YES: Word(_("Yes, my back")),
        CalledBack.NO: Word(_("No")),
    },
    Side: {
        Side.LEFT: Word(_("Left")),
        Side.RIGHT: Word(_("Right")),
        Side.BOTH: Word(_("Both"), _("bilateral")),
    },
    TooMany: {
        TooMany.YES: Word(_("Yes")),
        TooMany.NO: Word(_("No")),
        TooMany.NOT_SURE: Word(_("Not sure")),
    },
    Label: {
        Label.TYPICAL_PLACE: Word(_("typical place")),
        Label.TYPICAL_TIME: Word(_("typical time")),
        Label.SLEEP_START: Word(_("sleep start"), _("hypnic jerk"), _("Common at the edge of sleep.")),
    },
    Verdict: {
        Verdict.MET: Word(_("Matches")),
        Verdict.NOT_MET: Word(_("No match")),
        Verdict.CANNOT_TELL: Word(_("Open question")),
        Verdict.NOT_ASKED: Word(_("Not asked yet")),
    },
    Question: {
        Question.BACK: Word(_("Would you call this your back?")),
        Question.MUSCLE: Word(_("Where was it?")),
        Question.TYPE: Word(_("Was it a twitch or a jerk?")),
        Question.WOKE: Word(_("Did it wake you?")),
        Question.PHASE: Word(_("Were you asleep or awake?")),
        Question.TOO_MANY: Word(_("Do you think you are getting too many twitches?")),
    },
}


def word(value: StrEnum) -> Word:
    """The word for a value of one of the closed sets."""
    return WORDS[type(value)][value]
