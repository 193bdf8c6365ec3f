#!/bin/sh
# Makes a virtual environment: sh tools/venv.sh PYTHON FOLDER. Debian ships the module for that in a package of its own.
set -eu
python=$1
folder=$2

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Twitchlog needs Python 3.11 or later; \"$python\" is not that. Say which one to use: make PYTHON=python3.12 run" >&2
    exit 1
fi
if "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing python3-venv ..."
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends python3-venv </dev/null >/dev/null
    else
        echo "Python cannot make virtual environments here. Install that once, then try again:" >&2
        echo "    sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi
"$python" -m venv --clear "$folder"
