#!/bin/sh
# Sees to it that the browser tests have a browser: Debian's own Chromium. CHROMIUM names another one.
set -eu
browser=${CHROMIUM:-chromium}

if command -v "$browser" >/dev/null; then
    exit 0
fi
if [ -z "${CHROMIUM:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing chromium ..."
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium </dev/null >/dev/null
    exit 0
fi
echo "The browser tests need \"$browser\", which is not there. Install Chromium once, then try again:" >&2
echo "    sudo apt-get install chromium" >&2
echo "or say where another one is: CHROMIUM=/path/to/chrome make test" >&2
exit 1
