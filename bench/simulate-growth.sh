#!/usr/bin/env bash
# How the seconds of the many-sector model grow with economies, sectors and draws. Usage: bench/simulate-growth.sh FOLDER
# FOLDER holds the tables of the NAFTA case (Parquet). Writes bench/results/simulate-growth-MACHINE.csv and the same as .svg.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${1:?"usage: bench/simulate-growth.sh FOLDER"}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build "$root/bench/Dyad.Bench" -c Release -v quiet -nologo >"$work/build.log" || { tail "$work/build.log" >&2; exit 1; }
bench() { dotnet "$root/bench/Dyad.Bench/bin/Release/net10.0/Dyad.Bench.dll" "$@"; }
{
    echo "# $("$root/bench/machine.sh" describe)"
    bench growth "$folder"
} | tee "$work/result.csv"
result=$root/bench/results/simulate-growth-$("$root/bench/machine.sh" name)
bench plot "$work/result.csv" "$work/result.svg"
mkdir -p "$root/bench/results"
mv "$work/result.csv" "$result.csv"
mv "$work/result.svg" "$result.svg"
