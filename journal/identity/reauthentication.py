"""Whoever opens the diary to others has just shown that it is them (docs/adr/0157).

allauth asks: by the password, a passkey or a code. A form that comes before the answer is kept
(journal.middleware.unsaved_forms).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def asked_again_to_send(view: View) -> View:
    """A view that shows its page to all signed in, and takes forms of who proved it again."""
    guarded: View = reauthentication_required(enabled=lambda request: request.method == "POST")(
        view
    )
    return guarded


def asked_again_to_download(page: str) -> Callable[[View], View]:
    """A view that sends a file.

    The way back leads to the page of that URL name, on which the download is touched.

    A file that came in answer to a password would leave the browser on the page that asked for it.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
            if is_reauthentication_required(request, app=""):
                ways = get_adapter(request).get_reauthentication_methods(request.user)
                return redirect(
                    f"{ways[0]['url']}?{urlencode({REDIRECT_FIELD_NAME: reverse(page)})}"
                )
            return view(request, *args, **named)

        return cast("View", guarded)

    return decorate
