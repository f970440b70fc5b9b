#!/usr/bin/env bash
# Ours and iperf3 on loopback, in a network namespace of its own, turn by turn in one run; medians of TURNS (5) turns of SECONDS (2) each.
# TCP with 1 and 4 streams in both directions: rate and CPU of both ends together, for each byte and at iperf3's rate. UDP as fast as it goes with 1400 and 64
# bytes: datagrams received per second and lost. Each with both ends ours, both iperf3's, and one of each.
# Fails where: TCP < 1.3 x iperf3's rate, or > its CPU for each byte or at its rate; UDP < 3 x (1400 bytes) or < 10 x (64 bytes) iperf3's datagrams, or
# more of them lost; one end iperf3's: less than iperf3's with itself. Exit 77: cannot run here.
# usage: [TURNS=5] [SECONDS_EACH=2] [CASES="tcp-1-up udp-64"] throughput_bench.sh SYNSCOPE_CLI
set -euo pipefail
cli=$1
if [ "${THROUGHPUT_BENCH_INSIDE:-}" != 1 ]; then
  command -v iperf3 >/dev/null && command -v python3 >/dev/null || { echo "SKIP: iperf3 or python3 is not installed"; exit 77; }
  unshare -Urnpf --mount-proc true 2>/dev/null || { echo "SKIP: user namespaces are not permitted here"; exit 77; }
  THROUGHPUT_BENCH_INSIDE=1 exec unshare -Urnpf --mount-proc --kill-child "$0" "$@"
fi
ip link set lo up
turns=${TURNS:-5} seconds=${SECONDS_EACH:-2}
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
declare -A servers
wait_for_listener() { until [ -n "$(ss -Hltn "sport = $1")" ]; do :; done; }
"$cli" throughput -s -p 5301 --quiet >/dev/null 2>&1 &
servers[5301]=$!
iperf3 -s -p 5302 >/dev/null 2>&1 &
servers[5302]=$!
wait_for_listener 5301; wait_for_listener 5302

# What a process has used of the processors so far, all its threads, in hundredths of a second (proc(5)).
ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }
# run NAME PROGRAM PORT OPTION...: appends the CPU seconds of both processes, start and end included, and the JSON of one test.
run() {
  local name=$1 program=$2 port=$3 client=(iperf3) before; shift 3
  if [ "$program" = ours ]; then client=("$cli" throughput); fi
  before=$(ticks "${servers[$port]}")
  TIMEFORMAT='%U %S'
  { time "${client[@]}" -c 127.0.0.1 -p "$port" -t "$seconds" -i 0 -J "$@" >"$folder/last" 2>"$folder/errors" || true; } 2>"$folder/used"
  awk -v name="$name" -v program="$program" -v server="$(($(ticks "${servers[$port]}") - before))" \
    '{printf "%s\t%s\t%.3f\t", name, program, $1 + $2 + server / 100}' "$folder/used" >>"$folder/results"
  { tr -d '\n\t' <"$folder/last"; echo; } >>"$folder/results"
}
# rateOfOneStream: bits per second, of the last test, which was one of iperf3's.
rateOfOneStream() {
  python3 -c 'import json, sys; j = json.load(sys.stdin); print(int(j["end"]["sum_received"]["bits_per_second"] / j["start"]["test_start"]["num_streams"]))' <"$folder/last"
}
# four CASE OPTION...: ours with ours, iperf3 with iperf3, and the two mixed. For TCP also ours at iperf3's rate.
four() {
  local case=$1; shift
  run "$case both-ours" ours 5301 "$@"; run "$case both-iperf3" iperf3 5302 "$@"
  if [[ $case == tcp* ]]; then run "$case its-rate" ours 5301 "$@" -b "$(rateOfOneStream)"; fi
  run "$case client-ours" ours 5302 "$@"; run "$case server-ours" iperf3 5301 "$@"
}
declare -A options=([tcp-1-up]="" [tcp-1-down]="-R" [tcp-4-up]="-P 4" [tcp-4-down]="-P 4 -R" [udp-1400]="-u -b 0 -l 1400"
                    [udp-64]="-u -b 0 -l 64")
for ((turn = 0; turn < turns; turn++)); do
  for case in ${CASES:-tcp-1-up tcp-1-down tcp-4-up tcp-4-down udp-1400 udp-64}; do four "$case" ${options[$case]}; done
