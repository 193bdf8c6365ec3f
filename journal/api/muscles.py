"""The places of the body that an episode can name."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router

from journal.anatomy import MUSCLES
from journal.api.access import TO_READ
from journal.api.refusals import TROUBLES
from journal.api.schemas import MuscleOut, Muscles
from journal.marking import gettext_noop as _

router = Router()


@router.get(
    "/muscles",
    auth=TO_READ,
    response={200: Muscles, **TROUBLES},
    operation_id="list_muscles",
    summary=_("All muscles"),
    description=_("The id to send as “muscle”, the name people use and the one in the textbooks."),
)
def list_muscles(request: HttpRequest) -> Muscles:
    """Needs no query beyond who is asking."""
    return Muscles(
        muscles=[
            MuscleOut(
                id=one.id,
                name=gettext(one.lay_name),
                anatomical_name=one.anatomical_name,
                region=one.region,
                back=one.back,
                midline=one.midline,
            )
            for one in MUSCLES
        ]
    )
