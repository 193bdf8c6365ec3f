"""Not written yet."""

from django.http import HttpRequest, HttpResponse


def nights(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError
