#!/usr/bin/env bash
# A small internet of network namespaces: real hosts, routers and nftables firewalls, with no root (unshare -Ur).
#
#   client --1-- r1 --2-- r2 --3-- r3 --4-- r4 --9-- server      every node: interface `west` and `east`
#   link N: 10.9.N.0/24 and fd00:9:N::/64, .1 on the right (the router's answer address), .2 on the left;
#   the last one: r4 .1, server .2 and .3, name server .53. Nobody has 10.9.9.99, 10.9.1.99 (dead neighbours).
#
# usage: lab.sh shell            a shell on the client; `on r2 nft list ruleset`, `serve`, `serve_tls` work there
#        lab.sh play FILE DIR    does the steps of a scenario; leaves N.json, N.err, N.exit of its N-th command in DIR
#                               (`delay: MS` makes the first link take that long, each way)
#        lab.sh able             exit code 0 if this machine lets us build the lab, else says what is missing
# SYNSCOPE_CLI, SYNSCOPE_PEER: the programs (default: the newest build here)
set -euo pipefail
labDir=$(dirname "$(readlink -f "$0")")
export PATH=$PATH:/usr/sbin:/sbin
readonly nodes=(client r1 r2 r3 r4 server) subnets=(1 2 3 4 9)

newestBuild() { ls -t "$labDir"/../../build/*/bin/"$1" 2>/dev/null | head -1; }
export SYNSCOPE_CLI=${SYNSCOPE_CLI:-$(newestBuild synscope-cli || true)}
export SYNSCOPE_PEER=${SYNSCOPE_PEER:-$(newestBuild lab_peer || true)}
export LAB=/run/lab LAB_TOOLS=$labDir/tools.sh

enterOwnNamespaces() {
  [ -z "${SYNSCOPE_LAB_INSIDE:-}" ] || return 0
  SYNSCOPE_LAB_INSIDE=1 exec unshare --user --map-root-user --net --mount --pid --fork --kill-child -- "$0" "$@"
}

explainWhatIsMissing() {
  local tool
  for tool in unshare nsenter ip nft openssl; do
    command -v "$tool" >/dev/null || { echo "the program '$tool' is not installed"; return 1; }
  done
  unshare --user --map-root-user --net --mount --pid --fork -- true 2>/dev/null ||
    { echo "this machine does not allow unprivileged user namespaces (unshare -Urnm)"; return 1; }
  unshare --user --map-root-user --net --mount -- sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward' 2>/dev/null ||
    { echo "/proc/sys/net cannot be written in an own network namespace"; return 1; }
  unshare --user --map-root-user --net -- nft add table inet probe 2>/dev/null ||
    { echo "nftables cannot be used in an own network namespace"; return 1; }
}

# Files of /etc that decide about names and trust are ours for the time of the lab.
ownFiles() {
  mount -t tmpfs lab /run
  mkdir -p "$LAB"
  mount -t proc proc /proc 2>/dev/null || true
  printf '127.0.0.1 localhost\n::1 localhost\n' >"$LAB/hosts"
  printf 'nameserver 10.9.9.53\noptions timeout:1 attempts:1\n' >"$LAB/resolv.conf"
  printf 'hosts: files dns\n' >"$LAB/nsswitch.conf"
  local file
  for file in hosts resolv.conf nsswitch.conf; do
    [ ! -e "/etc/$file" ] || mount --bind "$LAB/$file" "/etc/$file"
  done
}

# Link number $1 (0-4) between two nodes; what each end is called goes into atEast (left node) and atWest (right node).
# The ends get different interface indices: Linux reports a new carrier of a veth late (up to 1 s, in which IPv6 does not
# work on it) when both are the same (net/core/link_watch.c, linkwatch_urgent_event).
link() {
  local left=${nodes[$1]} right=${nodes[$1 + 1]} n=${subnets[$1]} leftHost=2 rightHost=1
  [ "$right" != server ] || { leftHost=1 rightHost=2; }
  if [ "$1" = 0 ] && [ -n "$delayMs" ]; then
    delayedCable "$left" "$right"
  else
    ip link add east index 11 netns "$left" type veth peer name west index 10 netns "$right"
  fi
  atEast[$1]=$(addressesOf east "$n" "$leftHost")
  atWest[$1 + 1]=$(addressesOf west "$n" "$rightHost")
}

# Two cables with a wire between them that takes its time (this kernel need not have netem).
delayedCable() {  # left node, right node
  ip netns add wire
  ip link add east index 11 netns "$1" type veth peer name left index 21 netns wire
  ip link add west index 10 netns "$2" type veth peer name right index 22 netns wire
  printf 'link set left up\nlink set right up\n' | ip -n wire -batch -
  on wire serve wire left right "$delayMs"
}

addressesOf() {  # interface, subnet, host...
  local interface=$1 n=$2 host
  shift 2
  for host in "$@"; do
    echo "address add 10.9.$n.$host/24 dev $interface"
    echo "address add fd00:9:$n::$host/64 dev $interface nodad"
  done
  echo "link set $interface up"
}

# Everything to the right of a node goes east; to the left west.
routesOf() {
  local i=$1 j n
  if [ "$i" -lt 4 ]; then
    n=${subnets[$i]}
    echo "route add default via 10.9.$n.1"
    echo "route add default via fd00:9:$n::1"
  fi
  [ "$i" -gt 0 ] || return 0
  n=${subnets[$i - 1]}
  if [ "$i" = 5 ]; then
    echo "route add default via 10.9.$n.1"
    echo "route add default via fd00:9:$n::1"
    return 0
  fi
  for ((j = 0; j < i - 1; j++)); do
    echo "route add 10.9.${subnets[j]}.0/24 via 10.9.$n.2"
    echo "route add fd00:9:${subnets[j]}::/64 via fd00:9:$n::2"
  done
}

firewall() {
  local hook
  echo "table inet filter {"
  for hook in prerouting input forward output; do
    echo "  chain $hook { type filter hook $hook priority 0; }"
  done
  echo "}"
}

# Addresses are usable at once: nobody else can have them, so duplicate address detection (RFC 4862) is off.
kernelSettings() {  # node
  echo "echo 0 >/proc/sys/net/ipv6/conf/all/accept_dad"
  echo "echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad"
  case $1 in
    r*)
      echo "echo 1 >/proc/sys/net/ipv4/ip_forward"
      echo "echo 1 >/proc/sys/net/ipv6/conf/all/forwarding"
      ;;
  esac
}

buildLab() {
  local i
  local -a atEast=() atWest=()
  for i in "${nodes[@]}"; do
    ip netns add "$i"
    kernelSettings "$i" | nsenter --net="/run/netns/$i" sh -e
  done
  for i in 0 1 2 3 4; do link "$i"; done
  for i in 0 1 2 3 4 5; do
    {
      echo "link set lo up"
      echo "${atWest[$i]:-}"
      echo "${atEast[$i]:-}"
      [ "$i" != 5 ] || addressesOf west 9 3 53
      routesOf "$i"
    } | grep . | ip -n "${nodes[i]}" -batch -
    firewall | nsenter --net="/run/netns/${nodes[i]}" nft -f -
  done
}

# One line of a scenario. Lines that are not for us (title, expect, ...) are the test's business.
playLine() {
  local line=$1 node
  case $line in
    "on "*) node=${line#on }; on "${node%%:*}" "${line#*: }" ;;
    name:*) echo "${line#name: }" >>"$LAB/zone" ;;
    hosts:*) echo "${line#hosts: }" >>"$LAB/hosts" ;;
    diagnose:* | probe:* | trace:* | companion:* | idle:*) runCommand "${line%%:*}" "${line#*: }" ;;
  esac
}

runCommand() {
  local out=$resultDir/$((++commands)) code=0
  [ ! -e "$LAB/zone" ] || [ -e "$LAB/dns" ] || { on server serve dns 10.9.9.53 "$LAB/zone"; touch "$LAB/dns"; }
  # shellcheck disable=SC2086
  eval "ip netns exec client timeout 60 \"\$SYNSCOPE_CLI\" $1 $2 --json" >"$out.json" 2>"$out.err" </dev/null || code=$?
  echo "$code" >"$out.exit"
}

play() {
  local line commands=0
  resultDir=$2
  while IFS= read -r line || [ -n "$line" ]; do
    playLine "$line" || { echo "step failed: $line" >&2; return 1; }
  done <"$1"
}

case ${1:-} in
  able) explainWhatIsMissing ;;
  shell | play)
    enterOwnNamespaces "$@"
    ownFiles
    # shellcheck source=tests/netns/tools.sh
    . "$LAB_TOOLS"
    delayMs=$([ "$1" != play ] || sed -n 's/^delay: //p' "$2")
    buildLab
    if [ "$1" = play ]; then play "$2" "$3"; else
      on server "serve tcp 22 greet SSH-2.0-lab; serve tcp 80 http"
      echo "You are on the client. The server is 10.9.9.2 and fd00:9:9::2 (22 and 80 are open); 'on NODE COMMAND' reaches the others."
      ip netns exec client bash --rcfile "$LAB_TOOLS" -i || true
    fi
    ;;
  *) sed -n '2,/^set /s/^# \{0,1\}//p' "$0"; exit 64 ;;
esac
