"""What the JSON door does, for people who write a shortcut or a program."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from journal.api.describing import described
from journal.reach import reach


@login_required
@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """The published document as a page of our own: nothing is fetched from elsewhere."""
    page = {"document": described(), "address": request.build_absolute_uri("/api/episodes")}
    page |= {"reach": reach(request.get_host()), "host": request.get_host()}
    return render(request, "journal/api_docs.html", page)
