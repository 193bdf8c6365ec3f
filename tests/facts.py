"""The table of facts: one line each, with what every way in takes and every way out must say.

To add a line, append a :class:`Fact` to ``FACTS`` under your part's heading; of a field of an
episode :func:`episode_field` is the whole line. Every way is named: what a fact does not go by is
``Absent("why")``, and the reason stands in the table. ``tests/test_every_fact.py`` tries each line
by each way:

- ways in (``form``, ``api``): a callable that sends the fact with a browser, as a page or a program
  does; CSV and JSON need none, since what was exported is imported into another account;
- ``stored``: what of it lies in a person's rows, compared after every way in;
- ways out (``page``, ``pdf``, ``fhir``, ``text``): words that must stand there; ``fhir`` is a text
  of the document's JSON, a code for example;
- ``rows``: the tables whose rows go with the account.

The clock stands at ``NOW``: the night of Monday 6 July 2026 is the last one.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client

from journal.models import (
    Appointment,
    ConstantMark,
    Episode,
    NightRecord,
    PartnerLink,
    Sighting,
)
from tests import partner_links
from tests.background_facts import BACKGROUND
from tests.fact_kinds import (
    NIGHT,
    NOW,
    TEN_LINES,
    Absent,
    Fact,
    episode_field,
    send,
    send_json,
    sleep_field,
    sleep_time,
)

UNACCEPTED = Absent("counts nowhere until it is accepted")


def sent_by_link(client: Client) -> Any:
    """What somebody with a new link of that person's writes down."""
    happened_at = (NOW - timedelta(hours=7)).isoformat()
    said = {"happened_at": happened_at, "rhythm": "every_20", "woke_them": "yes"}
    return partner_links.send(partner_links.made_link(client), partner_links.sighting(**said))


def accepted_sighting(client: Client) -> Any:
    """The same, accepted by that person."""
    sent_by_link(client)
    return client.post("/partner/settle/", {f"do-{Sighting.objects.latest('pk').pk}": "add"})


