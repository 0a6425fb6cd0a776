#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# tests/defs/check.sh: l7 check has no open findings in defs/
set -u
cd "$(dirname "$0")/../.." || exit 2
said=$("${B:-build}/l7" check -d defs 2>&1)
status=$?
[ "$status" -eq 0 ] || {
	echo "not ok no open findings"
	echo "$said"
	exit 1
}
echo "ok no open findings: $(echo "$said" | tail -n 1 | sed 's/ 0 findings,//')"
