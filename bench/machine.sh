#!/usr/bin/env bash
# Tells which machine and which state of the sources a result belongs to. Usage: bench/machine.sh name | describe
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cores=$(nproc)
model=$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)
model=${model:-$(uname -m)}
case ${1:-describe} in
    name) echo "${cores}x-$model" | tr '[:upper:]' '[:lower:]' | sed -E 's/\((r|tm)\)//g; s/@.*//; s/[^a-z0-9]+/-/g; s/-+$//' ;;
    *) echo "$(date -u +%F), $(git -C "$root" describe --always --dirty), $cores cores, $model, $(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo), $(uname -sr)" ;;
esac
