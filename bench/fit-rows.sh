#!/usr/bin/env bash
# Time and memory of `./dyad fit` with three effects as rows grow from 1e5 to 1e7. Usage: bench/fit-rows.sh [RUNS]   (default 3)
# Writes bench/results/fit-rows-MACHINE.csv. Needs 1 GB of disk for the panels, which are made anew (seed 1).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
runs=${1:-3}
[ -x /usr/bin/time ] || { echo "needs GNU time (Debian: apt-get install time)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$root/dyad" --version >/dev/null
bench() { dotnet run --project "$root/bench/Dyad.Bench" -c Release -v quiet -- "$@"; }

measure() {
    echo "# $("$root/bench/machine.sh" describe)"
    echo "rows,threads,run,read_s,fit_s,observations,deviance,estimate,std_error,wall_s,peak_mb"
    for rows in 100000 1000000 10000000; do
        bench panel "$rows" "$work/panel.parquet" >/dev/null
        for run in $(seq 1 "$runs"); do
            for threads in 1 2; do
                /usr/bin/time -f '%e %M' -o "$work/time" "$root/dyad" fit \
                    'trade ~ rta + ln_tariff + ln_cost | exporter^year + importer^year + exporter^importer' --data "$work/panel.parquet" \
                    --threads "$threads" --vcov cluster:exporter^importer --json >"$work/fit.json"
                read -r wall kilobytes <"$work/time"
                echo "$rows,$threads,$run,$(bench figures "$work/fit.json"),$wall,$((kilobytes / 1024))"
            done
        done
    done
}

measure | tee "$work/result.csv"
mkdir -p "$root/bench/results"
mv "$work/result.csv" "$root/bench/results/fit-rows-$("$root/bench/machine.sh" name).csv"
