"""Who makes room where there is none: whoever does least with what they have, strangers first."""

from __future__ import annotations

from collections.abc import Iterable

from twitchlog.front.connections.connection import Connection


def longest_silent(connections: Iterable[Connection]) -> Connection | None:
    """Of those with bodies in memory: strangers first, then who has sent nothing for longest."""
    bodies = (
        (connection, connection.reader.body)
        for connection in connections
        if connection.reader.body and not connection.reader.body.is_in_file
    )
    first = min(bodies, key=lambda each: (not each[1].is_stranger, each[1].last), default=None)
    return first and first[0]


def slowest_reader(connections: Iterable[Connection]) -> Connection | None:
    """Of those whose answers lie in files: the one that takes least."""
    return min(
        (connection for connection in connections if connection.sender.keeps_file),
        key=lambda connection: connection.sender.pace,
        default=None,
    )


def longest_there(connections: Iterable[Connection]) -> Connection | None:
    """Where nobody rests: strangers first, then who sent nothing, or was there, for longest."""

    def silent_since(connection: Connection) -> tuple[bool, float]:
        body = connection.reader.body
        if body is None:
            return True, connection.since
        return not body.is_stranger, body.last

    return min(connections, key=silent_since, default=None)
