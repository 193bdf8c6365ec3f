"""The places of the body that an episode can name."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router

from journal.anatomy import MUSCLES
from journal.api.access import TO_READ
from journal.api.errors import ERRORS
from journal.api.schemas_out import MuscleOut, Muscles
from journal.i18n import gettext_noop as _

router = Router()


@router.get(
    "/muscles",
    auth=TO_READ,
    response={200: Muscles, **ERRORS},
    operation_id="list_muscles",
    summary=_("All muscles"),
    description=_("The id to send as “muscle”, the name people use and the one in the textbooks."),
)
def list_muscles(request: HttpRequest) -> Muscles:
    """Every muscle that an entry can name, in the caller's language.

    Needs no query beyond who is asking.
    """
    return Muscles(
        muscles=[
            MuscleOut(
                id=muscle.id,
                name=gettext(muscle.lay_name),
                anatomical_name=muscle.anatomical_name,
                region=muscle.region,
                back=muscle.back,
                midline=muscle.midline,
            )
            for muscle in MUSCLES
        ]
    )