done

python3 - "$folder/results" <<'EOF'
import collections, json, statistics, sys

def read(program, used, text):
    """Bytes, seconds, datagrams, lost, percent of one processor that both processes used, congestion control."""
    j = json.loads(text)
    if program == "ours":
        if j.get("error"): raise ValueError(j["error"])
        got, udp = j["sum_received"], j["udp"]
        lost = udp["lost"] if udp else 0
        packets = udp["packets"] if udp else 0
        return got["bytes"], got["seconds"], packets, lost, 100 * used / got["seconds"], j["congestion"]
    end = j["end"]
    if "sum_received" in end:
        got = end["sum_received"]
        return got["bytes"], got["seconds"], 0, 0, 100 * used / got["seconds"], end.get("sender_tcp_congestion", "")
    got = end["sum"]
    return (got["packets"] - got["lost_packets"]) * int(j["start"]["test_start"]["blksize"]), got["seconds"], got["packets"], got["lost_packets"], 100 * used / got["seconds"], ""

rows = collections.defaultdict(list)
for line in open(sys.argv[1]):
    name, program, used, text = line.split("\t", 3)
    rows[name].append(read(program, float(used), text))
median = statistics.median
cases = list(dict.fromkeys(name.split()[0] for name in rows))
print("congestion control:", ", ".join(sorted({r[5] for runs in rows.values() for r in runs if r[5]})))
failed = False
def verdict(ok, text):
    global failed
    failed |= not ok
    print(("     " if ok else "FAIL ") + text)
for case in cases:
    runs = {kind: rows[f"{case} {kind}"] for kind in ("both-ours", "both-iperf3", "its-rate", "client-ours", "server-ours")}
    if case.startswith("tcp"):
        rate = {k: median(8 * r[0] / r[1] for r in v) for k, v in runs.items()}
        cpu = {k: median(r[4] * r[1] / (r[0] / 1e9) for r in v) / 100 for k, v in runs.items()}  # Seconds for each GB.
        ratio, work = rate["both-ours"] / rate["both-iperf3"], cpu["both-ours"] / cpu["both-iperf3"]
        busy = {k: median(r[4] for r in v) for k, v in runs.items()}
        verdict(ratio >= 1.3 and work <= 1, f"{case}: ours {rate['both-ours']/1e9:.1f} Gbit/s, iperf3 {rate['both-iperf3']/1e9:.1f}, ratio {ratio:.2f}; CPU for each GB ours {cpu['both-ours']:.3f} s, iperf3 {cpu['both-iperf3']:.3f} s, ratio {work:.2f}; busy {busy['both-ours']:.0f}% and {busy['both-iperf3']:.0f}%")
        verdict(busy["its-rate"] <= busy["both-iperf3"], f"{case}: at iperf3's rate ({rate['its-rate']/1e9:.1f} Gbit/s) busy {busy['its-rate']:.0f}%, ratio {busy['its-rate']/busy['both-iperf3']:.2f}")
        for kind in ("client-ours", "server-ours"):
            mixed = rate[kind] / rate["both-iperf3"]
            verdict(mixed >= 1, f"{case}: {kind} {rate[kind]/1e9:.1f} Gbit/s, ratio {mixed:.2f}")
    else:
        length = int(case.split("-")[1]); want = 3 if length == 1400 else 10
        rate = {k: median(r[0] / length / r[1] for r in v) for k, v in runs.items() if v}
        loss = {k: median(100 * r[3] / max(r[2], 1) for r in v) for k, v in runs.items() if v}
        ratio = rate["both-ours"] / rate["both-iperf3"]
        verdict(ratio >= want and loss["both-ours"] <= loss["both-iperf3"], f"{case}: ours {rate['both-ours']/1e3:.0f} k datagrams/s, {loss['both-ours']:.2f}% lost; iperf3 {rate['both-iperf3']/1e3:.0f} k, {loss['both-iperf3']:.2f}%; ratio {ratio:.2f}")
        for kind in ("client-ours", "server-ours"):
            mixed = rate[kind] / rate["both-iperf3"]
            verdict(mixed >= 1, f"{case}: {kind} {rate[kind]/1e3:.0f} k datagrams/s, {loss[kind]:.2f}% lost, ratio {mixed:.2f}")
sys.exit(failed)
EOF
