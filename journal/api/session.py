"""Who is signed in on this device, asked by the night pad before it sends."""

from __future__ import annotations

from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja import Router

from journal.api.access import BROWSER_ONLY, caller
from journal.api.errors import ERRORS
from journal.api.schemas_out import SessionOut
from journal.i18n import gettext_noop as _
from journal.identity.accounts import account_of

router = Router()


@router.get(
    "/session",
    auth=BROWSER_ONLY,
    response={200: SessionOut, **ERRORS},
    operation_id="who_is_signed_in",
    summary=_("Who is signed in"),
    description=_(
        "For a page in the browser: the account, and the CSRF token to send along. Tokens do not "
        "work here."
    ),
)
def who_is_signed_in(request: HttpRequest) -> SessionOut:
    """The account is opaque: enough to keep two people on one phone apart."""
    return SessionOut(account=account_of(caller(request).person), csrf_token=get_token(request))
