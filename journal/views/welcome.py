"""Not written yet."""

from django.http import HttpRequest, HttpResponse


def welcome(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError
