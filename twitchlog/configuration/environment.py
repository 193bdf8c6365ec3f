"""The environment, read strictly: what is not understood is refused before anything starts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from twitchlog.configuration import path_grammar, value_grammar

Value = TypeVar("Value")
# Names that docs/recipes.md gives to programs, which may run from the same shell.
OF_PROGRAMS = frozenset({"TWITCHLOG_URL", "TWITCHLOG_TOKEN"})
# What Kubernetes, and Docker's links, put into the environment for a service that is called
# twitchlog.
_OF_A_CLUSTER = re.compile(
    r"TWITCHLOG_(\w+_)?(SERVICE_(HOST|PORT(_\w+)?)|PORT_[0-9]+_(TCP|UDP)(_\w+)?)"
)
_SECRET = ("KEY", "PASS", "SECRET", "TOKEN", "DATABASE_URL")
_MOST_SHOWN_OF_VALUE = 200
# How like a name must be to another to be taken for it: a letter or two of difference.
_MISSPELT = 0.9


class SettingsError(Exception):
    """Settings that were not understood: a line for each with name, value and what would do."""


class Environment:
    """Settings by name, each asked for once. An empty one counts as not set.

    What cannot be understood is noted, and the default stands in until :meth:`finish` refuses.
    """

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given
        self._names: set[str] = set()
        self._problems: list[str] = []

    def is_set(self, name: str) -> bool:
        """Whether there is more to it than spaces."""
        return bool(self._given.get(name, "").strip())

    def text(self, name: str, default: str = "") -> str:
        """Taken as it is: a password may begin with a space."""
        self._names.add(name)
        if not self.is_set(name):
            return default
        return self._given[name]

    def switch(self, name: str, *, default: bool = False) -> bool:
        """Whether the setting is on."""
        return self._read(name, value_grammar.switch, default)

    def number(self, name: str, default: int, *, least: int = 0, most: int) -> int:
        """A whole number within its bounds."""
        return self._read(
            name, lambda typed: value_grammar.number(typed, least, most, default), default
        )

    def port(self, name: str, default: int) -> int:
        """A port's number, from 1 to 65535."""
        return self.number(name, default, least=1, most=65_535)

    def machine(self, name: str, default: str) -> str:
        """A machine's name or IP address."""
        return self._read(name, value_grammar.machine, default)

    def sender(self, name: str, default: str) -> str:
        """An e-mail address, with a name before it or without."""
        return self._read(name, value_grammar.sender, default)

    def hosts(self, name: str, default: list[str]) -> list[str]:
        """Names of hosts, as Django compares them."""
        return self._read(
            name,
            lambda typed: [value_grammar.host(part) for part in value_grammar.items(typed)],
            default,
        )

    def path(self, name: str, default: str) -> str:
        """The beginning of all addresses below a host's name, with a slash at both ends."""
        return self._read(name, path_grammar.path, default)

    def origins(self, name: str, *, https: bool = False) -> list[str]:
        """Beginnings of addresses, from scheme to port.

        ``https``: cookies are sent over HTTPS alone, so all of them have to begin with it.
        """
        none: list[str] = []
        origins = self._read(
            name,
            lambda typed: [value_grammar.origin(part) for part in value_grammar.items(typed)],
            none,
        )
        plain = next((text for text in origins if https and text.startswith("http:")), "")
        if plain:
            would_do = plain.replace("http:", "https:", 1)
            reason = f"{plain} is not HTTPS, and TWITCHLOG_HTTPS=1 keeps cookies to it"
            self.refuse(name, f"{reason}; {would_do} would do")
        return origins

    def zone(self, name: str, default: str) -> str:
        """A time zone's IANA name."""
        return self._read(name, value_grammar.zone, default)

    def meant(self, name: str, meaning: Callable[[str], Value], default: Value) -> Value:
        """What ``meaning`` makes of it, which raises ValueError as those of value_grammar do."""
        return self._read(name, meaning, default)

    def folder(self, name: str, default: Path) -> Path:
        """The absolute path of a folder that is there or can be made."""
        return self._read(name, value_grammar.folder, default)

    def folders(self, name: str, default: list[Path]) -> list[Path]:
        """Absolute paths of folders that are there, if any are named."""
        return self._read(name, value_grammar.folders, default)

    def refuse(self, name: str, reason: str) -> None:
        """Note that a setting does not fit the others; ``reason`` ends in what would do."""
        self._problems.append(f"{name}={self._shown(name)}: {reason}.")

    def finish(self) -> None:
        """Raise SettingsError if there is anything that was not understood, names included.

        Called last.
        """
        for name in sorted(self._given):
            if self._is_unknown(name):
                self.refuse(name, f"there is no such setting; {self._instead_of(name)} would do")
        if self._problems:
            raise SettingsError("\n".join(self._problems))

    def _is_unknown(self, name: str) -> bool:
        """Other programs may have settings that begin with EMAIL_ as well; ours are read where mail
        is set up.
        """
        if _OF_A_CLUSTER.fullmatch(name) or self._given[name].startswith("tcp://"):
            return False
        ours = name.startswith("TWITCHLOG_") or (
            name.startswith("EMAIL_") and self.is_set("EMAIL_HOST")
        )
        ours = ours or self._is_misspelt(name)
        return ours and self.is_set(name) and name not in self._names | OF_PROGRAMS

    def _is_misspelt(self, name: str) -> bool:
        """Whether it is nearly a name of Twitchlog's, as TWICHLOG_HTTPS or twitchlog_https; no
        other program's is.
        """
        own = [other for other in self._names if other.startswith("TWITCHLOG_")]
        return bool(get_close_matches(name.upper(), own, n=1, cutoff=_MISSPELT))

    def _instead_of(self, name: str) -> str:
        """The settings that may have been meant."""
        plain = name.removeprefix("TWITCHLOG_")
        exact = [other for other in (plain, f"TWITCHLOG_{plain}") if other in self._names]
        likeness = _MISSPELT
        if not exact:
            likeness = 0.8
        near = get_close_matches(name.upper(), self._names, n=1, cutoff=likeness)
        meant = dict.fromkeys([*near, *exact])
        return (
            " or ".join(meant)
            or "the README's table has all that there are, and without this one it"
        )

    def _read(self, name: str, meaning: Callable[[str], Value], default: Value) -> Value:
        self._names.add(name)
        if not self.is_set(name):
            return default
        try:
            return meaning(self._given[name].strip())
        except ValueError as error:
            self.refuse(name, str(error))
            return default

    def _shown(self, name: str) -> str:
        """The value for whoever set it; never that of a secret."""
        if any(part in name for part in _SECRET):
            return "…"
        typed = self._given.get(name, "").strip()
        if not typed.isprintable():
            typed = ascii(typed)[1:-1]
        return typed[:_MOST_SHOWN_OF_VALUE]
