#!/usr/bin/env bash
# Installs what the tests need, builds with warnings as errors and runs every test once: those of logic, of the engine and the
# fuzz targets under the address sanitizer.
# usage: ./test.sh [ctest arguments]     e.g. ./test.sh -L logic      (with arguments: only those, no sanitizer run)
# The last line says how many tests passed, failed and were skipped; the exit code is 0 only if some ran and none failed.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
reports=build/test-reports
started=$SECONDS

configureAndBuild() {  # preset [build target...]
  local preset=$1
  shift
  cmake --preset "$preset" $(command -v ccache >/dev/null || echo -D CMAKE_CXX_COMPILER_LAUNCHER=) >"$reports/$preset-configure.log" ||
    { cat "$reports/$preset-configure.log"; return 1; }
  cmake --build --preset "$preset" ${1:+--target "$@"}
}

runTests() {  # preset [ctest argument...]; one more at once than processors, for many of them wait for time-outs
  local preset=$1
  shift
  ctest --preset "$preset" -j "$(($(nproc) + 1))" --no-tests=error --test-output-size-passed 4000000 --test-output-size-failed 4000000 \
    --output-junit "$PWD/$reports/$preset.xml" "$@"
}

packaging/linux/ensure-deps.sh packaging/linux/build-deps.txt packaging/linux/test-deps.txt
rm -rf "$reports"
mkdir -p "$reports"

result=0
if [ $# -gt 0 ]; then
  configureAndBuild dev || exit 1
  runTests dev "$@" || result=1
else
  # Nothing is learned twice: what the sanitizer's build runs is left out here.
  configureAndBuild dev synscope synscope-cli gallery tests-{ui,cli,netns,interop,conventions} || exit 1
  runTests dev -L 'ui|cli|netns|interop|conventions' || result=1
  if configureAndBuild asan tests-logic tests-engine tests-fuzz; then
    runTests asan -L 'logic|engine|fuzz' || result=1
  else
    result=1
  fi
fi

echo
echo "reports: $reports   time: $((SECONDS - started)) s"
tests/support/count_results.sh "$reports"/*.xml || result=1
exit $result
