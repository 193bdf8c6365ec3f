"""How the diary comes onto a phone, and what is still missing for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from journal.address_reach import Reach, reach
from journal.pages.phone_setup import PhoneSetupPage, setup_checks
from journal.sharing.link_code import code_of
from twitchlog.phone_address import origin_for_phones


@require_safe
def phone_setup(request: HttpRequest) -> HttpResponse:
    """Open to everybody: the phone on which nobody is signed in is told so."""
    address = _address(request)
    page = PhoneSetupPage(
        address=address,
        drawing=code_of(address) if address else "",
        checks=setup_checks(
            request.get_host(), is_secure=request.is_secure(), name=request.user.get_username()
        ),
    )
    return render(request, "journal/phone_setup.html", {"page": page})


def _address(request: HttpRequest) -> str:
    """This page's, where a phone finds it under the same name; else by the settings, which are
    told to whoever is signed in and to nobody else.
    """
    path = reverse("phone_setup")
    if reach(request.get_host()) is not Reach.MACHINE:
        return request.build_absolute_uri(path)
    origin = origin_for_phones() if request.user.is_authenticated else ""
    return f"{origin}{path}" if origin else ""
