"""Not written yet."""

from django.http import HttpRequest, HttpResponse


def settings(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def delete_account(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError
