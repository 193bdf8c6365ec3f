"""What a page may load, and which of a browser's powers it may use: next to nothing."""

from __future__ import annotations

from csp.constants import NONE, SELF

CONTENT_SECURITY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # Bootstrap's form marks are data: images inside its style sheet.
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# What scripts of ours use of the browser's powers; everything else is off, also for a script that
# gets in.
_USED = ("publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock")
_UNUSED = (
    "accelerometer autoplay camera clipboard-read clipboard-write display-capture encrypted-media"
    " fullscreen gamepad geolocation gyroscope hid identity-credentials-get idle-detection"
    " local-fonts magnetometer microphone midi otp-credentials payment picture-in-picture serial"
    " storage-access sync-xhr usb window-management xr-spatial-tracking"
)
PERMISSIONS = {name: ["self"] for name in _USED} | {name: [] for name in _UNUSED.split()}
