"""What is still on this phone and needs a person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from journal.pages.phone import phone_page


@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """Entries and forms that have not arrived: read and changed there, by ``phone.js``."""
    return render(request, "journal/phone.html", {"page": phone_page()})