FACTS: tuple[Fact, ...] = (
    # An episode's fields
    episode_field(
        "intensity",
        7,
        sent={"intensity": "7"},
        says="strength 7",
        fhir='"code": "intensity"',
    ),
    episode_field(
        "perceived",
        "felt_only",
        sent={"perceived": "felt_only"},
        says="Only felt",
        fhir='"code": "perceived:felt_only"',
    ),
    episode_field(
        "spread",
        "in_turn",
        sent={"spread": "in_turn"},
        says="Several spots, in turn",
        fhir='"code": "spread:in_turn"',
    ),
    episode_field(
        "eased_by",
        ["moving", "pressing"],
        sent={"eased_by": ["", "moving", "pressing"]},
        says="What eased it: Moving or using it, Pressing on it",
        fhir='"code": "eased_by:pressing"',
    ),
    episode_field(
        "time_told",
        "night",
        sent={"time_told": "night"},
        says="Time of the night not known",
        fhir='"code": "time_told:night"',
    ),
    # Nights
    Fact(
        name="quiet night",
        stored=lambda person: list(
            NightRecord.objects.of(person).values_list("night_of", flat=True)
        ),
        value=[NIGHT],
        form=lambda client: client.post("/nights/", {"none": NIGHT.isoformat()}),
        api=lambda client: send_json(client, f"/api/nights/{NIGHT}", {}, method="PUT"),
        csv=True,
        json=True,
        page="1 recorded night without twitches",
        pdf="1 recorded night without twitches",
        text="How often: on 0 of 1 recorded night",
        fhir=Absent("the document holds entries"),
        rows=(NightRecord,),
    ),
    Fact(
        name="went on and on",
        stored=lambda person: list(
            ConstantMark.objects.of(person).values_list("night_of", "muscle", "side")
        ),
        value=[(NIGHT, "calf", "left")],
        form=lambda client: client.post(
            "/nights/constant/",
            {
                "muscle": "calf",
                "side": "left",
                "opened": client.get("/nights/constant/").context["opened"].text(),
            },
        ),
        api=lambda client: send_json(
            client, f"/api/nights/{NIGHT}/constant", {"muscle": "calf", "side": "left"}, "PUT"
        ),
        csv=True,
        json=True,
        page="And on 1 night it went on and on.",
        pdf="And on 1 night it went on and on.",
        text=Absent("the ten lines hold no single night"),
        fhir='"code": "went_on_and_on"',
        rows=(ConstantMark,),
    ),
    # Medicines, tests, how it began, handedness (ROWS)
    *BACKGROUND,
    # The night in the Consensus Sleep Diary's variables (NIGHT)
    sleep_time("bed_at", 22, 45, says="22:45, –"),
    sleep_time("tried_at", 23, 15, says="–, 23:15"),
    sleep_time("last_waking_at", 6, 30, says="06:30, –"),
    sleep_time("woke_at", 7, 0, says="–, 07:00"),
    sleep_field(
        "minutes_until_sleep",
        25,
        sent="25",
        says="Sleep latency: median 25 min",
        fhir='"code": "minutes_until_sleep"',
    ),
    sleep_field(
        "jolts",
        0,
        sent="0",
        says="on 0 of 1 night with a number",
        text="on 0 of 1 night with a number",
        fhir='"value": 0, "unit": "jolts"',
    ),
    sleep_field("wakings", 2, sent="2", says="2 ×, –", fhir='"code": "wakings"'),
    sleep_field(
        "minutes_awake",
        20,
        sent="20",
        says="Awake after sleep onset: median 20 min",
        fhir='"code": "minutes_awake"',
    ),
    sleep_field("quality", 4, sent="4", says="Good", fhir='"code": "quality:4"'),
    sleep_field("note", "warm", sent="warm", says="warm", fhir='"note": [{"text": "warm"}]'),
    # The bed partner's link (PARTNER)
    Fact(
        name="sighting",
        stored=lambda person: list(
            Sighting.objects.of(person).values_list("place", "rhythm", "woke_them", "state")
        ),
        value=[("leg", "every_20", "yes", "waiting")],
        form=sent_by_link,
        api=Absent("a link writes it, no program of the person's"),
        csv=True,
        json=True,
        page=UNACCEPTED,
        pdf=UNACCEPTED,
        text=UNACCEPTED,
        fhir=UNACCEPTED,
        rows=(PartnerLink, Sighting),
    ),
    Fact(
        name="accepted sighting",
        stored=lambda person: [
            (row.entry.noticed_by, row.entry.count, row.entry.woke, row.entry.note)
            for row in Episode.objects.of(person).kept()
        ],
        value=[
            (
                "partner",
                1,
                None,
                "Seen by somebody else: Leg; every 20 seconds; thought that I woke.",
            )
        ],
        form=accepted_sighting,
        api=Absent("accepted on its page"),
        csv=True,
        json=True,
        page="Seen by somebody else: Leg; every 20 seconds; thought that I woke.",
        pdf="Seen by somebody else: Leg",
        text=TEN_LINES,
        fhir="Seen by somebody else: Leg",
        rows=(Episode, Sighting),
    ),
    # Page one, the portal's text, the blank sheet (SHEET)
    Fact(
        name="videos to show",
        stored=lambda person: list(
            Appointment.objects.of(person).values_list("videos", "videos_of")
        ),
        value=[(2, "left calf at rest")],
        form=lambda client: send(
            client,
            "/appointment/",
            on_date="2026-07-20",
            videos="2",
            videos_of="left calf at rest",
            save="videos",
        ),
        api=Absent("programs neither read nor write what is noted for a visit"),
        csv=True,
        json=True,
        page="2, left calf at rest",
        pdf="2, left calf at rest",
        text="Videos to show: 2, left calf at rest",
        fhir="Videos to show: 2, left calf at rest",
        rows=(Appointment,),
    ),
    # The checklist (CARE)
)
