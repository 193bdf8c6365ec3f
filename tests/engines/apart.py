"""What an engine cannot be made to do here, by engine and test, each with its reason.

Nothing else is left out.
"""

from __future__ import annotations

APART = {
    ("webkit", "test_a_finger_on_glass"): (
        "WebKitGTK on a computer knows no finger: WebDriver's touch arrives as a mouse, which the "
        "other tests are."
    ),
    ("webkit", "test_the_browser_is_killed_and_started_again"): (
        "Under automation MiniBrowser keeps nothing when it ends, so there is no profile to start "
        "again with."
    ),
}
