#!/usr/bin/env bash
# Echo round trips of one byte through `listen --echo`, ncat and socat, turn by turn in one run, each on its own port of a private
# network namespace. Medians of 5 turns of 20,000 round trips each (and of their 99th percentiles).
# Fails when ours takes more than 1.5 x as long as ncat's or socat's. Exit 77: cannot run here.
# usage: echo_bench.sh SYNSCOPE_CLI PING_PONG
set -euo pipefail
cli=$1 ping=$2
if [ "${ECHO_BENCH_INSIDE:-}" != 1 ]; then
  for tool in ncat socat; do command -v $tool >/dev/null || { echo "SKIP: $tool is not installed"; exit 77; }; done
  unshare -Urnpf true 2>/dev/null || { echo "SKIP: user namespaces are not permitted here"; exit 77; }
  ECHO_BENCH_INSIDE=1 exec unshare -Urnpf --kill-child "$0" "$@"  # The servers end with this script.
fi
ip link set lo up
"$cli" listen 3001 --echo --quiet &
ncat -l -k 127.0.0.1 3002 --exec /bin/cat &
socat TCP-LISTEN:3003,fork,reuseaddr,nodelay EXEC:/bin/cat &
socat TCP-LISTEN:3004,fork,reuseaddr,nodelay PIPE &
until [ "$(ss -Hltn 'sport >= 3001 and sport <= 3004' | grep -c .)" -ge 4 ]; do :; done

names=([3001]="listen --echo" [3002]="ncat --exec cat" [3003]="socat EXEC:cat" [3004]="socat PIPE")
declare -A medians tails
for turn in 1 2 3 4 5; do
  for port in 3001 3002 3003 3004; do
    read -r median tail < <("$ping" $port)
    medians[$port]+="$median "; tails[$port]+="$tail "
  done
done
middle() { tr ' ' '\n' <<<"$1" | grep . | sort -n | sed -n 3p; }
for port in 3001 3002 3003 3004; do
  echo "${names[$port]}: median $(middle "${medians[$port]}") us, 99 % $(middle "${tails[$port]}") us"
done
ours=$(middle "${medians[3001]}") failed=0
for port in 3002 3003 3004; do
  ratio=$(awk -v a="$ours" -v b="$(middle "${medians[$port]}")" 'BEGIN { printf "%.2f", a / b }')
  echo "ours / ${names[$port]}: $ratio"
  awk -v r="$ratio" 'BEGIN { exit !(r > 1.5) }' && { echo "FAIL: wanted at most 1.5"; failed=1; }
done
exit "$failed"
