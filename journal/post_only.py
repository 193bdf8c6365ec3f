"""Addresses that only take what a form sends, by name, and the page to which each belongs.

Somebody reloads, follows a bookmark, or has signed in again after a form: they are led there.
"""

PAGE_OF = {
    "demo": "welcome",
    "delete": "diary",
    "restore": "trash",
    "put_back": "diary",
    "answer": "dashboard",
    "too_many": "dashboard",
    "decide": "dashboard",
    "remember": "morning",
    "rest_of_night": "morning",
    "afterwards": "appointment",
    "close_appointment": "appointment",
    "delete_appointment": "appointment",
    "ending": "appointment",
    "freeze": "report",
    "delete_frozen": "frozen_reports",
    "time_zone": "settings",
    "share_revoke": "share",
    "revoke_token": "tokens",
    "other_things": "article",
}
