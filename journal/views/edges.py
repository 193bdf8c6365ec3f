"""Pages for what no view answers: requests that cannot be read, forms not of ours, addresses that lead nowhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from twitchlog import edges


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent is too large, or broken."""
    return edges.refusal(request, edges.of_body(exception), 400)


def foreign_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that was not sent by a page of ours, as far as can be told."""
    return edges.refusal(request, edges.of_form(request, reason), 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; a visitor whose address holds one of ours behind a path is told that it cannot be under one."""
    page = {"path": _path_before(request) if request.resolver_match is None else ""}
    return render(request, "404.html", page, status=404)


def _path_before(request: HttpRequest) -> str:
    """What stands before an address of ours in the one that was asked for, "" for nothing."""
    first, _slash, rest = request.path.removeprefix("/").partition("/")
    user = getattr(request, "user", None)
    if not first or (user and user.is_authenticated):
        return ""
    try:
        resolve(f"/{rest}")
    except Resolver404:
        return ""
    return f"/{first}/"
