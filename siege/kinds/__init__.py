"""The kinds of attack, by what they use: connections, uploads, files, pages, the wire, others."""

from __future__ import annotations

from importlib import import_module

ROOMS = (
    "connections",
    "uploads",
    "imports",
    "pages",
    "accounts",
    "api_clients",
    "commands",
    "partner_links",
    "wire_oddities",
)


def load() -> None:
    """Enter them all into ``siege.attackers.ATTACK_KINDS``."""
    for room in ROOMS:
        import_module(f"siege.kinds.{room}")
