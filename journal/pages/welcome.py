"""The page for a visitor: what this is, and the ways in."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from journal.identity.accounts import an_account_exists


@dataclass(frozen=True, slots=True)
class WelcomePage:
    """``sign_up_is_set_open``: whoever started the server lets everybody make an account."""

    an_account_exists: bool
    is_demo: bool
    sign_up_is_set_open: bool

    @property
    def sign_up_is_open(self) -> bool:
        """Whether this visitor may make an account."""
        return self.sign_up_is_set_open or not self.an_account_exists


def welcome_page() -> WelcomePage:
    """The page, in one query."""
    return WelcomePage(
        an_account_exists=an_account_exists(),
        is_demo=bool(settings.DEMO),
        sign_up_is_set_open=bool(settings.SIGN_UP_OPEN),
    )
