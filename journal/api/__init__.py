"""The JSON API: what the night pad, shortcuts and other programs send and read.

The same entries, the same checks and the same write path as the forms (``journal.entries``,
``journal.models``).
"""
