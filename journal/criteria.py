"""The red flags of one article, each beside its sentence.

Written to be read by a doctor next to the article.

Source: Lorra Garrick, quoting Anthony P. Geraci, MD, neurologist (docs/source.md has the
reference). It is one expert's opinion in lay words, not a guideline. The reading of it below is
ours, and no clinician has reviewed it.

A rule looks at one episode and answers with one of three things: ``MET``, ``NOT_MET``, or the
question whose answer would settle it. ``None`` in a field means "not recorded"; a rule never reads
it as "no". Side, duration, count, strength, whether it was seen, how it spread, what eased it and
what a sleep tracker says decide nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from journal.anatomy import Back, Region, back_of, region_of
from journal.i18n import gettext_noop as _
from journal.observations import CalledBack, Movement, NoticedBy, Observation, Phase, Woke

# Changes whenever a rule could answer differently; kept with every decision a person takes on a
# match.
RULES_VERSION = "2"

AUTHOR = "Anthony P. Geraci, MD"
JOURNALIST = "Lorra Garrick"
RED_FLAG_SENTENCE = _(
    "If you think you are getting too many twitches, twitching of the back muscles or jerking"
    " movements that wake you from sleep, see your doctor or a neurologist."
)
REASSURANCE = _(
    "I see young and healthy patients with these symptoms on a weekly basis and invariably "
    "everything checks out fine!"
)
BACK_LIMIT = _("Generally they do not occur in the muscles of the back.")


class Verdict(StrEnum):
    """The answer of a criterion. ``NOT_ASKED`` is for ``too_many`` alone."""

    MET = "met"
    NOT_MET = "not met"
    CANNOT_TELL = "cannot tell"
    NOT_ASKED = "not asked"


class Question(StrEnum):
    """What is still open: the field whose answer would settle a criterion."""

    BACK = "back"
    MUSCLE = "muscle"
    TYPE = "type"
    WOKE = "woke"
    PHASE = "phase"
    TOO_MANY = "too_many"


class TooMany(StrEnum):
    """The person's own answer to "Do you think you are getting too many twitches?"."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"


class Label(StrEnum):
    """Words beside an entry that are no flags: the article calls these typical, or it is common."""

    TYPICAL_PLACE = "typical_place"
    TYPICAL_TIME = "typical_time"
    SLEEP_START = "sleep_start"


MET: Final = Verdict.MET
NOT_MET: Final = Verdict.NOT_MET
Answer = Literal[Verdict.MET, Verdict.NOT_MET] | Question

AWAKE_PHASES = (Phase.AWAKE_DAY, Phase.AWAKE_IN_BED)
WOKE_FROM_SLEEP = (Woke.ASLEEP, Woke.YES)
# It counts as twitching unless the person says that it was something else.
MAYBE_TWITCH = (Movement.TWITCH, Movement.UNSURE, None)


def back_muscles(episode: Observation) -> Answer:
    """A twitch located on the back of the trunk, asleep or awake."""
    if episode.movement not in MAYBE_TWITCH:
        return NOT_MET  # a jerk, a cramp, a felt jolt or a buzzing at the back is not twitching
    back = back_of(episode.muscle)
    if back == Back.UNKNOWN:
        return Question.MUSCLE
    if back == Back.ASK:
        if episode.called_back is None:
            return Question.BACK
        return MET if episode.called_back == CalledBack.YES else NOT_MET
    return MET if back == Back.YES else NOT_MET


def jerk_woke_me(episode: Observation) -> Answer:
    """A jerk, and the person says that it woke them from sleep."""
    woke_from_sleep = episode.woke in WOKE_FROM_SLEEP
    if episode.movement in (Movement.CRAMP, Movement.OTHER, Movement.BUZZING):
        return NOT_MET
    # A twitch, unsure, or not recorded: people mix up the words. A felt jolt: a sleeper cannot know
    # what moved.
    if episode.movement != Movement.JERK:
        return Question.TYPE if woke_from_sleep else NOT_MET
    if episode.noticed_by == NoticedBy.PARTNER and not woke_from_sleep:
        return NOT_MET  # somebody else saw it; the sleeper does not say that they woke
    return _jerk_by_answer(episode)


