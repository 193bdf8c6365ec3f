"""A bed partner's link before whatever may be sent to it: bodies, forms, paths and methods."""

from __future__ import annotations

import json
import math
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from journal.actions.partner_link import make_partner_link, partner_token
from journal.models import Sighting
from journal.sharing import partner_guard
from journal.sharing.sighting_request import SETS
from tests.fuzz.people import Scene
from tests.fuzz.visitor import FORM, Visitor

QUIETLY = settings(
    deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
SOUND = {
    "id": st.text(max_size=45),
    "happened_at": st.sampled_from(
        ["2026-11-26T23:00Z", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "now", ""]
    ),
    "time_zone": st.sampled_from(["Europe/Berlin", "UTC", "right/UTC", "localtime", "x" * 99]),
    **{name: st.sampled_from([*map(str, values), "", "x"]) for name, values in SETS.items()},
}
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=120),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from([*SOUND, "note", "owner", "count"])
SIGHTINGS = st.fixed_dictionaries(SOUND) | st.dictionaries(NAMES, ANY, max_size=9) | ANY
BODIES = st.fixed_dictionaries(
    {"sightings": st.lists(SIGHTINGS, max_size=4) | ANY, "sent_at": ANY | SOUND["happened_at"]}
)
PARTS = ("", "sightings", "session", "x", "sightings/", "../")


def partner(scene: Scene, count: int) -> None:
    """So many requests; what is stored of them must break no page of the owner's."""
    token = partner_token(scene.fuzzed, "", "")
    now = timezone.now()
    make_partner_link(
        scene.fuzzed,
        token,
        watcher="Kim",
        visit=None,
        ends_at=now + timedelta(days=28),
        as_of=now,
    )
    with patch.multiple(
        partner_guard,
        PARTNER_REQUESTS_A_MINUTE=math.inf,
        LINK_REQUESTS_A_MINUTE=math.inf,
        PARTNER_MISSES_A_MINUTE=math.inf,
    ):
        for number, each in enumerate((_bodies, _forms, _paths)):
            tried = settings(QUIETLY, max_examples=max(1, count // 3))(each(scene, token))
            seed(scene.seed * 100 + number)(tried)()
    owner = Visitor(scene.fuzzed)
    waiting = Sighting.objects.of(scene.fuzzed).waiting().values_list("pk", flat=True)
    chosen = {f"do-{pk}": ("add", "discard")[pk % 2] for pk in waiting}
    scene.judge.look("partner", "all settled", lambda: owner.post("/partner/settle/", chosen))
    scene.walk("partner")
    scene.bystander_is_untouched()


def _bodies(scene: Scene, token: str) -> Any:
    @given(body=BODIES, raw=st.binary(max_size=60), kind=st.sampled_from(["json", "raw"]))
    def each(body: Any, raw: bytes, kind: str) -> None:
        sent = json.dumps(body).encode() if kind == "json" else raw
        scene.judge.look(
            "partner, bodies",
            repr(sent)[:1_500],
            lambda: Visitor().ask("POST", f"/w/{token}/sightings", sent, "application/json"),
        )

    return each


def _forms(scene: Scene, token: str) -> Any:
    @given(fields=st.dictionaries(NAMES, st.text(max_size=60), max_size=9), as_form=st.booleans())
    def each(fields: dict[str, str], as_form: bool) -> None:
        kind = FORM if as_form else "multipart/form-data; boundary=x"
        body = "&".join(f"{name}={quote(text)}" for name, text in fields.items()).encode()
        scene.judge.look(
            "partner, forms",
            repr(fields)[:1_500],
            lambda: Visitor().ask("POST", f"/w/{token}/", body, kind),
        )

    return each


def _paths(scene: Scene, token: str) -> Any:
    methods = st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"])

    @given(method=methods, part=st.sampled_from(PARTS), guess=st.none() | st.text(max_size=40))
    def each(method: str, part: str, guess: str | None) -> None:
        path = f"/w/{token if guess is None else quote(guess, safe='')}/{part}"
        scene.judge.look("partner, paths", f"{method} {path}", lambda: Visitor().ask(method, path))

    return each
