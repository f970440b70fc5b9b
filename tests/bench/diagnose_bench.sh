#!/usr/bin/env bash
# A whole diagnosis of an open port of loopback, with path and controls switched on, as a process: the median of 9 must stay under
# 300 ms of wall time, for a service that greets and for one that says nothing. Exit 77: cannot run here.
# usage: diagnose_bench.sh SYNSCOPE_CLI LAB_PEER
set -euo pipefail
cli=$1 peer=$2
if [ "${DIAGNOSE_BENCH_INSIDE:-}" != 1 ]; then
  unshare -Urnpf true 2>/dev/null || { echo "SKIP: user namespaces are not permitted here"; exit 77; }
  DIAGNOSE_BENCH_INSIDE=1 exec unshare -Urnpf --kill-child "$0" "$@"  # The peers end with this script.
fi
ip link set lo up
"$peer" tcp 127.0.0.1:2001 greet 220 ready
"$peer" tcp 127.0.0.1:2002 silent

failed=0
measure() {  # name, port
  local times=() from to median
  for _ in $(seq 9); do
    from=$EPOCHREALTIME; answer=$("$cli" diagnose 127.0.0.1 "$2" --json || true); to=$EPOCHREALTIME
    times+=($(((${to/./} - ${from/./}) / 1000)))
  done
  grep -q '"code": "reachable"' <<<"$answer" || { echo "FAIL: $1: not found reachable"; failed=1; }
  grep -q '"kind": "trace"' <<<"$answer" || { echo "FAIL: $1: the way was not traced"; failed=1; }
  median=$(printf '%s\n' "${times[@]}" | sort -n | sed -n 5p)
  echo "diagnose, $1: median $median ms of ${times[*]}"
  [ "$median" -lt 300 ] || { echo "FAIL: wanted under 300 ms"; failed=1; }
}
measure "a service that greets" 2001
measure "a silent service" 2002
exit "$failed"
