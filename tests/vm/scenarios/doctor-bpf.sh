# SPDX-License-Identifier: GPL-2.0-only
#
# l7 doctor on the route without a module: which route serves, what is wrong with a set-up there, and that the commands it
# names mend that.
. /l7/lib.sh

[ $ROUTE = bpf ] || skip "it is about the route without a module"
net_up
max=$(cat /proc/sys/net/netfilter/nf_conntrack_max)
set_max() {
	sysctl -qw net.netfilter.nf_conntrack_max="$1" 2>/dev/null
	[ "$(cat /proc/sys/net/netfilter/nf_conntrack_max)" = "$1" ]
}
trap 'rm -f /etc/l7-protocols/doctored.pat; set_max $max || :' EXIT
mkdir -p /etc/l7-protocols
definition() { printf 'protocol doctored\nsource https://example.org\ntcp client: ^%s \n' "$1" >/etc/l7-protocols/doctored.pat; }

# findings: "LEVEL CHECK: WHAT" lines, but for what the machine itself is like
findings() {
	router l7 doctor -j | command python3 -c '
import json, sys
for f in json.load(sys.stdin)["findings"]:
    if f["check"] not in ("module", "conntrack", "extension", "definitions", "labels", "kernel"):
        print(f["level"], f["check"] + ":", f["what"])' | grep -v 'layer7.service is not enabled' || :
}

contains "the route" "$(router l7 doctor | head -n 1)" '^route: BPF, no module: .'
contains "nothing asked for yet" "$(findings)" '^note inspection: no packet is inspected'
definition one
mangle -m layer7 --l7proto doctored
equal "well" "$(findings)" ""
contains "programs" "$(router l7 doctor -v)" 'fine: bpf: a classifier at /run/layer7, generation [0-9]+; programs of'

definition two
contains "changed on disk" "$(findings)" '^warning loaded: 1 definition loaded is not the one on disk: doctored$'
l7 load -q
equal "changed on disk, mended" "$(findings)" ""

router nft delete table inet layer7
contains "no tracking" "$(findings)" '^(warning|note) bpf: nftables. table inet layer7 is gone'
mend=$(router l7 doctor -j | command python3 -c 'import json, sys
print(*(f["mend"] for f in json.load(sys.stdin)["findings"] if "table inet layer7" in f["what"]))')
router sh -c "$mend"
equal "no tracking, mended" "$(findings)" ""

# where this is the initial network namespace, as in a guest
if set_max $((max > 65536 ? max * 2 : 131072)); then
	contains "room for verdicts" "$(findings)" '^warning bpf: there is room for [0-9]+ verdicts, and conntrack for [0-9]+ connections$'
	set_max "$max"
	equal "room for verdicts, mended" "$(findings)" ""
fi
