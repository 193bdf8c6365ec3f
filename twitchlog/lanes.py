"""Which addresses are answered elsewhere than by the light workers: one table, by URL names.

A light worker answers one request at a time, so nothing that takes long may be answered there. What
takes long has a lane: a process that is forked when somebody asks for it, does one job after
another and ends when nobody asks any more (docs/adr/0131). Whoever adds an address that computes
over a whole diary, reads or writes a file, or hashes a password, adds it here.

- ``heavy``: PDFs, FHIR, files in and out, freezing, deletions of many rows.
- ``long``: pages that may be about a whole diary; they must not wait for somebody's import.
- ``sign-in``: whatever hashes a password or a passphrase.

One person (an account, a link, or else an internet address) has one job at a time in a lane; the
next one waits its turn, and persons take turns. A GET that waits or runs is dropped when its client
goes; a POST that runs is never broken off for that.

What others may rely on:

- A GET whose ``Accept`` names ``text/html`` and that has waited ``LANE_PATIENCE`` seconds is
  answered with a page that asks again by itself: 503, ``Retry-After`` and ``Refresh``. Its place in
  the queue, or its answer, is kept for it meanwhile. The page is
  ``journal.views.server_notice.server_notice(request)``; ``request.META["twitchlog.front"]`` is a
  :class:`ServerNotice`, ``["twitchlog.method"]`` what was asked with.
- What the front itself refuses (a body too large, a queue that is full, a job whose process died)
  is answered by the same view: a page, or the API's JSON under ``/api/``. A form that a lane did
  not answer comes along in the notice, so that the page shows what was typed.
- A light worker answers a request again in another lane where the program says so on the way
  (:func:`move_to`): what an address does not tell.
- An enqueued task is worked off without further ado; nobody has to call anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qs

from django.http import HttpRequest

Row = TypeVar("Row")

LANE_PATIENCE = 10  # seconds that a page of a lane is waited for before a page says so
LANE_RETRY_AFTER = 3  # seconds after which that page asks again


class FrontEvent(StrEnum):
    """What the front has to say to a client."""

    TOO_LARGE = "too large"  # 413: the body is over its bound
    BUSY = "busy"  # 503: the lane's queue is full, or this person has enough waiting in it
    FAILED = "failed"  # 500: the app has failed where it can say nothing itself
    BROKEN_OFF = "broken off"  # 503: the process that did the job died, or was at it for too long
    WAITING = "waiting"  # 503: the job waits its turn or is under way; asking again finds it


@dataclass(frozen=True, slots=True)
class ServerNotice:
    """What the front's own answer is about: ``request.META["twitchlog.front"]``.

    ``bound``: bytes that would have been taken, for TOO_LARGE.

    ``body``: what was sent with a request that was not answered, if it is no larger than what is
    typed; ``content_type`` says in which shape. Nothing typed is lost by a refusal.

    ``before``: how many jobs of others come first, for WAITING; 0 if this one is under way.
    """

    happening: FrontEvent
    bound: int = 0
    before: int = 0
    retry_after: int = LANE_RETRY_AFTER
    body: bytes = b""
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class LaneRule:
    """Which requests for an address belong into the lane.

    ``methods``: none named means all. ``query``: only with one of these parameters, unless its
    value stands for a window that is short anyway (``{"weeks": {"4"}}``: any ``weeks`` but 4).
    """

    methods: frozenset[str] = frozenset()
    query: Mapping[str, frozenset[str]] | None = None

    def fits(self, method: str, query: str) -> bool:
        """Whether a request with that method and query string belongs into the lane."""
        if self.methods and method not in self.methods:
            return False
        return self.query is None or self._asks(query)

    def _asks(self, query: str) -> bool:
        if not query:
            return False
        try:
            given = parse_qs(query, max_num_fields=100)
        except ValueError:  # more than any page has
            return True
        return any(set(given.get(name, ())) - short for name, short in (self.query or {}).items())


class OtherLane(BaseException):
    """The rest of this request belongs into ``lane``.

    Raised in a light worker, caught by whoever called the program. No Exception, so that nothing on
    the way takes it for a page that broke.
    """

    def __init__(self, lane: str) -> None:
        super().__init__(lane)
        self.lane = lane


IN_LANE = "twitchlog.in_lane"  # in ``request.META`` of what a lane's process answers
LIGHT = False  # a light worker sets it around each GET and HEAD: nothing was written by then
# Rows that a light worker reads for one page at the most, some 100 ms with what is made of them.
MOST_ROWS_OF_A_PAGE = 4000


def move_to(lane: str) -> None:
    """What comes now takes long: raises :class:`OtherLane` in a light worker, nothing elsewhere.

    For what an address does not tell: whether a file is there already, how long somebody's diary
    is. To be called before anything is written; the same request is then answered from its
    beginning in that lane.
    """
    if LIGHT:
        raise OtherLane(lane)


def was_moved(request: HttpRequest) -> bool:
    """Whether a light worker has begun this request, so that limits have counted it already."""
    match = request.resolver_match
    query = request.META.get("QUERY_STRING", "")
    if IN_LANE not in request.META or match is None:
        return False
    return not lane_of(match.url_name or "", request.method or "", query)


def weighed(rows: Iterable[Row]) -> Iterator[Row]:
    """The same rows of a diary; in a light worker no more than it may read for one page."""
    for number, row in enumerate(rows):
        if number == MOST_ROWS_OF_A_PAGE:
            move_to("long")
        yield row


READING_METHODS = frozenset({"GET", "HEAD"})
ALWAYS = LaneRule()
POST = LaneRule(frozenset({"POST"}))
READ = LaneRule(READING_METHODS)
LONG_PERIOD = LaneRule(READING_METHODS, {"period": frozenset({"4", "8", "12"})})
LONG_WEEKS = LaneRule(READING_METHODS, {"weeks": frozenset({"2", "4", "8", "12"})})
SEARCH = LaneRule(READING_METHODS, {"q": frozenset(), "first": frozenset(), "last": frozenset()})

LANES: Mapping[str, Mapping[str, LaneRule]] = {
    "heavy": {
        "report_pdf": ALWAYS,
        "report_fhir": ALWAYS,
        "blank_sheet_pdf": ALWAYS,
        "freeze": POST,
        # what is kept of frozen reports is sent from anywhere; what is not yet moves on itself
        "frozen_pdf": POST,
        "share": POST,
        "import_diary": POST,
        "import_sheet": POST,
        "device_sleep": POST,
        "forget_device_sleep": POST,
        "undo_import": POST,
        "export_diary": ALWAYS,
        "trash": POST,
        "delete_frozen": POST,
        "frozen_reports": POST,
        "delete_account": POST,
    },
    "long": {
        "dashboard": LONG_WEEKS,
        "patterns": LONG_WEEKS,
        "report": LONG_PERIOD,
        "portal_text": LONG_PERIOD,
        "diary": SEARCH,
        "export_page": READ,
    },
    "sign-in": {
        "account_login": POST,
        "account_signup": POST,
        "account_reauthenticate": POST,
        "account_change_password": POST,
        "account_set_password": POST,
        "account_reset_password": POST,
        "account_reset_password_from_key": POST,
        "shared": POST,
    },
}
# What stands in these by name asks everybody to sign in.
FOR_PEOPLE = frozenset({"heavy", "long"})
# Addresses that take a file: their bodies may be larger than a form's.
UPLOAD_ROUTES = frozenset({"import_diary", "device_sleep"})


def lane_of(name: str, method: str, query: str = "") -> str:
    """The lane of a request for the address called ``name``; "" for the light workers."""
    for lane, table in LANES.items():
        if name in table and table[name].fits(method, query):
            return lane
    return ""


def names() -> Iterable[str]:
    """All addresses that have a lane for some of their requests."""
    return {name for table in LANES.values() for name in table} | UPLOAD_ROUTES
