"""Not written yet."""

from django.http import HttpRequest, HttpResponse


def import_diary(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def export_page(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError


def export_diary(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise NotImplementedError
