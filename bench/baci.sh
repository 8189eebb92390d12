#!/usr/bin/env bash
# What a year of BACI costs as its rows grow: import, disk, a pair's query, its diagnosis by product. Usage: bench/baci.sh [CASE ...]
# A case is "ROWS YEARS" and only printed: bench/baci.sh "10000000 30" for thirty whole years (half an hour, 10 GB of scratch).
# Every step goes through a store of vintages, as the commands do, and is a process of its own; peak memory is that of the process. Without cases it writes bench/results/baci-MACHINE.csv and the same as .svg.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cases=("$@")
[ $# -gt 0 ] || cases=("100000 1" "300000 1" "1000000 1" "3000000 1" "10000000 1" "1000000 2" "1000000 3")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build "$root/bench/Dyad.Bench" -c Release -v quiet -nologo -nodeReuse:false >"$work/build.log" || { tail "$work/build.log" >&2; exit 1; }
cp -r "$root/bench/Dyad.Bench/bin/Release/net10.0" "$work/bin"
export DYAD_DATA=$root/data
bench() { dotnet "$work/bin/Dyad.Bench.dll" "$@"; }
timed() { /usr/bin/time -o "$work/time" -f "%U %S %M" dotnet "$work/bin/Dyad.Bench.dll" "$@"; }
{
    echo "# $("$root/bench/machine.sh" describe), load at the start $(cut -d' ' -f1-3 /proc/loadavg)"
    echo "rows,years,zip_mb,import_s,import_cpu_s,peak_mb,disk_mb,query_pair_year_s,query_pair_all_s,diagnose_s,diagnose_cpu_s,diagnose_peak_mb"
    for case in "${cases[@]}"; do
        read -r rows years <<<"$case"
        bench baci-make "$work/zip" "$rows" "$years" >/dev/null
        zip=$(echo "$work"/zip/*.zip)
        imported=$(timed baci-import "$zip" "$work/out")
        IFS=, read -r made bytes seconds <<<"$imported"
        read -r user system peak <"$work/time"
        query=$(bench baci-query "$work/out")
        diagnosis=$(timed baci-diagnose "$work/out")
        read -r duser dsystem dpeak <"$work/time"
        awk -v r="$made" -v y="$years" -v z="$(stat -c %s "$zip")" -v s="$seconds" -v u="$user" -v k="$system" -v p="$peak" -v b="$bytes" -v q="$query" \
            -v d="$diagnosis" -v du="$duser" -v dk="$dsystem" -v dp="$dpeak" 'BEGIN {
            printf "%d,%d,%.1f,%.2f,%.2f,%.0f,%.1f,%s,%.2f,%.2f,%.0f\n", r, y, z / 1e6, s, u + k, p / 1000, b / 1e6, q, d, du + dk, dp / 1000 }'
        rm -rf "$work/zip" "$work/out"
    done
} | tee "$work/result.csv"
[ $# -eq 0 ] || exit 0
result=$root/bench/results/baci-$("$root/bench/machine.sh" name)
bench baci-plot "$work/result.csv" "$work/result.svg"
mkdir -p "$root/bench/results"
mv "$work/result.csv" "$result.csv"
mv "$work/result.svg" "$result.svg"
