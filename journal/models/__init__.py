"""The tables of the diary, their querysets and their closed sets of values.

Nothing here changes a row (``journal.actions``). Findings of the rules are never stored.
"""

from journal.models.api_token import ApiToken
from journal.models.appointment import Appointment
from journal.models.background import Beginning, MedicalTest, Medicine, VisitStatement
from journal.models.checklist_answer import OtherThingAnswer
from journal.models.constant_mark import ConstantMark
from journal.models.day_context import DayContext
from journal.models.episode import Episode
from journal.models.finished_import import ChangedRow, FinishedImport, ImportedSpan
from journal.models.frozen_report import FrozenReport
from journal.models.morning import Morning
from journal.models.night_record import NightRecord
from journal.models.own_mail_address import OwnAddress
from journal.models.partner_link import PartnerLink
from journal.models.pattern_decision import PatternDecision
from journal.models.preferences import Preferences
from journal.models.security_event import SecurityEvent
from journal.models.share_link import ShareLink, ShareOpening
from journal.models.sighting import Sighting
from journal.models.sign_in import SignIn
from journal.models.stored_recipe import StoredRecipe
from journal.models.stored_sleep import StoredSleep
from journal.models.stored_sleep_event import StoredSleepEvent
from journal.models.too_many_answer import TooManyAnswer
from journal.models.unfinished_import import UnfinishedImport
from journal.models.unknown_account_tries import TriesForNobody

__all__ = [
    "ApiToken",
    "Appointment",
    "Beginning",
    "ChangedRow",
    "ConstantMark",
    "DayContext",
    "Episode",
    "FinishedImport",
    "FrozenReport",
    "ImportedSpan",
    "MedicalTest",
    "Medicine",
    "Morning",
    "NightRecord",
    "OtherThingAnswer",
    "OwnAddress",
    "PartnerLink",
    "PatternDecision",
    "Preferences",
    "SecurityEvent",
    "ShareLink",
    "ShareOpening",
    "Sighting",
    "SignIn",
    "StoredRecipe",
    "StoredSleep",
    "StoredSleepEvent",
    "TooManyAnswer",
    "TriesForNobody",
    "UnfinishedImport",
    "VisitStatement",
]
