#!/usr/bin/env bash
# One GiB from a file through `connect` and `listen` into a file, in each direction, and the same with ncat and with socat at both ends,
# turn by turn in one run; files in memory where possible. Then the same from client to server between pipes, with ncat. Medians of 5
# turns; the bytes of the first turn of each are compared.
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
got=$folder/got sent=$folder/sent
ours_up() { "$cli" listen "$port" --once --quiet </dev/null >"$got" & wait_for_listener; "$cli" connect 127.0.0.1 "$port" --quiet <"$sent" >/dev/null; wait $!; }
ncat_up() { ncat -l 127.0.0.1 "$port" --recv-only >"$got" & wait_for_listener; ncat --send-only 127.0.0.1 "$port" <"$sent"; wait $!; }
socat_up() { socat -u TCP-LISTEN:"$port",bind=127.0.0.1 STDOUT >"$got" & wait_for_listener; socat -u STDIN TCP:127.0.0.1:"$port" <"$sent"; wait $!; }
ours_down() { "$cli" listen "$port" --once --quiet <"$sent" >/dev/null & wait_for_listener; "$cli" connect 127.0.0.1 "$port" --quiet --recv-only >"$got"; wait $!; }
ncat_down() { ncat -l 127.0.0.1 "$port" --send-only <"$sent" & wait_for_listener; ncat --recv-only 127.0.0.1 "$port" >"$got"; wait $!; }
socat_down() { socat -u STDIN TCP-LISTEN:"$port",bind=127.0.0.1 <"$sent" & wait_for_listener; socat -u TCP:127.0.0.1:"$port" STDOUT >"$got"; wait $!; }
ours_pipe() { { "$cli" listen "$port" --once --quiet </dev/null | cat >/dev/null; } & wait_for_listener; cat "$sent" | "$cli" connect 127.0.0.1 "$port" --quiet >/dev/null; wait $!; }
ncat_pipe() { { ncat -l 127.0.0.1 "$port" --recv-only | cat >/dev/null; } & wait_for_listener; cat "$sent" | ncat --send-only 127.0.0.1 "$port"; wait $!; }
run() {  # Fills `took` with milliseconds.
  port=$((port + 1)); : >"$folder/got"
  local from=$EPOCHREALTIME; "$1"; local to=$EPOCHREALTIME
  took=$(((${to/./} - ${from/./}) / 1000))
}
middle() { tr ' ' '\n' <<<"$1" | grep . | sort -n | sed -n 3p; }

failed=0
declare -A times
for turn in 1 2 3 4 5; do
  for way in {ours,ncat,socat}_{up,down} {ours,ncat}_pipe; do
    if [[ $way == socat_* ]] && ! command -v socat >/dev/null; then continue; fi
    run $way; times[$way]+="$took "
    if [ "$turn" = 1 ] && [[ $way != *_pipe ]] && [ "$(sha256sum <"$got")" != "$wanted" ]; then echo "FAIL: $way: bytes differ"; failed=1; fi
  done
done
for what in up down pipe; do
  ours=$(middle "${times[ours_$what]}")
  for peer in ncat socat; do
    [ -n "${times[${peer}_$what]:-}" ] || continue
    theirs=$(middle "${times[${peer}_$what]}")
    echo "1 GiB, $what: ours $ours ms, $peer $theirs ms, ratio $(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.2f", a / b }') (all: ${times[ours_$what]}/ ${times[${peer}_$what]})"
    [ $peer != ncat ] || [ $((ours * 10)) -le $((theirs * 11)) ] || { echo "FAIL: wanted at most ncat's time"; failed=1; }
  done
done
exit "$failed"
