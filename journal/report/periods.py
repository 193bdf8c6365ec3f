"""The periods that a report can be of, by what a form or an address sends."""

from __future__ import annotations

# The latest so many weeks; None is everything.
REPORT_WEEKS: dict[str, int | None] = {"4": 4, "8": 8, "12": 12, "all": None}
# The nights since the last appointment.
SINCE_VISIT = "visit"
USUAL_REPORT_PERIOD = "8"
