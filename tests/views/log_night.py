"""The night on which the tests of logging take place."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User

from journal.models import Preferences
from tests import builders
from tests.log_form import NOW


@pytest.fixture(autouse=True)
def _night(db: None, ada: User) -> Any:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE)
    with time_machine.travel(NOW, tick=False):
        yield
