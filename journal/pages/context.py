"""What every page's frame needs: theme and whether somebody is signed in.

Read along with the person.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest

from journal.models import Preferences


def person_of(request: HttpRequest) -> User:
    """Who is signed in.

    Raises TypeError if nobody is: a view asks only behind ``login_required``.
    """
    if not isinstance(request.user, User):
        raise TypeError("nobody is signed in")
    return request.user


def preferences_of(request: HttpRequest) -> Preferences:
    """The signed-in person's preferences, read once a request.

    Raises TypeError if nobody is signed in.
    """
    person = person_of(request)
    preferences: Preferences | None = getattr(request, "_preferences", None)
    if preferences is None:
        preferences = Preferences.fetched_with(person)
        request._preferences = preferences  # type: ignore[attr-defined]
    return preferences


def page(request: HttpRequest) -> dict[str, Any]:
    """Template context: ``preferences``, None for a visitor, and whether mail can be sent."""
    user, preferences = getattr(request, "user", None), None
    if user is not None and user.is_authenticated:
        preferences = preferences_of(request)
    return {"preferences": preferences, "mail_is_set_up": settings.MAIL_IS_SET_UP}
