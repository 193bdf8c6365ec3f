"""The page of the appointment that is being prepared, and of those behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.urls import reverse

from journal.address_reach import Reach
from journal.checklist import THINGS
from journal.models import Appointment, Preferences
from journal.pages.next_step import StepProposal, step_proposal
from journal.reading.appointments import Appointments, PastAppointment, PreparationFacts
from journal.reading.background import asks_about_words
from journal.wording.appointment import (
    background_states,
    birth_year_state,
    checklist_state,
    handedness_state,
    links_state,
    no_day,
    not_given,
    not_written,
    questions_state,
    raised_state,
    report_state,
    story_state,
    videos_state,
)
from journal.wording.dates import day
from journal.wording.sightings import sightings_state
from journal.wording.visit_steps import days_left_text

# The parts of the page that open in place, each with its fields; the day is asked for first.
PART_FIELDS: Mapping[str, tuple[str, ...]] = {
    "visit": ("on_date", "with_whom"),
    "worry": ("worry",),
    "questions": ("questions",),
    "story": ("since_when", "how_it_began", "medicines", "changes"),
    "videos": ("videos", "videos_of"),
    "person": ("person_name", "birth_year", "handedness"),
}


# What rows have taken the place of: asked no more, and shown where something stands in it.
FIELDS_BEFORE_ROWS = frozenset({"how_it_began", "medicines"})


def shows_field(visit: Appointment | None, name: str) -> bool:
    """Whether a part shows that field of the appointment."""
    return name not in FIELDS_BEFORE_ROWS or bool(getattr(visit, name, ""))


@dataclass(frozen=True, slots=True)
class PartState:
    """How far a part of the preparation is, in words before and after the person's ``own``.

    ``address`` leads to it, "" for one that opens in place.
    """

    before: str = ""
    own: str = ""
    after: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class CurrentAppointment:
    """The appointment that the page is about; ``frozen_pk`` is the key of the report frozen for it,
    None for none.
    """

    pk: int
    frozen_pk: int | None


@dataclass(frozen=True, slots=True)
class PastAppointmentRow:
    """An appointment that is behind: its day in words, and what was written for it."""

    on: str
    written: PastAppointment


@dataclass(frozen=True, slots=True)
class AppointmentPage:
    """All that the page shows beside its forms.

    ``distance``: how far away the visit is, where no step is proposed. ``states`` are by the part's
    name. ``spoken``: the part at which the page's notices stand, "" for its top. ``gone``: the
    appointment that was sent is deleted; what was typed stands on the page for a new one.
    ``asks_whether_useful``: nothing is ahead, and the diary was kept long enough.
    ``asks_about_words``: there are texts of which rows may be made.
    """

    current: CurrentAppointment | None
    proposal: StepProposal | None
    distance: str
    states: Mapping[str, PartState]
    past: tuple[PastAppointmentRow, ...]
    asks_whether_useful: bool
    asks_about_words: bool
    spoken: str
    gone: bool


def appointment_page(
    visits: Appointments,
    states: Mapping[str, PartState],
    today: date,
    *,
    asks_whether_useful: bool,
    spoken: str,
    gone: bool,
) -> AppointmentPage:
    """The page; ``today`` is the person's own."""
    current, ahead_on, distance = None, visits.dates.ahead_on, ""
    if visits.current:
        current = CurrentAppointment(visits.current.pk, visits.current.frozen_report_id)
    if ahead_on:
        distance = days_left_text((ahead_on - today).days)
    return AppointmentPage(
        current=current,
        proposal=step_proposal(ahead_on, today),
        distance=distance,
        states=states,
        past=tuple(PastAppointmentRow(day(visit.on_date), visit) for visit in visits.past),
        asks_whether_useful=asks_whether_useful,
        asks_about_words=asks_about_words(visits.current),
        spoken=spoken,
        gone=gone,
    )


def part_states(
    visit: Appointment | None, facts: PreparationFacts, preferences: Preferences, reach: Reach
) -> dict[str, PartState]:
    """The state of each part, by its name; ``reach`` is that of the address of this page."""
    return {
        **_written_states(visit or Appointment()),
        **{
            name: PartState(text, address=reverse("background", args=[name]))
            for name, text in background_states(facts.rows).items()
        },
        "checklist": _checklist(facts),
        "raise": _raised(facts, preferences),
        "report": _report(visit, preferences.zone),
        "link": PartState(
            links_state(facts.links, facts.links_until, preferences.zone, reach),
            address=reverse("share"),
        ),
        "sightings": PartState(sightings_state(facts.waiting), address=reverse("partner")),
    }


def _written_states(visit: Appointment) -> dict[str, PartState]:
    """Of the parts that open in place; an appointment that is not noted has no day."""
    story = [name for name in PART_FIELDS["story"] if shows_field(visit, name)]
    filled = sum(bool(getattr(visit, name)) for name in story)
    worry = next(iter(visit.worry_lines), "")
    born = birth_year_state(visit.birth_year)
    hand = handedness_state(visit.handedness)
    told = visit.person_name or born or hand
    return {
        "visit": PartState(day(visit.on_date) if visit.on_date else no_day(), visit.with_whom),
        "worry": PartState("" if worry else not_written(), worry),
        "questions": PartState(questions_state(len(visit.question_list))),
        "story": PartState(story_state(filled, len(story))),
        "videos": PartState(videos_state(visit.videos), visit.videos_of),
        "person": PartState(
            "" if told else not_given(), visit.person_name, ", ".join(filter(None, (born, hand)))
        ),
    }


def _checklist(facts: PreparationFacts) -> PartState:
    address = reverse("checklist")
    if facts.since_noted is not None:
        address += "?again=1"
    text = checklist_state(facts.answered, facts.since_noted, len(THINGS))
    return PartState(text, address=address)


def _raised(facts: PreparationFacts, preferences: Preferences) -> PartState:
    shows = preferences.show_matches
    text = raised_state(facts.raised, facts.left_out, shows_matches=shows)
    return PartState(text, address=reverse("patterns"))


def _report(visit: Appointment | None, zone: ZoneInfo) -> PartState:
    frozen = visit.frozen_report if visit else None
    if frozen is None:
        return PartState(report_state(None), address=reverse("report"))
    text = report_state(frozen.made_at.astimezone(zone).date())
    return PartState(text, address=reverse("frozen", args=[frozen.pk]))
