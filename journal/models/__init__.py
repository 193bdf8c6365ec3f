"""The diary in the database: what was told, and what the person decided. Findings are never stored."""

from journal.models.answers import OtherThingAnswer, TooManyAnswer
from journal.models.appointment import Appointment
from journal.models.day_context import DayContext
from journal.models.episode import Episode
from journal.models.frozen import FrozenReport, ShareLink, ShareOpening
from journal.models.morning import Morning
from journal.models.night import NightRecord
from journal.models.pattern import PatternDecision
from journal.models.preferences import Preferences
from journal.models.token import ApiToken

__all__ = [
    "ApiToken",
    "Appointment",
    "DayContext",
    "Episode",
    "FrozenReport",
    "Morning",
    "NightRecord",
    "OtherThingAnswer",
    "PatternDecision",
    "Preferences",
    "ShareLink",
    "ShareOpening",
    "TooManyAnswer",
]
