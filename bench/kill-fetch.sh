#!/usr/bin/env bash
# kill -9 of fetches and imports at random moments; after each the store is opened and every object checked against its checksum.
# Usage: bench/kill-fetch.sh [KILLS]   (default 200)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dotnet build "$root/tests/Dyad.Sources.Tests" -c Release -nologo -v quiet -nodeReuse:false
result=$root/bench/results/kill-fetch-$("$root/bench/machine.sh" name).txt
{
    echo "# $("$root/bench/machine.sh" describe)"
    DYAD_KILLS=${1:-200} dotnet "$root/tests/Dyad.Sources.Tests/bin/Release/net10.0/Dyad.Sources.Tests.dll" -noLogo -noColor -diagnostics \
        -class Dyad.Sources.Tests.Store.KilledFetches | grep -E "kills|Total|FAIL"
} | tee "$result"
