#!/bin/sh
# Sees to it that the tests have what they drive: a browser, Debian's own Chromium (CHROMIUM names another one), and curl;
# poppler's tools to read PDFs back, and the fonts that a report in other scripts needs.
set -eu
browser=${CHROMIUM:-chromium}
missing=""

command -v curl >/dev/null || missing="curl"
command -v pdftotext >/dev/null || missing="$missing poppler-utils"
ls /usr/lib/*/libatomic.so.1 >/dev/null 2>&1 || missing="$missing libatomic1"  # the browser's driver needs it
fonts=/usr/share/fonts
[ -e $fonts/truetype/noto/NotoNaskhArabic-Regular.ttf ] || missing="$missing fonts-noto-core"
[ -e $fonts/opentype/noto/NotoSansCJK-Regular.ttc ] || missing="$missing fonts-noto-cjk"
[ -e $fonts/truetype/noto/NotoColorEmoji.ttf ] || missing="$missing fonts-noto-color-emoji"
if ! command -v "$browser" >/dev/null; then
    if [ -n "${CHROMIUM:-}" ]; then
        echo "The browser tests need \"$browser\", which is not there. Leave CHROMIUM empty, or name one that is." >&2
        exit 1
    fi
    missing="$missing chromium"
fi
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
echo "The tests need" $missing "- install once, then try again:" >&2
echo "    sudo apt-get install" $missing >&2
echo "or say where another browser is: CHROMIUM=/path/to/chrome make test" >&2
exit 1
