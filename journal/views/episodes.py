"""Not written yet."""

from django.http import HttpRequest, HttpResponse


def log(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def edit(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def delete(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def restore(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError
