"""Serves the floor as Twitchlog is served, loaded before the workers part: ``python -m
bench.floor_server PORT``.
"""

from __future__ import annotations

import sys

import bench.floor  # noqa: F401
from twitchlog.server import start

if __name__ == "__main__":
    start.run("127.0.0.1", int(sys.argv[1]), "bench.floor:application")
