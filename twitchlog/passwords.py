"""Passwords in one Unicode form: keyboards send the same letters composed or decomposed, and nobody sees which."""

from __future__ import annotations

import unicodedata

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils.crypto import constant_time_compare


def opaque(password: str) -> str:
    """The password by RFC 8265's OpaqueString: composed (NFC), and every kind of space is a plain one.

    Nothing else is changed: not the case, and no space is taken away, as it may be meant.
    """
    plain = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in password)
    return unicodedata.normalize("NFC", plain)


class OpaquePasswordHasher(PBKDF2PasswordHasher):
    """Django's own hash of the password in that form; hashes made before are of what was typed, and go on opening."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        """Hash a password."""
        return super().encode(opaque(password), salt, iterations)

    def verify(self, password: str, encoded: str) -> bool:
        """Whether the password is the one that was hashed, in one form or as it is typed."""
        if super().verify(password, encoded):
            return True
        if opaque(password) == password:  # nearly always: a wrong password costs one hash
            return False
        parts = self.decode(encoded)
        typed = super().encode(password, str(parts["salt"]), int(parts["iterations"]))
        return constant_time_compare(encoded, typed)
