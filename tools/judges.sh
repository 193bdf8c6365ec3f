#!/bin/sh
# Sees to it that the judges can be asked: sh tools/judges.sh PYTHON. Java for the HTML checker, qpdf, and the packages of
# tools/judges/package-lock.json, put there by tools/npm.sh.
set -eu
python=$1
folder=$(dirname "$0")/judges
missing=""

command -v java >/dev/null || missing="default-jre-headless"
command -v qpdf >/dev/null || missing="$missing qpdf"
command -v pdftohtml >/dev/null || missing="$missing poppler-utils"
if [ -n "$missing" ]; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "The judges need" $missing "- install once, then try again:" >&2
        echo "    sudo apt-get install" $missing >&2
        exit 1
    fi
    echo "Installing" $missing "..."
    apt-get update -qq
    # shellcheck disable=SC2086 - one word a package
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing </dev/null >/dev/null
fi

exec sh "$(dirname "$0")/npm.sh" "$python" "$folder"
