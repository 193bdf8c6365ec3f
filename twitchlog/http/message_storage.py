"""Where a notice waits for the next page: a cookie of our name, or the session if it is long."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class OwnCookie(CookieStorage):
    """A cookie under a name of its own: another program on the host would throw away ours."""

    cookie_name = settings.MESSAGES_COOKIE_NAME


class Storage(FallbackStorage):
    """Django's, with that cookie."""

    storage_classes = (OwnCookie, SessionStorage)
