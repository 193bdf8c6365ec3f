"""Where the task that mails links for new passwords was in earlier releases (docs/adr/0194).

The database holds tasks that wait by their path: one that was enqueued before an update is found
here after it.
"""

from journal.identity.password_reset import send_reset_links

__all__ = ["send_reset_links"]
