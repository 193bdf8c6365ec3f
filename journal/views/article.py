"""Not written yet."""

from django.http import HttpRequest, HttpResponse


def article(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def other_things(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def help_page(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError
