#!/usr/bin/env bash
# Seconds of the one-sector model, baseline, conditional and full, beside gegravity in one run. Usage: bench/one-sector.sh [ECONOMIES...]
# (default 30 75 150). PYTHON names a Python that has gegravity (it is measured where there is one; PYTHONPATH may lead to its sources).
# Prints the rows and writes them to bench/results/one-sector-MACHINE.csv.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
python=${PYTHON:-python3}
[ $# -gt 0 ] || set -- 30 75 150
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build "$root/bench/Dyad.Bench" -c Release -nologo -v quiet -nodeReuse:false >&2

measure() {
    echo "# $("$root/bench/machine.sh" describe)"
    echo "economies,tool,seconds,largest_miss"
    for n in "$@"; do
        dotnet "$root/bench/Dyad.Bench/bin/Release/net10.0/Dyad.Bench.dll" one-sector "$n" "$work/world.csv"
        if "$python" -c 'import gegravity' 2>/dev/null; then
            "$python" "$root/bench/one-sector-gegravity.py" "$work/world.csv" 2>/dev/null
        fi
    done
}

measure "$@" | tee "$work/result.csv"
mkdir -p "$root/bench/results"
mv "$work/result.csv" "$root/bench/results/one-sector-$("$root/bench/machine.sh" name).csv"
