#!/usr/bin/env bash
# Installs the packages named in the given lists that are missing here. Says what it will install before it does so;
# does nothing, and needs no network, when all are present.
# usage: ensure-deps.sh LIST...
set -euo pipefail

wanted() { sed -e 's/#.*//' "$@" | tr -s '[:space:]' '\n' | grep . | sort -u; }

installed() { dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p' | sort -u; }

asRoot() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    if [ -t 0 ]; then sudo "$@"; else sudo -n "$@"; fi
  elif [ -t 0 ]; then
    su -c "$(printf '%q ' "$@")"
  else
    echo "Root is needed to install packages, and neither sudo nor a terminal to ask on is here." >&2
    return 1
  fi
}

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  echo "This is not a Debian-like system: please see to it that the equivalents of these are installed:" >&2
  echo "  $(wanted "$@" | tr '\n' ' ')" >&2
  exit 0
fi

missing=$(comm -23 <(wanted "$@") <(installed))
[ -n "$missing" ] || exit 0

echo "Missing here, will be installed with apt-get (about once):"
echo "  $(tr '\n' ' ' <<<"$missing")"
[ "$(id -u)" = 0 ] || echo "This needs root; you may be asked for a password."

asRoot apt-get -q update || echo "The package lists could not be refreshed; trying with those at hand." >&2
# shellcheck disable=SC2086
if ! asRoot env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install $missing; then
  echo "Installing failed. To do it by hand: apt-get install $(tr '\n' ' ' <<<"$missing")" >&2
  exit 1
fi
