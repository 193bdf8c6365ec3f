"""Not written yet."""

from django.http import HttpRequest, HttpResponse


def diary(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def trash(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError
