#!/usr/bin/env bash
# Counts what CTest's JUnit reports say: every row of a Qt Test, or the whole entry where a test is no Qt Test.
# A failed entry without a failed row (crash, time-out, not built) counts as one failure.
# Prints what was skipped and why, what failed, then "N passed, N failed, N skipped".
# usage: count_results.sh REPORT.xml...     exit code 1: something failed, or nothing ran
set -euo pipefail
[ -e "${1:-}" ] || { echo "0 passed, 0 failed, 0 skipped"; exit 1; }

awk '
function isFixture(line) { return line ~ /::(initTestCase|cleanupTestCase)\(\)/ }
function unescape(s) { gsub(/&quot;/, "\"", s); gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s); gsub(/&apos;/, "\x27", s); gsub(/&amp;/, "\\&", s); return s }
function closeEntry() {
  if (rows == 0 && status == "run") passed++
  if (rowsFailed == 0 && status == "fail") { failed++; print "FAILED  " name " (" FILENAME "): no row tells why; see its output" }
  if (rows == 0 && (status == "notrun" || status == "disabled")) { skipped++; print "SKIPPED " name ": not run" }
}
/<testcase / {
  match($0, /name="[^"]*"/);   name = substr($0, RSTART + 6, RLENGTH - 7)
  match($0, /status="[^"]*"/); status = substr($0, RSTART + 8, RLENGTH - 9)
  rows = 0; rowsFailed = 0
}
{ line = $0; sub(/^.*<system-out>/, "", line) }
line ~ /^PASS   : / && !isFixture(line) { passed++; rows++ }
line ~ /^XPASS  : |^FAIL!  : /          { failed++; rows++; rowsFailed++; print "FAILED  " unescape(substr(line, 10)) }
line ~ /^SKIP   : /                     { skipped++; rows++; print "SKIPPED " unescape(substr(line, 10)) }
/<\/testcase>/ { closeEntry() }
END {
  printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
  exit !(failed == 0 && passed > 0)
}' "$@"
