"""Exports of watches may be larger than a diary; the other addresses take what they took."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from twitchlog.front import bounds
from twitchlog.front.connections.request_body import BodiesFullError, Body, BodyStore
from twitchlog.front.light.lane_of_path import LaneTable

MB = 1024 * 1024


@pytest.mark.parametrize(
    ("path", "megabytes"),
    [("/import/device-sleep/", 8), ("/import/", 101), ("/import/sheet/", 0), ("/dashboard/", 0)],
)
def test_how_large_a_file_may_be_follows_from_its_address(
    settings: Any, path: str, megabytes: int
) -> None:
    settings.LARGER_UPLOADS = {"device_sleep": 7 * MB}
    environ = {"REQUEST_METHOD": "POST", "QUERY_STRING": "", "PATH_INFO": path}
    assert LaneTable().file_bytes(environ) == megabytes * MB
    assert LaneTable().file_bytes({**environ, "REQUEST_METHOD": "GET"}) == 0


def test_a_larger_one_has_room_beyond_what_others_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, size in {"UPLOAD_BYTES": 100, "FILES_OF_ONE": 300, "BODIES_IN_FILES": 300}.items():
        monkeypatch.setattr(bounds, name, size)
    store = BodyStore(tmp_path)
    with pytest.raises(BodiesFullError):
        store.take("ada", 400)
    body = Body(store, 500, lambda: "ada")
    store.in_memory = bounds.BODIES_IN_MEMORY
    monkeypatch.setattr(bounds, "ALWAYS_IN_MEMORY", 10)
    body.add(b"x" * 400)
    assert body.size == 400
    with pytest.raises(BodiesFullError):
        store.take("ada", 1)
    body.close()
