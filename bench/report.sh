#!/usr/bin/env bash
# Wall seconds and peak memory of the report as a whole process. Usage: bench/report.sh [RUNS]   (default 5)
# Prints the rows and writes them to bench/results/report-MACHINE.csv.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
runs=${1:-5}
[ -x /usr/bin/time ] || { echo "needs GNU time (Debian: apt-get install time)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$root/dyad" --version >/dev/null

measure() {
    echo "# $("$root/bench/machine.sh" describe)"
    echo "case,run,seconds,peak_mb"
    for case in en all; do
        for run in $(seq 1 "$runs"); do
            # A run that fails has no time worth keeping.
            /usr/bin/time -f '%e %M' -o "$work/time" "$root/dyad" report CHN RUS --lang "$case" --out "$work/report" >/dev/null 2>"$work/log" ||
                { tail -n 3 "$work/log" >&2; return 1; }
            read -r seconds kilobytes <"$work/time"
            echo "$case,$run,$seconds,$((kilobytes / 1024))"
        done
    done
}

measure | tee "$work/result.csv"
mkdir -p "$root/bench/results"
mv "$work/result.csv" "$root/bench/results/report-$("$root/bench/machine.sh" name).csv"
