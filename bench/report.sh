#!/usr/bin/env bash
# Wall seconds and peak memory of the report as a whole process. Usage: bench/report.sh [RUNS]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
runs=${1:-5}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
command -v /usr/bin/time >/dev/null || { echo "needs GNU time (Debian: apt-get install time)" >&2; exit 1; }
"$root/dyad" --version >/dev/null

echo "# $(date -u +%F), $(git -C "$root" describe --always --dirty), $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)"
echo "case,run,seconds,peak_mb"
for case in en all; do
    for run in $(seq 1 "$runs"); do
        /usr/bin/time -f '%e %M' -o "$out/time" "$root/dyad" report CHN RUS --lang "$case" --out "$out/report" >/dev/null 2>&1
        read -r seconds kilobytes <"$out/time"
        echo "$case,$run,$seconds,$((kilobytes / 1024))"
    done
done
