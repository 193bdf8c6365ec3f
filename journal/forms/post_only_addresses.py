"""Addresses that only take what a form sends, by name, and the page to which each belongs.

Somebody reloads, follows a bookmark, or has signed in again after a form: they are led there.
"""

PAGE_OF = {
    "demo": "welcome",
    "first_run": "dashboard",
    "delete": "diary",
    "restore": "trash",
    "put_back": "diary",
    "answer": "dashboard",
    "answer_constant": "dashboard",
    "too_many": "dashboard",
    "decide": "dashboard",
    "remember": "morning",
    "rest_of_night": "morning",
    "afterwards": "appointment",
    "close_appointment": "appointment",
    "delete_appointment": "appointment",
    "discard_background": "appointment",
    "bring_back_background": "appointment",
    "ending": "appointment",
    "freeze": "report",
    "delete_frozen": "frozen_reports",
    "time_zone": "settings",
    "share_revoke": "share",
    "settle_sightings": "partner",
    "bring_back_sightings": "partner",
    "revoke_partner": "partner",
    "revoke_token": "tokens",
    "forget_recipe": "earlier_imports",
    "undo_import": "earlier_imports",
    "forget_device_sleep": "device_sleep",
    "sleep_source": "device_sleep",
    "end_sign_in": "sign_ins",
    "end_other_sign_ins": "sign_ins",
    "other_things": "checklist",
}
