#!/usr/bin/env bash
# What the bias correction does to estimates, errors and intervals of simulated trade.
# Usage: bench/bias.sh [REPLICATIONS [SEED]]   (default 400 1)
# Prints the rows and writes them to bench/results/bias-correction.csv: figures are the same on every machine.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
replications=${1:-400}
seed=${2:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build "$root/bench/Dyad.Bench" -c Release -nologo -v quiet -nodeReuse:false >"$work/log" ||
    { cat "$work/log" >&2; exit 1; }
{
    echo "# $("$root/bench/machine.sh" describe); $replications replications, seed $seed"
    dotnet "$root/bench/Dyad.Bench/bin/Release/net10.0/Dyad.Bench.dll" bias "$replications" "$seed"
} | tee "$work/result.csv"
mv "$work/result.csv" "$root/bench/results/bias-correction.csv"
