"""What signing in asks of an account beside its password."""

from __future__ import annotations

from dataclasses import dataclass, replace

# Made with the first way that is added.
RECOVERY_CODES = 10


@dataclass(frozen=True, slots=True)
class SecondStep:
    """The ways that an account has beside its password.

    ``alone``: a passkey that does without the password. ``app``: codes from an app. ``codes`` is
    how many recovery codes are left.
    """

    passkeys: int = 0
    alone: bool = False
    app: bool = False
    codes: int = 0

    @property
    def is_asked(self) -> bool:
        """Whether the password is not enough. Recovery codes alone ask for nothing."""
        return self.passkeys > 0 or self.app

    def with_passkey(self) -> SecondStep:
        """After adding a passkey: recovery codes come with the first way."""
        return replace(self, passkeys=self.passkeys + 1, codes=self._codes_after_adding)

    def with_app(self) -> SecondStep:
        """After switching on the codes from an app."""
        return replace(self, app=True, codes=self._codes_after_adding)

    @property
    def _codes_after_adding(self) -> int:
        return self.codes if self.is_asked else RECOVERY_CODES
