"""The sleep of devices lies beside the diary: with it, the diary says what it says without."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client

from journal.actions.device_sleep import record_sleeps
from journal.device_sleep import DeviceInterval, DeviceSleep, SleepFormat, SleepKind
from journal.files.export import export
from journal.management.commands import demo
from journal.models import FinishedImport, ImportedSpan, Preferences, StoredSleep
from journal.reading.report_input import read_report_input
from journal.report import Report, build

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 8, 12, tzinfo=UTC)
DOCUMENT, TEXT = "/report/report.fhir.json", "/report/text/"
# Every page that says something of entries, nights or a period, the report in all its forms, the
# API.
ADDRESSES = (
    "/dashboard/",
    "/episodes/",
    "/nights/",
    "/patterns/",
    "/morning/",
    "/sleep/",
    "/appointment/",
    "/report/",
    DOCUMENT,
    TEXT,
    "/api/episodes",
    "/api/nights",
)
# What is new in every answer: tokens and keys of forms, and of the policy.
FLEETING = re.compile(
    r'nonce="[^"]*"|name="(?:key|csrfmiddlewaretoken)" value="[^"]*"|"X-CSRFToken": "[^"]*"'
)


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


def every_night(kind: SleepKind) -> Iterator[DeviceSleep]:
    """Nine weeks in which a device saw nothing but this, by day and by night."""
    for number in range(1, 63):
        first = NOW - timedelta(days=number)
        last = first + timedelta(hours=23)
        interval = DeviceInterval(first, last, kind, "Any")
        yield DeviceSleep(SleepFormat.APPLE_HEALTH, "Watch", "", first, last, (interval,))


# What a page shows of devices, each in an element of its own kind that is marked, and the one
# sentence of the text for a portal, which has no elements.
BESIDE = re.compile(
    r"<(\w+)[^>]* data-device[ >].*?</\1>|Sleep of a device on \d+ of \d+ nights: .*?\. ", re.DOTALL
)
# The number of letters and lines that the portal's text has, and ids of a document, which are made
# from all that it says.
COUNTED = re.compile(r"\d+ (?:letters|characters)[^<]*")
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def pages(client: Client) -> dict[str, str]:
    """What each address says."""
    answers = {address: client.get(address) for address in ADDRESSES}
    assert {answer.status_code for answer in answers.values()} == {200}
    said = {
        address: BESIDE.sub("", FLEETING.sub("", answer.getvalue().decode()))
        for address, answer in answers.items()
    }
    said[TEXT] = COUNTED.sub("", said[TEXT])
    said[DOCUMENT] = without_device(json.loads(said[DOCUMENT]))
    return said


def without_device(document: dict[str, Any]) -> str:
    """A FHIR document without what a device wrote, its ids by their place."""
    entries = [
        entry for entry in document["entry"] if not is_of_device(entry["resource"].get("code"))
    ]
    for section in (sections := entries[0]["resource"]["section"]):
        if is_of_device(section["code"]):
            sections.remove(section)
    text = json.dumps(document | {"entry": entries})
    places = {found: str(place) for place, found in enumerate(dict.fromkeys(ID.findall(text)))}
    return ID.sub(lambda match: places[match[0]], text)


def is_of_device(code: Any) -> bool:
    return isinstance(code, dict) and code.get("text", "").startswith("Sleep as a device wrote")


def rows() -> dict[str, list[Any]]:
    """Every stored field of the diary's tables."""
    beside = {StoredSleep, FinishedImport, ImportedSpan}
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_app_config("journal").get_models()
        if model not in beside
    }


@pytest.mark.parametrize("kind", [SleepKind.REM, SleepKind.AWAKE])
def test_every_page_and_every_field_is_the_same_with_and_without(
    as_ada: Client, ada: User, kind: SleepKind
) -> None:
    demo.fill(ada, as_of=NOW)
    before, fields = pages(as_ada), rows()
    assert record_sleeps(ada, every_night(kind), as_of=NOW, name="watch") == 62
    assert rows() == fields
    assert pages(as_ada) == before


def test_the_report_has_one_part_more_and_every_figure_of_it_is_the_same(ada: User) -> None:
    demo.fill(ada, as_of=NOW)
    before = report_of(ada)
    record_sleeps(ada, every_night(SleepKind.AWAKE), as_of=NOW, name="watch")
    after = report_of(ada)
    assert before.device is None
    assert after.device
    assert len(after.device.rows) > 50
    assert replace(after, device=None) == before


def report_of(person: User) -> Report:
    """The report on all of somebody's diary."""
    diary = read_report_input(person, Preferences.of(person), "all", as_of=NOW)
    return build(diary, as_of=NOW)


def test_the_file_of_the_diary_has_one_list_more_and_else_the_same(ada: User) -> None:
    demo.fill(ada, as_of=NOW)
    before = json.loads("".join(export(ada, "json")))
    record_sleeps(ada, every_night(SleepKind.DEEP), as_of=NOW, name="watch")
    after = json.loads("".join(export(ada, "json")))
    assert len(after["device_sleep"]) == after["counts"]["device_sleep"] == 62
    for diary in (before, after):
        del diary["device_sleep"], diary["counts"]["device_sleep"]
    assert after == before
