"""The PDF of a report as an answer, and what is answered where none could be made."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from journal.models import FrozenReport
from journal.paper.frozen_files import kept_part, make_once
from journal.paper.pdf import PdfError, render_pdf
from journal.paper.pdf_data import PdfLink
from journal.reading.frozen_reports import load_report
from journal.report import Report
from twitchlog.lanes import move_to

logger = logging.getLogger(__name__)
Arguments = ParamSpec("Arguments")
RETRY_AFTER = 300  # seconds, where a PDF could not be made though it is not too long


def says_if_no_pdf(
    view: Callable[Concatenate[HttpRequest, Arguments], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A view of a PDF: one that could not be set is said on a page, with what may help whoever
    reads it.
    """

    @wraps(view)
    def guarded(
        request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PdfError as error:
            logger.exception("a report could not be set as a PDF")
            match = request.resolver_match
            page = {
                "too_long": error.too_long,
                "can_choose": bool(match and match.url_name == "report_pdf"),
            }
            answer = render(
                request, "journal/no_pdf.html", page, status=422 if error.too_long else 503
            )
            if not error.too_long:
                answer["Retry-After"] = str(RETRY_AFTER)
            return answer

    return guarded


def pdf_response(request: HttpRequest, report: Report, *, paper: str) -> HttpResponse:
    """The PDF of a report as it is now. Raises :class:`PressError`."""
    return _shown(request, render_pdf(report, paper=paper), report.header.first, report.header.last)


def frozen_pdf_response(
    request: HttpRequest, frozen: FrozenReport, *, paper: str, link: PdfLink | None = None
) -> HttpResponse:
    """The PDF of a frozen report, set at the first demand.

    Raises :class:`PressError` and :class:`journal.reading.frozen_reports.DamagedError`.

    One with a link on it holds the link's token, which is stored nowhere: it is set for each
    demand.
    """
    part = f"{paper}.pdf"

    def make() -> bytes:
        return render_pdf(load_report(frozen), paper=paper, link=link, sha256=frozen.sha256)

    pdf = None if link else kept_part(frozen, part)
    if pdf is None:
        move_to("heavy")
        pdf = make() if link else make_once(frozen, part, make)
    return _shown(request, pdf, frozen.first_night, frozen.last_night)


def _shown(request: HttpRequest, pdf: bytes, first: Any, last: Any) -> HttpResponse:
    """As an answer whose name says which nights."""
    return shown_pdf(request, pdf, f"twitch-diary-{first}-to-{last}.pdf")


def shown_pdf(request: HttpRequest, pdf: bytes, name: str) -> HttpResponse:
    """A PDF as an answer, shown in the browser; ``name`` is its file's."""
    request.META.pop(
        "HTTP_ACCEPT_ENCODING", None
    )  # a PDF is compressed within: pressing it again gains nothing
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
