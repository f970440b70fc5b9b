#!/usr/bin/env bash
# The desktop entry and the software-centre description are valid. Exit code 77: a judge is not installed, skipped.
set -euo pipefail
cd "$(dirname "$0")/../../packaging/linux"
for judge in desktop-file-validate appstreamcli; do
  command -v "$judge" >/dev/null || { echo "SKIP   : desktop_files: $judge is not installed"; exit 77; }
done
desktop-file-validate ./*.desktop
appstreamcli validate --no-net ./*.metainfo.xml
