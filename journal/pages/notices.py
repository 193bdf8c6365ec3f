"""What the next page says at its top, with a button that takes it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


def say(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Show ``text`` on the next page; ``undo`` is the address to which its "Undo" button posts, "" for none."""
    messages.info(request, text, extra_tags=undo)


def back(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """To the page that the form named in ``next``, if it is one of ours; else to the URL name ``otherwise``."""
    there = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return redirect(there if ours else otherwise)
