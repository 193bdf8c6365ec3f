"""What the API does, for people who write a shortcut or a program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from journal.address_reach import Reach, reach

if TYPE_CHECKING:
    from journal.api.reference_page import ApiReference


@dataclass(frozen=True, slots=True)
class ApiDocsPage:
    """What is published of the API, and where it answers: ``address`` takes entries.

    ``reach`` says who finds this server under ``host``, the name or number that was asked for.
    """

    document: ApiReference
    address: str
    host: str
    reach: Reach


@login_required
@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """The published document as a page of our own: nothing is fetched from elsewhere."""
    # It brings libraries of 25 MB along, and few ask for it (docs/adr/0193).
    from journal.api import reference_page  # noqa: PLC0415

    host = request.get_host()
    page = ApiDocsPage(
        document=reference_page.api_reference(),
        address=request.build_absolute_uri(f"{reverse('api:api-root')}episodes"),
        host=host,
        reach=reach(host),
    )
    return render(request, "journal/api_docs.html", {"page": page})
