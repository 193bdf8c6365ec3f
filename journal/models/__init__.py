"""The diary in the database: what was told, and what the person decided. Findings are never stored."""

from journal.models.answers import OtherThingAnswer, Review, TooManyAnswer
from journal.models.episode import Episode
from journal.models.night import NightRecord
from journal.models.preferences import Preferences

__all__ = ["Episode", "NightRecord", "OtherThingAnswer", "Preferences", "Review", "TooManyAnswer"]
