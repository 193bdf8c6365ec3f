#!/bin/sh
# Sees to it that `make engines` has its other two engines: Debian's Firefox ESR, and WebKitGTK with its driver and a screen.
set -eu
missing=""
command -v firefox-esr >/dev/null || missing="firefox-esr"
command -v WebKitWebDriver >/dev/null || missing="$missing webkit2gtk-driver"
ls /usr/lib/*/webkit2gtk-4.*/MiniBrowser >/dev/null 2>&1 || missing="$missing libwebkit2gtk-4.1-0"
command -v Xvfb >/dev/null || missing="$missing xvfb"
if [ -z "$missing" ]; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing" $missing "..."
    apt-get update -qq
    # shellcheck disable=SC2086 - one word a package
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing </dev/null >/dev/null
    exit 0
fi
echo "These tests need" $missing "- install once, then try again:" >&2
echo "    sudo apt-get install" $missing >&2
exit 1
