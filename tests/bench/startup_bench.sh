#!/usr/bin/env bash
# Start-up of the command line: the median of 21 runs of --version must stay under 20 ms.
# usage: startup_bench.sh SYNSCOPE_CLI
set -euo pipefail
times=()
for _ in $(seq 21); do
  from=$EPOCHREALTIME; "$1" --version >/dev/null; to=$EPOCHREALTIME
  times+=($(((${to/./} - ${from/./}))))
done
median=$(printf '%s\n' "${times[@]}" | sort -n | sed -n 11p)
echo "synscope-cli --version: median $median us"
[ "$median" -lt 20000 ] || { echo "FAIL: wanted under 20000 us"; exit 1; }
