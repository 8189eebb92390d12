#!/usr/bin/env bash
# kill -9 of fetches and imports at random moments; after each the store is opened and every object checked against its checksum.
# Usage: bench/kill-fetch.sh [KILLS]   (default 200)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dotnet build "$root/tests/Dyad.Sources.Tests" -c Release -nologo -v quiet -nodeReuse:false
log=$(DYAD_KILLS=${1:-200} dotnet "$root/tests/Dyad.Sources.Tests/bin/Release/net10.0/Dyad.Sources.Tests.dll" -noLogo -noColor -diagnostics \
    -class Dyad.Sources.Tests.Store.KilledFetches) || { printf '%s\n' "$log" >&2; exit 1; }
{
    echo "# $("$root/bench/machine.sh" describe)"
    echo "kills,acknowledged,resumed,vintages"
    printf '%s\n' "$log" | sed -n 's/.*kills: \([0-9,]*\).*/\1/p'
} | tee "$root/bench/results/kill-fetch-$("$root/bench/machine.sh" name).csv"
