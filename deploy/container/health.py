"""Asks the server in this container whether it is ready, for the image's HEALTHCHECK.

Ends with an error unless it says so (docs/serving.md, "Is it there, and is it ready?").
"""

from __future__ import annotations

import http.client
import os
import sys

ANSWER_SECONDS = 8


def main() -> None:
    """The exit code is the answer."""
    port = int(os.environ["PORT"])
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS)
    server.request("GET", "/health/ready/")
    answer = server.getresponse()
    sys.stdout.write(answer.read().decode())
    sys.exit(answer.status != http.client.OK)


if __name__ == "__main__":
    main()
