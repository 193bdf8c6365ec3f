"""Why the server cannot start."""


class NotReadyError(Exception):
    """Why the server cannot start, as a sentence that says what to do."""
