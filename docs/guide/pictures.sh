#!/usr/bin/env bash
# Takes the pictures of docs/guide anew: walks two delegations through the workbench in a real browser, and keeps the pictures that the guides
# show. Needs what the web tests need (CONTRIBUTING.md): Chromium, Chrome or Edge on the path or under DYAD_CHROMIUM.
# Usage: docs/guide/pictures.sh
set -euo pipefail
guide=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$guide/../.." && pwd)
tests=$root/tests/Dyad.Web.Tests

# What the guides name, and nothing else: a picture that nobody shows would grow old unseen.
mapfile -t names < <(grep -hoE '\]\(pictures/[a-z-]+\.png\)' "$guide"/*.md | sed -E 's,.*/(.*)\),\1,' | sort -u)
[ "${#names[@]}" -gt 0 ] || { echo "pictures.sh: the guides show no picture" >&2; exit 1; }

taken=$(mktemp -d)
trap 'rm -rf "$taken"' EXIT
dotnet build "$tests" -c Release -nologo -v quiet -nodeReuse:false
DYAD_PICTURES=$taken timeout 600 dotnet "$tests/bin/Release/net10.0/Dyad.Web.Tests.dll" \
    -noLogo -noColor -class Dyad.Web.Tests.Browsing.WalkThroughTests

# The test is skipped, and succeeds, where there is no browser: then nothing was taken, and nothing may be replaced.
for name in "${names[@]}"; do
    [ -f "$taken/$name" ] || { echo "pictures.sh: $name was not taken (no browser, or the walk has no such look)" >&2; exit 1; }
done
mkdir -p "$guide/pictures"
rm -f "$guide/pictures/"*.png
for name in "${names[@]}"; do
    cp "$taken/$name" "$guide/pictures/"
done
echo "${#names[@]} pictures in $guide/pictures"
