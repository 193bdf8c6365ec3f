"""Files that no device wrote, through the page that reads devices' exports."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.device_sleep import SleepFormat
from journal.models import StoredSleep
from tests.device_sleep.bent_exports import SOUND_EXPORTS, wild_export
from tests.device_sleep.test_extreme_values import VALUES
from tests.views.brought_sleep import SLEEP, _own_folder, bring_sleep, take_step

__all__ = ["_own_folder"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("sleep_format", SOUND_EXPORTS)
def test_values_that_are_none_are_said(as_ada: Client, sleep_format: SleepFormat) -> None:
    values = [value for value in VALUES if len(str(value)) < 500]
    for seed in range(8):
        html = bring_sleep(as_ada, wild_export(sleep_format, values, seed))
        if 'value="store"' in html:
            html = take_step(as_ada, html, "store")
            assert "Stored: " in html
        assert as_ada.get(SLEEP).status_code == 200


def test_what_was_stored_of_such_files_breaks_no_page(as_ada: Client, ada: User) -> None:
    values = [value for value in VALUES if len(str(value)) < 500]
    for sleep_format in SOUND_EXPORTS:
        html = bring_sleep(as_ada, wild_export(sleep_format, values, 3))
        if 'value="store"' in html:
            take_step(as_ada, html, "store")
    assert StoredSleep.objects.of(ada).exists()
    for page in ("/", "/report/", "/export/diary.json", SLEEP):
        assert as_ada.get(page, follow=True).status_code == 200
