#!/usr/bin/env bash
# Delegates who work on one dossier at a dyad serve of its own: time of each save, and that nothing acknowledged is missing anywhere.
# Usage: bench/delegates.sh [MINUTES] [DELEGATES] [--postgres] [--no-pages]   (default 5 minutes, 50 delegates, SQLite, three pages open)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
numbers=() engine=sqlite connection=() pages=
for argument; do
    case $argument in
        --postgres) engine=postgresql ;;
        --no-pages) export DYAD_CHROMIUM=/none pages=-no-pages ;;
        *) numbers+=("$argument") ;;
    esac
done
dotnet build "$root/src/Dyad.Cli" -c Release -nologo -v quiet -nodeReuse:false
dotnet build "$root/bench/Dyad.Bench" -c Release -nologo -v quiet -nodeReuse:false

# A server of PostgreSQL for this run alone, that is as careful with its disk as it is by default.
if [ $engine = postgresql ]; then
    programs=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    folder=$(mktemp -d)
    as() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }
    [ "$(id -u)" != 0 ] || chown postgres "$folder"
    trap 'as "$programs/pg_ctl" -D "$folder/data" -m immediate -w -s stop || true; rm -rf "$folder"' EXIT
    as "$programs/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
    as "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -o "-c listen_addresses= -c unix_socket_directories=$folder" -w -s start
    connection=("Host=$folder;Username=postgres;Database=postgres")
fi

result=$root/bench/results/delegates-$engine$pages-$("$root/bench/machine.sh" name).csv
# A short run is to try something, and keeps no result.
[ "${numbers[0]:-5}" = 5 ] || result=/dev/null
# Before the result is opened for writing: with that the sources would have changed.
machine=$("$root/bench/machine.sh" describe)
{
    echo "# $machine"
    dotnet "$root/bench/Dyad.Bench/bin/Release/net10.0/Dyad.Bench.dll" delegates \
        "$root/src/Dyad.Cli/bin/Release/net10.0/dyad.dll" "${numbers[0]:-5}" "${numbers[1]:-50}" "${connection[@]}"
} | tee "$result"
