#!/usr/bin/env bash
# How near Dyad's reconciled values come in simulated worlds of known truth, and how often their intervals hold it, beside BACI's rule and
# each side alone. Usage: bench/mirror.sh [EFFORT [SEED]]   (default 1 1: ten minutes on one core; committed: 4 1)
# Prints the rows and writes them to bench/results/mirror.csv: figures are the same on every machine. Fails where a 90% interval holds the
# truth in less than 87% or more than 93% over all cells, or in a cell by more than two standard errors, or another rule comes nearer in a
# cell.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
effort=${1:-1}
seed=${2:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build "$root/bench/Dyad.Bench" -c Release -nologo -v quiet -nodeReuse:false >"$work/log" ||
    { cat "$work/log" >&2; exit 1; }
status=0
{
    echo "# $("$root/bench/machine.sh" describe); effort $effort, seed $seed"
    dotnet "$root/bench/Dyad.Bench/bin/Release/net10.0/Dyad.Bench.dll" mirror "$effort" "$seed"
} | tee "$work/result.csv" || status=$?
[ "$(wc -l <"$work/result.csv")" -gt 2 ] && mv "$work/result.csv" "$root/bench/results/mirror.csv"
exit "$status"
