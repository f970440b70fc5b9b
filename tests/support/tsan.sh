#!/usr/bin/env bash
# Runs the engine tests under the thread sanitizer against a Qt that is instrumented too, so that queued calls, thread
# pools and deleteLater count as order and every report is a finding. Builds that Qt (Core, Network, Test, the OpenSSL
# backend) once, from Debian's source package: about ten minutes on two cores, 2 GB.
# usage: tests/support/tsan.sh [ctest options …]       SYNSCOPE_TSAN_QT: where Qt is built (default ~/.cache/synscope-tsan-qt)
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
place=${SYNSCOPE_TSAN_QT:-${XDG_CACHE_HOME:-$HOME/.cache}/synscope-tsan-qt}

fetch_source() {
  local release
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  apt-get install -y --no-install-recommends dpkg-dev libzstd-dev libssl-dev zlib1g-dev libdouble-conversion-dev libpcre2-dev >/dev/null
  echo "deb-src http://deb.debian.org/debian $release main" >sources.list
  local own=(-o "Dir::Etc::sourcelist=$place/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$place/lists")
  mkdir -p lists/partial
  apt-get "${own[@]}" update >/dev/null
  apt-get "${own[@]}" source qt6-base >/dev/null
}

build_qt() {
  mkdir -p "$place" && cd "$place"
  ls -d qtbase-everywhere-src-*/ >/dev/null 2>&1 || fetch_source
  cmake -S qtbase-everywhere-src-*/ -B build -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG="-g1 -Og" \
    -DCMAKE_C_FLAGS_DEBUG="-g1 -Og" -DFEATURE_sanitizer=ON -DFEATURE_sanitize_thread=ON -DFEATURE_gui=OFF \
    -DFEATURE_widgets=OFF -DFEATURE_dbus=OFF -DFEATURE_sql=OFF -DFEATURE_glib=OFF -DFEATURE_zstd=ON \
    -DQT_BUILD_TESTS=OFF -DQT_BUILD_EXAMPLES=OFF >configure.log
  cmake --build build
}

[ -e "$place/build/lib/libQt6Test.so" ] || (build_qt)
cd "$top"
cmake --preset tsan
mapfile -t tests < <(ctest --preset tsan -N "$@" | sed -n 's/^ *Test *#[0-9]*: //p')
cmake --build --preset tsan --target "${tests[@]}"
LD_LIBRARY_PATH=$place/build/lib QT_PLUGIN_PATH=$place/build/plugins \
  TSAN_OPTIONS="die_after_fork=0 suppressions=$top/tests/support/tsan.supp" ctest --preset tsan "$@"
