"""What is asked for after the password, or once more, cannot be guessed either."""

from __future__ import annotations

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import User
from django.test import Client

from tests import builders
from tests.identity.test_sign_in_limits import REFUSED, WRONG, sign_in, tried

CODE = "/account/2fa/authenticate/"
AGAIN = "/account/reauthenticate/"


def with_codes(person: User) -> list[str]:
    totp.TOTP.activate(person, totp.generate_totp_secret())
    fresh: list[str] = RecoveryCodes.activate(person).generate_codes()
    return fresh


def after_the_password(name: str, at: str) -> Client:
    client = Client(REMOTE_ADDR=at)
    assert tried(client, name, builders.PASSWORD) == "in"
    return client


def said(client: Client, address: str, **typed: str) -> str:
    answer = client.post(address, typed)
    return "in" if answer.status_code == 302 else answer.content.decode()


def test_five_codes_for_a_person_from_wherever(ada: User) -> None:
    [right, *_others] = with_codes(ada)
    for number in range(5):
        assert "Incorrect code" in said(
            after_the_password("ada", f"203.0.113.{number}"), CODE, code="000000"
        )
    assert REFUSED in said(after_the_password("ada", "203.0.113.9"), CODE, code=right)


def test_a_known_device_has_codes_of_its_own(ada: User) -> None:
    first, second, *_others = with_codes(ada)
    phone = after_the_password("ada", "203.0.113.1")
    assert said(phone, CODE, code=first) == "in"
    phone.post("/account/logout/")
    for number in range(6):
        said(after_the_password("ada", f"198.51.100.{number}"), CODE, code="000000")
    assert tried(phone, "ada", builders.PASSWORD) == "in"
    assert said(phone, CODE, code=second) == "in"


def test_ones_own_second_step_clears_no_count_of_the_address(ada: User, ben: User) -> None:
    """allauth forgets the whole count of an address after a right code: nine guesses, one sign-in,
    nine guesses.
    """
    codes = with_codes(ben)
    for number in range(9):
        assert WRONG in sign_in(f"somebody-{number}", "guess")
    assert said(after_the_password("ben", "203.0.113.7"), CODE, code=codes[0]) == "in"
    assert WRONG in sign_in("somebody-10", "guess")
    assert REFUSED in sign_in("ada", "guess")


@pytest.mark.parametrize(
    ("address", "typed", "wrong"),
    [
        (AGAIN, {"password": "guess"}, "Incorrect password"),
        ("/settings/delete-account/", {"password": "guess"}, "Incorrect password"),
        (
            "/account/password/change/",
            {"oldpassword": "guess", "password1": "night-9-quiet", "password2": "night-9-quiet"},
            "type your current password",
        ),
    ],
)
def test_a_session_guesses_five_times_and_no_other_waits_for_it(
    ada: User, address: str, typed: dict[str, str], wrong: str
) -> None:
    thief, bedside = Client(), Client()
    thief.force_login(ada)
    bedside.force_login(ada)
    assert [wrong in said(thief, address, **typed) for _try in range(6)] == [True] * 5 + [False]
    assert REFUSED in said(thief, AGAIN, password=builders.PASSWORD)
    assert said(bedside, AGAIN, password=builders.PASSWORD) == "in"
    assert User.objects.filter(pk=ada.pk).exists()
