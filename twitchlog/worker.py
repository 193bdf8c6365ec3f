"""What each of the server's workers loads.

Ctrl-C in a terminal reaches every process. The server passes it on to its workers as SIGTERM; a worker that gets both
within a moment locks itself up, since its handler is not reentrant (docs/adr/0050), so it is deaf to the first.
"""

import signal

from twitchlog.wsgi import application

__all__ = ["application"]

signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
