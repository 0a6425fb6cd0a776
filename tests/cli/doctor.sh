#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# l7 doctor on the machine that the tests run on, whatever is wrong with it: form, exit status, versions that agree.
set -u
B=${B:-build}
l7=$B/l7
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

. tests/cli/expect

# holds NAME COMMAND...: it succeeds
holds() {
	name=$1
	shift
	if "$@" >"$work/out" 2>&1; then
		echo "ok $name"
	else
		echo "not ok $name"
		cat "$work/out"
		bad=1
	fi
}

expect 2 '"now" is not understood here' "$l7" doctor now
expect 2 'l7 doctor --help' "$l7" doctor --nonsense
expect 0 '^usage: l7 doctor' "$l7" doctor --help

# in a network namespace of its own where that is allowed: nothing there changes under the test
alone=
unshare -Urn true 2>/dev/null && alone='unshare -Urn'

$alone "$l7" doctor >"$work/text"
status=$?
holds 'exit status 0 or 1' [ $status -le 1 ]
said=nothing
[ $status = 0 ] || said=error
holds 'the last line says how it stands' sh -c "tail -1 '$work/text' | grep -Eq '^(nothing wrong|[0-9]+ errors?, [0-9]+ warnings?, [0-9]+ notes?\$)'"
holds 'exit status as the last line' sh -c "tail -1 '$work/text' | grep -Eq '$said'"
holds 'the first line is the route' sh -c "head -1 '$work/text' | grep -Eq '^route: (the module xt_layer7|BPF, no module: .|none: )'"
holds '79 columns, commands aside' sh -c "! grep -v '^ *mend: \\|^      ' '$work/text' | grep -E '.{80}'"
holds 'no colour' sh -c "! grep -q \"\$(printf '\\033')\" '$work/text'"

$alone "$l7" doctor -j >"$work/json"
holds '-j: the same exit status' [ $? = $status ]
if command -v python3 >/dev/null; then
	cat >"$work/check.py" <<-'END'
		import json, sys
		d = json.load(open(sys.argv[1]))
		assert d["schema"] == 1, d["schema"]
		assert d["route"] in ("module", "bpf", "none"), d["route"]
		for f in d["findings"]:
		    assert f["level"] in ("error", "warning", "note"), f
		    assert f["what"] and f["why"] and f["check"], f
		bad = [f for f in d["findings"] if f["level"] != "note"]
		assert all(f["mend"] for f in bad), bad
		assert all("mend" in f for f in d["findings"] + d["fine"]), d
		assert isinstance(d["unseen"], list) and all(d["unseen"]), d["unseen"]
		assert bool(bad) == (sys.argv[2] == "1"), (bad, sys.argv[2])
		assert all(f["level"] == "fine" for f in d["fine"]), d["fine"]
		text = " ".join(open(sys.argv[3]).read().split())
		for f in d["findings"]:
		    assert " ".join(f["what"].split()) in text, f["what"]
	END
	holds '-j: findings as in the text' python3 "$work/check.py" "$work/json" $status "$work/text"
else
	echo "skip JSON # no python3"
fi
"$l7" doctor -v >"$work/verbose"
holds '-v: also what is fine' grep -q '^fine: ' "$work/verbose"

# doctor compares these
version=$("$l7" version | cut -d' ' -f2)
holds "the module is of version $version" grep -q "^MODULE_VERSION(\"$version\")" kernel/main.c
holds "libxt_layer7.so is of version $version" grep -q "is of layer7 $version" "$B/libxt_layer7.so"
exit $bad
