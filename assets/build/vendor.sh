#!/bin/sh
# Makes assets/vendor again: after a version in package.json, a class or an icon in the templates has changed.
# Needs node and npm; works in a folder of its own outside the repository. Usage: assets/build/vendor.sh [WORK_FOLDER]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${1:-$(mktemp -d)}
cp "$here/package.json" "$work/"
cd "$work"
[ -d node_modules/bootstrap-italia ] || npm install --no-audit --no-fund --no-package-lock
cp "$here/vendor.mjs" "$work/"
node vendor.mjs "$here/.." "$here/../../templates"
