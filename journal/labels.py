"""The lay word and the medical one for every value that a person meets, in the order in which forms
show them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from journal.anatomy import Side
from journal.background import Afterwards, BeginningKind, MedicalTestKind, ResultBy
from journal.criteria import Label, Question, TooMany, Verdict
from journal.i18n import gettext_noop as _
from journal.observations import (
    CalledBack,
    EasedBy,
    Movement,
    NoticedBy,
    Perceived,
    Phase,
    Spread,
    TimeTold,
    Woke,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A value's lay name, the term in the textbooks ("" for none), and a line of help."""

    lay: str
    medical: str = ""
    help: str = ""


# Kept apart by set: members of different sets with the same value (Woke.NO, CalledBack.NO) are
# equal as strings.
WORDS: dict[type[StrEnum], dict[StrEnum, Word]] = {
    Movement: {
        Movement.TWITCH: Word(
            _("Twitch"), _("fasciculation"), _("A flicker in part of a muscle; no limb moves.")
        ),
        Movement.JERK: Word(
            _("Jerk"),
            _("myoclonus"),
            _("A sudden shock-like movement of a limb or the whole body."),
        ),
        Movement.CRAMP: Word(_("Cramp"), _("muscle cramp"), _("Painful, and it holds.")),
        Movement.FELT_JOLT: Word(
            _("Jolt, only felt"),
            help=_("A jolt or shock that you felt; nothing was seen or felt to move."),
        ),
        Movement.BUZZING: Word(
            _("Buzzing"),
            help=_("A buzzing or vibration that you feel; no flicker, nothing moves."),
        ),
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
        Woke.DROPPING_OFF: Word(
            _("It jolted me as I was dropping off"), _("sleep start, hypnic jerk")
        ),
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
    TimeTold: {
        TimeTold.ABOUT: Word(_("Time is a guess"), _("time approximate")),
        TimeTold.NIGHT: Word(_("Time of the night not known")),
    },
    Perceived: {
        Perceived.SEEN: Word(_("Seen"), _("visible")),
        Perceived.FELT_ONLY: Word(_("Only felt"), _("not visible")),
        Perceived.BOTH: Word(_("Seen and felt")),
    },
    Spread: {
        Spread.ONE_SPOT: Word(_("One spot")),
        Spread.IN_TURN: Word(_("Several spots, in turn")),
        Spread.TOGETHER: Word(_("Several spots, together")),
    },
    EasedBy: {
        EasedBy.MOVING: Word(_("Moving or using it")),
        EasedBy.STRETCHING: Word(_("Stretching")),
        EasedBy.PRESSING: Word(_("Pressing on it")),
        EasedBy.NOTHING: Word(_("Nothing did")),
        EasedBy.NOT_TRIED: Word(_("Not tried")),
    },
    Side: {
        Side.LEFT: Word(_("Left")),
        Side.RIGHT: Word(_("Right")),
        Side.BOTH: Word(_("Both"), _("bilateral")),
    },
    Afterwards: {
        Afterwards.FEWER: Word(_("Fewer")),
        Afterwards.NO_CHANGE: Word(_("No change")),
        Afterwards.MORE: Word(_("More")),
        Afterwards.CANNOT_SAY: Word(_("Cannot say")),
    },
    MedicalTestKind: {
        MedicalTestKind.EMG: Word(_("EMG"), _("electromyography")),
        MedicalTestKind.NERVE_CONDUCTION: Word(_("Nerve conduction"), _("nerve conduction study")),
        MedicalTestKind.BLOOD: Word(_("Blood")),
        MedicalTestKind.MRI: Word(_("MRI"), _("magnetic resonance imaging")),
        MedicalTestKind.SLEEP_STUDY: Word(_("Sleep study"), _("polysomnography")),
        MedicalTestKind.OTHER: Word(_("Other test")),
    },
    ResultBy: {
        ResultBy.PERSON: Word(_("Mine")),
        ResultBy.DOCTOR: Word(_("The doctor’s")),
    },
    BeginningKind: {
        BeginningKind.INFECTION: Word(_("An infection")),
        BeginningKind.VACCINATION: Word(_("A vaccination")),
        BeginningKind.MEDICINE_STARTED: Word(_("A medicine started")),
        BeginningKind.MEDICINE_STOPPED: Word(_("A medicine stopped")),
        BeginningKind.INJURY: Word(_("An injury")),
        BeginningKind.HARD_TRAINING: Word(_("Hard training")),
        BeginningKind.CHILDBIRTH: Word(_("Childbirth")),
        BeginningKind.STRESS: Word(_("Stress")),
        BeginningKind.NOTHING_KNOWN: Word(_("Nothing known")),
    },
    TooMany: {
        TooMany.YES: Word(_("Yes")),
        TooMany.NO: Word(_("No")),
        TooMany.NOT_SURE: Word(_("Not sure")),
    },
    Label: {
        Label.TYPICAL_PLACE: Word(_("typical place")),
        Label.TYPICAL_TIME: Word(_("typical time")),
        Label.SLEEP_START: Word(
            _("sleep start"), _("hypnic jerk"), _("Common at the edge of sleep.")
        ),
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

# What the person decides on a pattern, by the value that is stored.
DECISION_NAMES: dict[str, str] = {
    "raise": _("Raise it at the appointment"),
    "not_for_me": _("Do not raise it"),
    "unsure": _("Not sure yet"),
}
# A side after the place it belongs to, and a side alone: whole messages, because a language may
# bend either word.
SIDE_BESIDE: dict[Side, str] = {
    Side.LEFT: _("%(place)s, left"),
    Side.RIGHT: _("%(place)s, right"),
    Side.BOTH: _("%(place)s, both"),
}
SIDE_ALONE: dict[Side, str] = {
    Side.LEFT: _("left"),
    Side.RIGHT: _("right"),
    Side.BOTH: _("both"),
}


def word(value: StrEnum) -> Word:
    """The word for a value of one of the closed sets."""
    return WORDS[type(value)][value]
