"""Not written yet."""

from django.http import HttpRequest, HttpResponse


def dashboard(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError
