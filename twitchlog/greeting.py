"""What the terminal says once the server answers: its address, a phone's, and who can reach it."""

from __future__ import annotations

import io
import sys

from django.conf import settings

from twitchlog.phone_address import origin_for_phones, own_number
from twitchlog.server import readiness
from twitchlog.server_check.quick_checks import names_outside

# Below the path of the app; the page itself is journal.views.phone_setup.
PHONE_SETUP = "phone-setup/"


def greeting(host: str, port: int) -> str:
    """The lines; with a code to be scanned where a person sits before the terminal.

    Called in a process that ends afterwards: what draws the code stays in no other's memory.
    """
    here = (
        f"\nTwitchlog: {readiness.url(host, port)}\n"
        f"Its diaries are in {settings.DATA_DIR}.\nCtrl-C stops it.\n"
    )
    others = (who_reaches(host, port), _on_a_phone(host, port))
    return here + "".join(f"\n{text}\n" for text in others if text)


def who_reaches(host: str, port: int) -> str:
    """Who else can open what listens there; "" if nobody can."""
    if readiness.is_loopback(host):
        return ""
    number = own_number()
    named = number if host in readiness.EVERY_ADDRESS else host
    text = f"It listens on {host}, port {port}: whoever is in the same network can reach it"
    if named:
        text += f", at http://{named}:{port}{settings.APP_PATH}"
    text += ", guests of the Wi-Fi too, and whoever a router lets in from outside."
    if number and not names_outside():
        text += f"\nThey are answered once it is told the name: TWITCHLOG_HOSTS={number}"
    if settings.HTTPS:
        return f"{text}\nOnly the proxy has to: HOST=127.0.0.1 lets nobody past it."
    return (
        f"{text}\nWhat they send can be read on the way. The README says how to put Twitchlog"
        ' behind HTTPS ("At home, with HTTPS").'
    )


def _on_a_phone(host: str, port: int) -> str:
    origin = origin_for_phones()
    if not origin:
        here = readiness.url(host, port)
        return f"To put it on a phone: {here}{PHONE_SETUP} says what is missing."
    address = f"{origin}{settings.APP_PATH}{PHONE_SETUP}"
    text = f"On your phone: {address}"
    return f"{text}\n{_code(address)}" if sys.stdout.isatty() else text


def _code(address: str) -> str:
    """The code to be scanned, in signs of a terminal; light on dark, as most terminals are."""
    import qrcode  # noqa: PLC0415 - for the one process that prints it

    code = qrcode.QRCode(border=2)
    code.add_data(address)
    drawn = io.StringIO()
    code.print_ascii(out=drawn, invert=True)
    return drawn.getvalue()
