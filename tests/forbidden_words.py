"""The words that no page, message, PDF or document uses (docs/criteria.md, "Words"), and the
phrases over which first readers tripped.
"""

from __future__ import annotations

import re

# As regular expressions of whole words; each stands with its other forms.
NEVER = (
    r"warn\w*",
    r"alert\w*",
    r"abnormal\w*",
    r"risk\w*",
    r"danger\w*",
    r"detected",
    r"positive",
    r"(?:symptom )?scores?",
    r"diagnos[ei]s",
    r"diagnosed",
    r"streaks?",
    r"badges?",
    r"worse\w*",
    r"better",
    r"traffic lights?",
    r"red flags?",
    r"diseases?",
    r"ALS",
)
_PATTERN = re.compile(rf"\b(?:{'|'.join(NEVER)})\b", re.IGNORECASE)


def forbidden(text: str) -> list[str]:
    """Those that stand in a text, as they are written there."""
    return _PATTERN.findall(text)


# As they stood, or the part of them that tripped.
STUMBLES = (
    "watched by nobody",
    "Nothing is left open",
    "Answer in one screen",
    "Something happened",
    "Beside the weeks before",
    "Go through the last week",
    "needs mending",
    "What to mend",
    "mend it",
    "mend them",
    "is mended",
    "Take it back",
    "Turn round",
    "What the days held",
    "A star marks",
    "a device told the phase",
    "entries were noticed by somebody else",
    "something new joins",
    "by another way than the link",
    "As the device",
    "Time above",
    "No twitches, you said",
    "”: noted.",
    "on the clock of",
    "by the clock of",
    "Make the account",
    "The person was not asked",
    "A match is with a sentence",
    "No difference can be told",
    "repeated kicking?",
    "it was the muscles",
    "mend themselves",
    "As the one article",
    "Too many failed",
    "Try again later",
    "Raise it with the neurologist",
    "The night of",
    "Night of",
    "as of today",
    "leave it be",
    "your doing",
    "opens nothing",
)
_TRIPPED = re.compile("|".join(map(re.escape, STUMBLES)), re.IGNORECASE)


def stumbles(text: str) -> list[str]:
    """The phrases of that list that stand in a text."""
    return _TRIPPED.findall(" ".join(text.split()))
