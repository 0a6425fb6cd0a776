#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# l7 report: the page in a browser, in light, dark, on a phone, on paper. With KEEP=DIR pictures stay there; light.png is
# docs/report.png.
set -u
B=${B:-build}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
export TZ=UTC

for need in chromium python3; do
	command -v $need >/dev/null || {
		echo "skip report_browser # $need is missing"
		exit 0
	}
done
python3 tests/cli/report-traffic "$work/office.pcap" || exit 2
l7=$(realpath "$B/l7") defs=$(realpath defs)
(cd "$work" && "$l7" report -d "$defs" -o office.html office.pcap) >/dev/null || exit 1
exec python3 tests/cli/report-browser "$work"
