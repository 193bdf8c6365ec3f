"""The address of a link, and the code to be scanned that stands for it on paper."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse

from journal.models import FrozenReport
from journal.paper.pdf_data import PdfLink
from journal.reading.share_links import living_link


def link_address(request: HttpRequest, token: str) -> str:
    """Where the link with that token opens, with the host that the request was sent to."""
    return request.build_absolute_uri(reverse("shared", args=[token]))


def posted_link(request: HttpRequest, frozen: FrozenReport, *, as_of: datetime) -> PdfLink | None:
    """The link of the posted token with its code; None unless it opens this very report."""
    token = request.POST.get("token", "")
    link = living_link(token, as_of=as_of)
    if link is None or link.frozen_id != frozen.pk:
        return None
    address = link_address(request, token)
    return PdfLink(address, code_of(address))


def code_of(address: str) -> str:
    """The code to be scanned, as SVG."""
    # It brings a library of pictures along, for one page (docs/adr/0193).
    import qrcode.image.svg  # noqa: PLC0415

    code = qrcode.make(address, image_factory=qrcode.image.svg.SvgPathImage, border=0)
    return str(code.to_string(encoding="unicode"))
