#!/usr/bin/env bash
# Runs the report for every pair of the named economies, a process each, and says which failed and how long the others took.
# Usage: bench/all-pairs.sh [PAIRS]   only the first PAIRS, spread over the list (default: all 780)
# RESAMPLES (20) and JOBS (as many as there are cores) may be set. Exit code 1 where a pair failed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export RESAMPLES=${RESAMPLES:-20}
jobs=${JOBS:-$(nproc)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export work root
"$root/dyad" --version >/dev/null

# Codes stand in the first column of the rows; ROW, the rest of the world, is no party.
mapfile -t codes < <("$root/dyad" data show economies --where "in_sector_panel and code <> 'ROW'" --limit 1000 | grep -oE '^[A-Z]{3}  ' | tr -d ' ' | sort)
for ((i = 0; i < ${#codes[@]}; i++)); do
    for ((j = i + 1; j < ${#codes[@]}; j++)); do echo "${codes[i]} ${codes[j]}"; done
done >"$work/all"
all=$(wc -l <"$work/all")
wanted=${1:-$all}
[ "$all" -gt 0 ] || { echo "no economies found" >&2; exit 1; }
awk -v n="$all" -v m="$wanted" 'int(NR * m / n) > int((NR - 1) * m / n)' "$work/all" >"$work/pairs"

one() {
    local out="$work/$1-$2" start end status=0
    start=$(date +%s.%N)
    "$root/dyad" report "$1" "$2" --resamples "$RESAMPLES" --out "$out" >"$out.log" 2>&1 || status=$?
    end=$(date +%s.%N)
    if [ "$status" -eq 0 ] && { [ ! -s "$out/report.html" ] || [ ! -s "$out/report.json" ]; }; then status=99; fi
    [ "$status" -eq 0 ] || echo "$1 $2: exit $status: $(tail -n 1 "$out.log")" >&2
    awk -v a="$1" -v b="$2" -v s="$status" -v t0="$start" -v t1="$end" 'BEGIN { printf "%s,%s,%d,%.1f\n", a, b, s, t1 - t0 }'
    rm -rf "$out"
}
export -f one

results=$root/bench/results/all-pairs-$("$root/bench/machine.sh" name).csv
[ "$wanted" -eq "$all" ] || results=$work/some.csv
mkdir -p "$root/bench/results"
xargs -P "$jobs" -L 1 bash -c 'one "$@"' one <"$work/pairs" >"$work/rows"
{
    echo "# $("$root/bench/machine.sh" describe); --resamples $RESAMPLES, $jobs at a time"
    echo "a,b,exit,seconds"
    sort "$work/rows"
} >"$results"

ran=$(wc -l <"$work/rows")
failed=$(awk -F, '$3 != 0' "$work/rows" | wc -l)
cut -d, -f4 "$work/rows" | sort -n | awk -v ran="$ran" -v failed="$failed" '
    { t[NR] = $1 }
    END { printf "%d pairs, %d failed; seconds: min %.1f, median %.1f, max %.1f\n", ran, failed, t[1], (t[int((NR + 1) / 2)] + t[int(NR / 2) + 1]) / 2, t[NR] }'
[ "$ran" -eq "$(wc -l <"$work/pairs")" ] && [ "$failed" -eq 0 ]
