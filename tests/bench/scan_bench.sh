#!/usr/bin/env bash
# All 65,535 TCP ports of loopback, side by side in one run: our scanner, nmap, a bare C loop of blocking connects.
# Medians of 5 whole-process times; 25 ports are open and all three must find them.
# Fails when ours is not 2 x as fast as nmap, or more than 25 % slower than the loop. Exit 77: cannot run here.
# usage: scan_bench.sh SYNSCOPE_CLI CONNECT_LOOP
set -euo pipefail
cli=$1 loop=$2
if [ "${SCAN_BENCH_INSIDE:-}" != 1 ]; then
  command -v nmap ncat >/dev/null || { echo "SKIP: nmap or ncat is not installed"; exit 77; }
  unshare -Urn true 2>/dev/null || { echo "SKIP: user namespaces are not permitted here"; exit 77; }
  SCAN_BENCH_INSIDE=1 exec unshare -Urn "$0" "$@"
fi
ip link set lo up
listeners=()
trap 'kill "${listeners[@]}" 2>/dev/null || true' EXIT
for port in $(seq 2001 40 2961); do
  ncat -lk 127.0.0.1 "$port" >/dev/null 2>&1 & listeners+=($!)
done
wanted=${#listeners[@]}
until [ "$(ss -Hltn | wc -l)" -ge "$wanted" ]; do :; done

ours() { "$cli" probe 127.0.0.1 -p all --lang en --quiet | grep -c ' open  .* ms ' ; }
theirs() { nmap -sT -T5 -n -Pn -p- --open -oG - 127.0.0.1 | grep -o '/open/tcp' | wc -l; }
bare() { "$loop"; }
milliseconds() { local from=$EPOCHREALTIME; found=$("$1" || true); local to=$EPOCHREALTIME; took=$(((${to/./} - ${from/./}) / 1000)); }
median() { printf '%s\n' "$@" | sort -n | sed -n 3p; }

declare -A times
for round in 1 2 3 4 5; do
  for who in ours theirs bare; do
    milliseconds "$who"
    [ "$found" = "$wanted" ] || { echo "FAIL: $who found $found of $wanted open ports"; exit 1; }
    times[$who]+="$took "
  done
done
# shellcheck disable=SC2086
a=$(median ${times[ours]}) n=$(median ${times[theirs]}) b=$(median ${times[bare]})
awk -v a="$a" -v n="$n" -v b="$b" 'BEGIN {
  printf "synscope-cli %d ms, nmap %d ms, bare loop %d ms: %.2f x as fast as nmap, %.2f x the time of the loop\n", a, n, b, n/a, a/b
  exit !(n / a >= 2 && a / b <= 1.25)
}' || { echo "FAIL: wanted at least 2 x nmap and at most 1.25 x the loop"; exit 1; }
