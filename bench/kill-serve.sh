#!/usr/bin/env bash
# kill -9 of the server at random moments while 8 clients write; after each start every acknowledged event is looked for in the log, which is checked.
# Usage: bench/kill-serve.sh [KILLS] [--postgres]   (default 200, SQLite)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
kills=200 postgres=0 engine=sqlite
for argument; do
    case $argument in
        --postgres) postgres=1 engine=postgresql ;;
        *) kills=$argument ;;
    esac
done
dotnet build "$root/tests/Dyad.Web.Tests" -c Release -nologo -v quiet -nodeReuse:false
log=$(DYAD_KILLS=$kills DYAD_KILLS_POSTGRES=$postgres dotnet "$root/tests/Dyad.Web.Tests/bin/Release/net10.0/Dyad.Web.Tests.dll" \
    -noLogo -noColor -diagnostics -class Dyad.Web.Tests.Enduring.KilledServers) || { printf '%s\n' "$log" >&2; exit 1; }
{
    echo "# $("$root/bench/machine.sh" describe)"
    echo "# A run in which an acknowledged entry was missing after a start, or the log did not hold, fails and keeps no result."
    echo "engine,kills,killed_on_start,acknowledged,unanswered,of_these_written,slowest_start_seconds"
    printf '%s\n' "$log" | sed -n "s/.*kills: \([0-9.,]*\).*/$engine,\1/p"
} | tee "$root/bench/results/kill-serve-$engine-$("$root/bench/machine.sh" name).csv"
