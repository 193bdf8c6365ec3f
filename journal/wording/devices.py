"""A browser and the system that it runs on."""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.devices import Device


def device_name(device: Device) -> str:
    """As in "Firefox on Windows"; what the browser does not say of itself is said."""
    if device.browser and device.system:
        return _("%(browser)s on %(system)s") % {"browser": device.browser, "system": device.system}
    if device.system:
        return _("A browser on %(system)s") % {"system": device.system}
    if device.browser:
        return _("%(browser)s, on a device that it does not name") % {"browser": device.browser}
    return _("A browser that does not say what it is")
