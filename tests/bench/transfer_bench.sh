#!/usr/bin/env bash
# One GiB from a file through `connect` and `listen` into a file, and the same with ncat at both ends, turn by turn in one run; files
# in memory where possible. Medians of 5 turns; the bytes of the first turn of each are compared. Then the same between pipes.
# Fails when ours is slower than ncat (10 % is left to chance), or when a byte differs. Exit 77: cannot run here.
# usage: transfer_bench.sh SYNSCOPE_CLI
set -euo pipefail
cli=$1
if [ "${TRANSFER_BENCH_INSIDE:-}" != 1 ]; then
  command -v ncat >/dev/null || { echo "SKIP: ncat is not installed"; exit 77; }
  unshare -Urnpf true 2>/dev/null || { echo "SKIP: user namespaces are not permitted here"; exit 77; }
  TRANSFER_BENCH_INSIDE=1 exec unshare -Urnpf --kill-child "$0" "$@"
fi
ip link set lo up
room() { df --output=avail -k "$1" 2>/dev/null | tail -1; }
[ "$(room /dev/shm)" -ge 2200000 ] && place=/dev/shm || place=${TMPDIR:-/tmp}
[ "$(room "$place")" -ge 2200000 ] || { echo "SKIP: no room for two files of 1 GiB"; exit 77; }
folder=$(mktemp -d "$place/transfer-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT
head -c 1073741824 /dev/urandom >"$folder/sent"
wanted=$(sha256sum <"$folder/sent")

port=4000
wait_for_listener() { until [ -n "$(ss -Hltn "sport = $port")" ]; do :; done; }
ours_file() { "$cli" listen "$port" --once --quiet </dev/null >"$folder/got" & wait_for_listener; "$cli" connect 127.0.0.1 "$port" --quiet <"$folder/sent" >/dev/null; wait $!; }
ncat_file() { ncat -l 127.0.0.1 "$port" --recv-only >"$folder/got" & wait_for_listener; ncat --send-only 127.0.0.1 "$port" <"$folder/sent"; wait $!; }
ours_pipe() { { "$cli" listen "$port" --once --quiet </dev/null | cat >/dev/null; } & wait_for_listener; cat "$folder/sent" | "$cli" connect 127.0.0.1 "$port" --quiet >/dev/null; wait $!; }
ncat_pipe() { { ncat -l 127.0.0.1 "$port" --recv-only | cat >/dev/null; } & wait_for_listener; cat "$folder/sent" | ncat --send-only 127.0.0.1 "$port"; wait $!; }
run() {  # Fills `took` with milliseconds.
  port=$((port + 1)); : >"$folder/got"
  local from=$EPOCHREALTIME; "$1"; local to=$EPOCHREALTIME
  took=$(((${to/./} - ${from/./}) / 1000))
}
middle() { tr ' ' '\n' <<<"$1" | grep . | sort -n | sed -n 3p; }

failed=0
declare -A times
for turn in 1 2 3 4 5; do
  for way in ours_file ncat_file ours_pipe ncat_pipe; do
    run $way; times[$way]+="$took "
    if [ "$turn" = 1 ] && [[ $way == *_file ]] && [ "$(sha256sum <"$folder/got")" != "$wanted" ]; then echo "FAIL: $way: bytes differ"; failed=1; fi
  done
done
for what in file pipe; do
  ours=$(middle "${times[ours_$what]}") theirs=$(middle "${times[ncat_$what]}")
  echo "1 GiB, $what to $what: ours $ours ms, ncat $theirs ms, ratio $(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.2f", a / b }') (all: ${times[ours_$what]}/ ${times[ncat_$what]})"
  [ $((ours * 10)) -le $((theirs * 11)) ] || { echo "FAIL: wanted at most ncat's time"; failed=1; }
done
exit "$failed"
