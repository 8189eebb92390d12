#!/usr/bin/env bash
# `./dyad fit` and, where R has it, fixest on the same data, in turn, as whole processes. Usage: bench/fit.sh DATA [RUNS]   (default 5)
# DATA holds bench/gravity_200x20.parquet and trade-guide/chapter1.parquet. Writes bench/results/fit-MACHINE.csv and prints medians and
# ratios. fixest runs at its defaults; what it reads is the same rows as CSV.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
data=${1:?"usage: bench/fit.sh DATA [RUNS]"}
runs=${2:-5}
[ -x /usr/bin/time ] || { echo "needs GNU time (Debian: apt-get install time)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$root/dyad" --version >/dev/null
peer=yes
Rscript -e 'library(fixest); library(data.table)' >/dev/null 2>&1 || { peer=no; echo "no fixest: only dyad is measured" >&2; }

bench() { dotnet run --project "$root/bench/Dyad.Bench" -c Release -v quiet -- "$@"; }
panel=$data/bench/gravity_200x20.parquet
guide=$work/guide.parquet
# The guide's Table 2 with an effect for each country's own sales: own is the country on its domestic rows and one level elsewhere.
bench query "COPY (SELECT *, ln(DIST) * (exporter <> importer)::INT AS dist_international, CASE WHEN exporter = importer THEN exporter ELSE '-' END AS own
    FROM '$data/trade-guide/chapter1.parquet' WHERE year BETWEEN 1986 AND 2006 AND (year - 1986) % 4 = 0) TO '$guide'"
if [ "$peer" = yes ]; then
    bench query "COPY (FROM '$panel') TO '$work/panel.csv' (HEADER); COPY (FROM '$guide') TO '$work/guide.csv' (HEADER)"
fi

declare -A file=([panel]=$panel [guide]=$guide)
declare -A formula=(
    [panel]='trade ~ rta + ln_tariff + cu + ln_fx + ln_cost | exporter^year + importer^year + exporter^importer'
    [guide]='trade ~ i(year, dist_international) + CNTG + LANG + CLNY | exporter^year + importer^year + own')
declare -A cluster=([panel]='exporter^importer' [guide]=pair_id)

row() { # case program threads run line-of-results
    read -r wall kilobytes <"$work/time"
    echo "$1,$2,$3,$4,$5,$wall,$((kilobytes / 1024))" >>"$work/result.csv"
}

{
    echo "# $("$root/bench/machine.sh" describe)$([ "$peer" = no ] || Rscript -e 'cat("; R", format(getRversion()), "and fixest", format(packageVersion("fixest")))')"
    echo "case,program,threads,run,read_s,fit_s,observations,deviance,estimate,std_error,wall_s,peak_mb"
} >"$work/result.csv"
for run in $(seq 1 "$runs"); do
    for case in panel guide; do
        for threads in 1 2; do
            /usr/bin/time -f '%e %M' -o "$work/time" "$root/dyad" fit "${formula[$case]}" --data "${file[$case]}" --threads "$threads" \
                --vcov "cluster:${cluster[$case]}" --json >"$work/fit.json"
            row "$case" dyad "$threads" "$run" "$(bench figures "$work/fit.json")"
            [ "$peer" = yes ] || continue
            /usr/bin/time -f '%e %M' -o "$work/time" Rscript "$root/bench/fixest.R" "$work/$case.csv" "$threads" "${formula[$case]}" \
                "${cluster[$case]}" >"$work/fit.csv"
            row "$case" fixest "$threads" "$run" "$(cat "$work/fit.csv")"
        done
    done
done

mkdir -p "$root/bench/results"
mv "$work/result.csv" "$root/bench/results/fit-$("$root/bench/machine.sh" name).csv"
bench medians "$root/bench/results/fit-$("$root/bench/machine.sh" name).csv"
