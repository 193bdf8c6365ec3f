"""A link to a new password, by mail.

Who gets one is decided after the answer, which is the same for everybody.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from django_tasks import task

from journal.identity.mail_addresses import accounts_to_reset
from twitchlog.counting.shared_cache import counts
from twitchlog.mail import WITHOUT_A_TRACE, seal, unseal

# Whoever asks: nobody's mail is flooded. The mails that were sent hold links that work.
LINKS_A_DAY = 5
DAY = 24 * 60 * 60


def ask_for_links(request: HttpRequest, address: str) -> None:
    """Let links be sent to the address, if some account may be opened by it."""
    send_reset_links.enqueue(
        seal([address.lower(), request.build_absolute_uri("/"), request.get_host()])
    )


def send_links(sealed: str) -> None:
    """What was asked for. A second run sends the same links again."""
    address, base, host = unseal(sealed)
    people = accounts_to_reset(address)
    if people and not counts().take(f"links to {address}", LINKS_A_DAY, DAY):
        for person in people:
            message = get_adapter().render_mail(
                "account/email/password_reset_key", address, _words(person, base, host)
            )
            message.send()


def _words(person: User, base: str, host: str) -> dict[str, Any]:
    place = {
        "uidb36": user_pk_to_url_str(person),
        "key": default_token_generator.make_token(person),
    }
    link = base.rstrip("/") + reverse("account_reset_password_from_key", kwargs=place)
    return {
        "username": person.get_username(),
        "password_reset_url": link,
        "current_site": {"domain": host},
    }


@task()
def send_reset_links(sealed: str) -> None:
    """Mail links to a new password to whom they are due."""
    send_links(sealed)


WITHOUT_A_TRACE.add(send_reset_links.func)
