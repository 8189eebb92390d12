#!/usr/bin/env bash
# The NAFTA case solved by Dyad and by the R and C++ package cp2015, in turn, and their ratios.
# Usage: bench/simulate-peer.sh FOLDER PEER [RUNS]   (default 5)
# FOLDER holds the tables of the case (Parquet), PEER is a git directory of paulofelipe/cp2015. Needs R with Rcpp, a compiler and the
# headers of xtensor (Debian: xtensor-dev; elsewhere in XTENSOR_INCLUDE). The peer's src/solve_model.cpp is built as it is, with R's own
# flags (-O2), in a temporary folder; xtensor-r, which is not packaged, is stood in for by the header below (R's arrays are copied at the
# start and the end), and its tables are laid out by simulate-peer.R in place of dplyr, outside the time measured.
# THREADS='1 2' measures the peer on two threads too: only where nothing else runs, for OpenMP's threads wait for each other at work.
# Writes bench/results/simulate-MACHINE.csv.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${1:?"usage: bench/simulate-peer.sh FOLDER PEER [RUNS]"}
peer=${2:?"usage: bench/simulate-peer.sh FOLDER PEER [RUNS]"}
runs=${3:-5}
[ -x /usr/bin/time ] || { echo "needs GNU time (Debian: apt-get install time)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/peer/xtensor-r"
git -C "$peer" show HEAD:src/solve_model.cpp >"$work/peer/solve_model.cpp"
git -C "$peer" show HEAD:inst/include/cp2015.h >"$work/peer/cp2015.h"
echo '#pragma once' >"$work/peer/xtensor-r/rarray.hpp"
cat >"$work/peer/xtensor-r/rtensor.hpp" <<'CPP'
// xtensor's own arrays in R's column order, copied from and to R's.
#pragma once
#include <RcppCommon.h>
#include <xtensor/xtensor.hpp>
namespace xt {
template <class T, std::size_t N> using rtensor = xtensor<T, N, layout_type::column_major>;
template <class T, std::size_t N> rtensor<T, N> clone(const xtensor<T, N, layout_type::column_major>& t) { return t; }
}
namespace Rcpp {
template <class T, std::size_t N> SEXP wrap(const xt::xtensor<T, N, xt::layout_type::column_major>& t);
namespace traits { template <class T, std::size_t N> class Exporter<xt::xtensor<T, N, xt::layout_type::column_major>>; }
}
#include <Rcpp.h>
namespace Rcpp {
template <class T, std::size_t N> SEXP wrap(const xt::xtensor<T, N, xt::layout_type::column_major>& t) {
    NumericVector v(t.storage().begin(), t.storage().end());
    if (N > 1) v.attr("dim") = IntegerVector(t.shape().begin(), t.shape().end());
    return v;
}
namespace traits {
template <class T, std::size_t N> class Exporter<xt::xtensor<T, N, xt::layout_type::column_major>> {
    SEXP s;
public:
    Exporter(SEXP x) : s(x) {}
    xt::xtensor<T, N, xt::layout_type::column_major> get() {
        NumericVector v(s);
        xt::xtensor<T, N, xt::layout_type::column_major> t;
        typename decltype(t)::shape_type shape;
        if (N == 1) shape[0] = v.size();
        else { IntegerVector d = v.attr("dim"); std::copy(d.begin(), d.end(), shape.begin()); }
        t.resize(shape);
        std::copy(v.begin(), v.end(), t.storage().begin());
        return t;
    }
};
}
}
CPP
cat >"$work/peer/entry.cpp" <<'CPP'
#include "cp2015.h"
#include <Rcpp.h>
using namespace Rcpp;
List solve_model(List data, double ufactor, double tol, int maxiter, int triter, bool trace, int nthreads);
extern "C" SEXP peer_solve(SEXP data, SEXP ufactor, SEXP tol, SEXP maxiter, SEXP threads) {
BEGIN_RCPP
    return wrap(solve_model(as<List>(data), as<double>(ufactor), as<double>(tol), as<int>(maxiter), 100, false, as<int>(threads)));
END_RCPP
}
CPP
include="-I. ${XTENSOR_INCLUDE:+-I$XTENSOR_INCLUDE} -I$(Rscript -e 'cat(system.file("include", package = "Rcpp"))')"
(cd "$work/peer" && USE_CXX14=1 PKG_LIBS=-fopenmp \
    PKG_CXXFLAGS="$include -DRCPP_DEFAULT_INCLUDE_CALL=false -DRCPP_NO_MODULES -fopenmp" \
    R CMD SHLIB -o peer.so solve_model.cpp entry.cpp >"$work/build.log" 2>&1) || { tail "$work/build.log" >&2; exit 1; }

dotnet build "$root/bench/Dyad.Bench" -c Release -v quiet -nologo >"$work/build.log" || { tail "$work/build.log" >&2; exit 1; }
dyad="dotnet $root/bench/Dyad.Bench/bin/Release/net10.0/Dyad.Bench.dll"
copies=""
for table in regions sectors theta trade value_added final_consumption intermediate_consumption; do
    copies+="COPY (FROM '$folder/$table.parquet') TO '$work/$table.csv' (HEADER);"
done
$dyad query "$copies"

row() { # program tolerance threads state run solve_s residual real_wage
    read -r wall kilobytes <"$work/time"
    echo "$1,$2,$3,$4,$5,$6,$7,$8,$wall,$((kilobytes / 1024))" >>"$work/result.csv"
}
{
    echo "# $("$root/bench/machine.sh" describe); R $(Rscript -e 'cat(format(getRversion()))'), cp2015 $(git -C "$peer" rev-parse --short HEAD)"
    echo "program,tolerance,threads,state,run,solve_s,residual,mexico_real_wage_percent,wall_s,peak_mb"
} >"$work/result.csv"
for run in $(seq 1 "$runs"); do
    # A process of its own for the first solution; the median of the last 100 of 200 for what a draw costs.
    /usr/bin/time -f '%e %M' -o "$work/time" $dyad nafta "$folder" 1 >"$work/nafta.csv"
    row dyad 1e-12 1 fresh "$run" $(sed -n 2p "$work/nafta.csv" | awk -F, '{ print $3, $5, $6 }')
    /usr/bin/time -f '%e %M' -o "$work/time" $dyad nafta "$folder" 200 >"$work/nafta.csv"
    row dyad 1e-12 1 warm "$run" $(tail -n 100 "$work/nafta.csv" | sort -t, -k3 -g | sed -n 50p | awk -F, '{ print $3, $5, $6 }')
    for tolerance in 1e-7 1e-12; do
        for threads in ${THREADS:-1}; do
            /usr/bin/time -f '%e %M' -o "$work/time" Rscript "$root/bench/simulate-peer.R" "$work/peer/peer.so" "$work" "$tolerance" "$threads" \
                >"$work/peer.csv"
            row cp2015 "$tolerance" "$threads" fresh "$run" $(tr ',' ' ' <"$work/peer.csv")
        done
    done
done

mkdir -p "$root/bench/results"
result=$root/bench/results/simulate-$("$root/bench/machine.sh" name).csv
mv "$work/result.csv" "$result"
# Seconds of cp2015 over those of Dyad in the same round, at 1e-12 on one thread.
awk -F, '/^dyad/ { own[$4 $5] = $6 } /^cp2015,1e-12,1,/ { peer[$5] = $6 }
    END { for (r in peer) print "round " r ": fresh process " peer[r] / own["fresh" r] " times, warm " peer[r] / own["warm" r] " times" }' "$result"
