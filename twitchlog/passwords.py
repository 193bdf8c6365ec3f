"""Passwords: in one Unicode form, slow to guess, as slow to check for nobody (docs/adr/0153)."""

from __future__ import annotations

import unicodedata

from django.contrib.auth.hashers import (
    Argon2PasswordHasher,
    BasePasswordHasher,
    PBKDF2PasswordHasher,
    get_hasher,
    get_hashers,
    identify_hasher,
    is_password_usable,
    make_password,
)
from django.contrib.auth.models import User
from django.utils.crypto import constant_time_compare


def opaque(password: str) -> str:
    """The password by RFC 8265's OpaqueString: composed (NFC), every kind of space a plain one.

    Nothing else is changed: not the case, and no space is taken away, as it may be meant.
    """
    spaces = {sign for sign in password if unicodedata.category(sign) == "Zs"}
    plain = password.translate({ord(space): " " for space in spaces})
    return unicodedata.normalize("NFC", plain)


class OpaqueArgon2Hasher(Argon2PasswordHasher):
    """Argon2id of that form, with the least that OWASP asks for: a small machine has it."""

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Hash a password."""
        return super().encode(opaque(password), salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Whether the password is the one that was hashed."""
        return super().verify(opaque(password), encoded)


class OpaquePasswordHasher(PBKDF2PasswordHasher):
    """The hashes that were made until Argon2: of that form, or of what was typed.

    They go on opening.
    """

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


def opens(person: User | None, password: str) -> bool:
    """Whether the password is that person's.

    A wrong one takes as long for whom there is not.

    One hash of every kind that an account of this server still has: one, once everybody has signed
    in anew. Nothing is written; :func:`renewed` says what should be.
    """
    own = None
    if person:
        own = _hasher_of(person.password)
    if person and own and own.verify(password, person.password):
        return True
    for hasher in _in_use():
        if own is None or hasher.algorithm != own.algorithm:
            _in_vain(hasher, password)
    return False


def renewed(person: User, password: str) -> str:
    """The hash that should take the place of the person's own; "" if that is as it should be.

    ``password`` is theirs.
    """
    own, best = _hasher_of(person.password), get_hasher()
    if own and own.algorithm == best.algorithm and not best.must_update(person.password):
        return ""
    return make_password(password)


def _hasher_of(encoded: str) -> BasePasswordHasher | None:
    """None for an account without a password, and for a hash that nothing here has made."""
    if not encoded or not is_password_usable(encoded):
        return None
    try:
        return identify_hasher(encoded)
    except ValueError:
        return None


def _in_use() -> list[BasePasswordHasher]:
    """The best, and those of which some account has a hash yet."""
    best, *others = get_hashers()
    return [best, *filter(_has_made_some, others)]


def _has_made_some(hasher: BasePasswordHasher) -> bool:
    return User.objects.filter(password__startswith=f"{hasher.algorithm}$").exists()


def _in_vain(hasher: BasePasswordHasher, password: str) -> None:
    """Hash for as long as a wrong password takes that hasher."""
    hasher.encode(password, hasher.salt())
    if isinstance(hasher, OpaquePasswordHasher) and opaque(password) != password:
        hasher.encode(password, hasher.salt())
