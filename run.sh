#!/usr/bin/env bash
# Builds SynScope if needed and opens it. Arguments are passed on to the program.
# With no display the same diagnosis runs in the terminal, against the built-in demo target or what the arguments say.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
here=$OLDPWD
out=build/release

packaging/linux/ensure-deps.sh packaging/linux/build-deps.txt

if [ ! -f $out/build.ninja ]; then
  # What only developers need is left out of a first build from here; `cmake --preset release` brings it back.
  cmake --preset release -D SYNSCOPE_TESTS=OFF -D SYNSCOPE_BENCHES=OFF \
    $(command -v ccache >/dev/null || echo -D CMAKE_CXX_COMPILER_LAUNCHER=) >&2
fi

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  cmake --build --preset release --target synscope synscope-cli >&2
  bin=$PWD/$out/bin
  cd "$here" && exec "$bin/synscope" "$@"
fi

cmake --build --preset release --target synscope-cli >&2
bin=$PWD/$out/bin
cd "$here"
if [ $# -gt 0 ]; then
  echo "No display here (neither DISPLAY nor WAYLAND_DISPLAY is set): passing the arguments to synscope-cli." >&2
  exec "$bin/synscope-cli" "$@"
fi
echo "No display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open." >&2
echo "The same diagnosis in this terminal, of the built-in demo target:" >&2
exec "$bin/synscope-cli" diagnose --demo
