#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# l7 report: the page in a browser, in light, dark, on a phone, on paper.
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
"$B/l7" report -d defs -o "$work/office.html" "$work/office.pcap" >/dev/null || exit 1
exec python3 tests/cli/report-browser "$work"
