"""Not written yet."""

from django.http import HttpRequest, HttpResponse


def answer(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def too_many(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def review(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError
