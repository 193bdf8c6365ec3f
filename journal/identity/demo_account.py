"""The account that all visitors of a demo share."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User

DEMO_NAME = "demo"


def is_demo(person: User) -> bool:
    """Whether this is that account, on a server that runs the demo."""
    return bool(settings.DEMO) and person.get_username() == DEMO_NAME
