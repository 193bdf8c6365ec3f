"""The JSON of the sleep of devices, as the apps that send it write it, for the published document.

It is read by ``journal.device_sleep`` and never by these shapes: the apps' fields are their own.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from journal.actions.sleep_events import EventOutcome
from journal.i18n import gettext_noop as _

Words = Annotated[str | None, WithJsonSchema({"type": "string"})]
Hours = Annotated[float | None, WithJsonSchema({"type": "number", "minimum": 0, "maximum": 8784})]
Time = Annotated[
    str | None,
    WithJsonSchema({"type": "string", "examples": ["2026-07-06 23:30:00 +0200"]}),
]


class _OfAnApp(BaseModel):
    model_config = ConfigDict(extra="allow")


class SleepRowIn(_OfAnApp):
    """An interval (startDate, endDate, value), or a night in hours."""

    startDate: Time = Field(None, description=_("When an interval begins."))  # noqa: N815
    endDate: Time = Field(None, description=_("When it ends."))  # noqa: N815
    value: Words = Field(
        None,
        description=_("In Bed, Awake, Asleep, Unspecified, Core, Deep or REM, in English."),
    )
    source: Words = Field(None, description=_("The device."))
    sleepStart: Time = Field(None, description=_("When the sleep of a night began."))  # noqa: N815
    sleepEnd: Time = Field(None, description=_("When it ended."))  # noqa: N815
    inBedStart: Time = Field(None, description=_("When the time in bed began."))  # noqa: N815
    inBedEnd: Time = Field(None, description=_("When it ended."))  # noqa: N815
    totalSleep: Hours = Field(None, description=_("Hours of all sleep."))  # noqa: N815
    asleep: Hours = Field(None, description=_("Hours of sleep of no kind; in older apps of all."))
    awake: Hours = Field(None, description=_("Hours awake."))
    core: Hours = Field(None, description=_("Hours of light sleep."))
    deep: Hours = Field(None, description=_("Hours of deep sleep."))
    rem: Hours = Field(None, description=_("Hours of REM sleep."))


class HealthMetricIn(_OfAnApp):
    """One metric of the app; all but sleep_analysis are passed over."""

    name: Annotated[str, WithJsonSchema({"type": "string"})] = Field(
        description=_("“sleep_analysis” is read.")
    )
    data: list[SleepRowIn] = Field(description=_("Its rows."))


class HealthDataIn(_OfAnApp):
    """What the app puts around its metrics."""

    metrics: list[HealthMetricIn] = Field(description=_("All metrics that the app sends."))


class HealthAutoExportIn(_OfAnApp):
    """What Health Auto Export sends as JSON."""

    data: HealthDataIn = Field(description=_("All that was exported."))


class SleepReceived(BaseModel):
    """What became of the sleep that was sent."""

    stored: int = Field(description=_("How many sleeps are new, or say more than before."))
    known: int = Field(description=_("How many were there already."))
    remarks: list[str] = Field(
        description=_(
            "What is odd or was left out, a sentence each, in your language; at most 100."
        )
    )


class SleepAsAndroidIn(_OfAnApp):
    """What Sleep as Android sends at each event."""

    event: Annotated[str, WithJsonSchema({"type": "string", "examples": ["light_sleep"]})] = Field(
        description=_("The app's name for what happened.")
    )


class SleepEventReceived(BaseModel):
    """What became of a message."""

    status: EventOutcome = Field(
        description=_("not_kept: it says nothing of sleep, or is not known here.")
    )


# What the page says of each; the first are sent.
DEVICE_SLEEP_WORDS = {
    "HealthAutoExportIn": _(
        "What Health Auto Export sends as JSON; all but its sleep is passed over."
    ),
    "HealthDataIn": _("What that app puts around its metrics."),
    "HealthMetricIn": _("One metric of that app; “sleep_analysis” is read."),
    "SleepRowIn": _(
        "A row of sleep of that app: an interval (startDate, endDate, value), or a night in hours."
    ),
    "SleepReceived": _("What became of the sleep that was sent."),
    "SleepAsAndroidIn": _("A message of Sleep as Android; all but its event is passed over."),
    "SleepEventReceived": _("What became of a message: stored, known or not kept."),
}
SENT_BY_APPS = (
    "HealthAutoExportIn",
    "HealthDataIn",
    "HealthMetricIn",
    "SleepRowIn",
    "SleepAsAndroidIn",
)