def _jerk_by_answer(episode: Observation) -> Answer:
    """A jerk, by the answer to "Did it wake you?"."""
    awake = episode.phase in AWAKE_PHASES
    match episode.woke:
        case Woke.ASLEEP:
            return Question.PHASE if awake else MET  # awake and woken contradict each other
        case Woke.YES:  # an import that does not tell "was asleep" from "was dropping off"
            if episode.phase == Phase.SLEEP_ONSET:
                return Question.WOKE
            return Question.PHASE if awake else MET
        case Woke.DROPPING_OFF | Woke.NO:
            return NOT_MET
        case Woke.UNSURE:
            return Question.WOKE
        case None:
            return NOT_MET if awake else Question.WOKE


def too_many(
    answer: TooMany | None,
    limit: int | None,
    most: int,
    most_possible: int,
    *,
    went_on: bool = False,
) -> Verdict:
    """The person says so, or a limit that they set in advance was exceeded on a night.

    ``answer`` is the latest one given, None if never asked; ``limit`` None if switched off.
    ``most`` is the number of twitches in the fullest night; ``most_possible`` counts in those whose
    night is not recorded. Equal to the limit is not too many. ``went_on``: on some night it went on
    and on, which is no number. It is never inferred from a count of our own.
    """
    if answer == TooMany.YES:
        return Verdict.MET
    if answer == TooMany.NO:
        return Verdict.NOT_MET
    if limit is not None and most > limit:
        return Verdict.MET
    if answer == TooMany.NOT_SURE or (limit is not None and (most_possible > limit or went_on)):
        return Verdict.CANNOT_TELL
    return Verdict.NOT_ASKED


def labels(episode: Observation) -> tuple[Label, ...]:
    """What the article calls typical of this episode; "sleep start" for a jolt on dropping off."""
    matching = []
    if region_of(episode.muscle) == Region.UPPER_ARM or episode.muscle in ("calf", "soleus"):
        matching.append(Label.TYPICAL_PLACE)
    if episode.phase in (Phase.AWAKE_IN_BED, Phase.SLEEP_ONSET):
        matching.append(Label.TYPICAL_TIME)
    if episode.movement == Movement.JERK and episode.woke == Woke.DROPPING_OFF:
        matching.append(Label.SLEEP_START)
    return tuple(matching)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One red flag: the article's words, our reading, and the rule.

    ``reads`` names all fields that the rule looks at.

    ``rule`` is None for ``too_many``, which is about a period and not about one episode.

    ``reads_constant``: the rule also reads each place where it went on and on, as one twitch there.
    """

    code: str
    title: str
    words: str
    reading: str
    reads: tuple[str, ...]
    rule: Callable[[Observation], Answer] | None
    reads_constant: bool = False


TOO_MANY = Criterion(
    code="too_many",
    title=_("Too many twitches, in your own view"),
    words=_("If you think you are getting too many twitches"),
    reading=_(
        "Only you decide this: it matches when you answer yes, or when one night goes over a limit"
        " that you set yourself beforehand. Twitchlog never decides from a number of its own."
    ),
    reads=("movement", "count", "night_of"),
    rule=None,
)
BACK_MUSCLES = Criterion(
    code="back_muscles",
    title=_("Twitching of the back"),
    words=_("twitching of the back muscles"),
    reading=_(
        "It matches when a twitch is on the back of the trunk, asleep or awake. For places that"
        " some people call their back and others do not, your own answer decides."
    ),
    reads=("movement", "muscle", "called_back"),
    rule=back_muscles,
    reads_constant=True,
)
JERK_WOKE_ME = Criterion(
    code="jerk_woke_me",
    title=_("A jerk that woke you from sleep"),
    words=_("jerking movements that wake you from sleep"),
    reading=_(
        "It matches when the movement was a jerk and you say that you were asleep and it woke you."
        " A jolt while dropping off is a sleep start and does not match."
    ),
    reads=("movement", "noticed_by", "woke", "phase"),
    rule=jerk_woke_me,
)

# In the order of the article's sentence.
CRITERIA: tuple[Criterion, ...] = (TOO_MANY, BACK_MUSCLES, JERK_WOKE_ME)
CRITERION_BY_CODE: dict[str, Criterion] = {criterion.code: criterion for criterion in CRITERIA}
