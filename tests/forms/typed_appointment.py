"""Ada's appointment as she typed it, before anything happened to it."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.models import User
from django.test import Client

from tests.forms.test_sealed_form import (
    DAY,
    NOTE,
    form_at,
)


@pytest.fixture
def typed(as_ada: Client) -> dict[str, Any]:
    """Ada's appointment as she typed it, before anything happened to it."""
    return form_at(as_ada, "/appointment/", "/appointment/") | {"on_date": DAY, "questions": NOTE}


@pytest.fixture
def code(ada: User) -> str:
    """A code that Ada is asked for after her password."""
    Authenticator.objects.create(user=ada, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    return str(RecoveryCodes.activate(ada).get_unused_codes()[0])
