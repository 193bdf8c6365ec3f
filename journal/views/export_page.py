"""The whole diary into a file."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.files.export import CONTENT_TYPES, FILE_FORMS, export, extent
from journal.identity.reauthentication import asked_again_to_download
from journal.identity.security_log import not_withheld, note
from journal.models.security_event import Happening
from journal.pages.context import person_of, preferences_of


@login_required
@require_safe
def export_page(request: HttpRequest) -> HttpResponse:
    """What an export holds, and in which form one wants it."""
    return render(request, "journal/export_page.html", {"extent": extent(person_of(request))})


@login_required
@require_safe
@asked_again_to_download("export_page")
def export_diary(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The whole diary as a download, sent while it is read."""
    if kind not in FILE_FORMS:
        raise Http404
    if request.method == "GET":
        with not_withheld():
            note(request, person_of(request), Happening.EXPORTED)
    today = timezone.now().astimezone(preferences_of(request).zone).date()
    return StreamingHttpResponse(
        export(person_of(request), kind),
        content_type=CONTENT_TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{_file_name(kind, today)}"',
            "Cache-Control": "no-store",
        },
    )


def _file_name(kind: str, today: date) -> str:
    """As in twitchlog-diary-2026-07-07.json, twitchlog-nights-2026-07-07.csv."""
    content, _dot, ending = kind.rpartition(".")
    return f"twitchlog-{content or 'diary'}-{today}.{ending}"
