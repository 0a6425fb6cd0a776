# SPDX-License-Identifier: GPL-2.0-only
# limit: 300
#
# l7 doctor: a set-up that is well has no finding, that of examples/nftables.nft neither; each fault is found, alone.
# bpf: what is wrong with a module, its labels and its namespaces can't be wrong there
. /l7/lib.sh
. /l7/services.sh

[ $ROUTE = module ] || skip "the faults are the module's"

release=$(uname -r)
updates=/usr/lib/modules/$release/updates/dkms
extension=/usr/lib/x86_64-linux-gnu/xtables/libxt_layer7.so

# what is spoilt here is nobody else's: few definitions, a directory of modules to write to
mkdir -p /tmp/shipped /tmp/upper /tmp/work
cp /l7/defs/http.pat /l7/defs/ssh.pat /l7/defs/tls.pat /tmp/shipped
mount --bind /tmp/shipped /usr/share/l7-protocols
mount -t overlay doctor -o lowerdir=/usr/lib/modules,upperdir=/tmp/upper,workdir=/tmp/work /usr/lib/modules
restore() {
	umount -l /usr/share/l7-protocols
	umount -l /usr/lib/modules
	cp /l7/libxt_layer7.so $extension
	rm -f /etc/connlabel.conf
	cp /tmp/xtables-connlabel.conf /etc/xtables/connlabel.conf
	ln -sf /etc/xtables/connlabel.conf /etc/connlabel.conf
	sysctl -qw net.netfilter.nf_conntrack_max="$max" 2>/dev/null
}
cp /etc/xtables/connlabel.conf /tmp/xtables-connlabel.conf
max=$(cat /proc/sys/net/netfilter/nf_conntrack_max)
trap restore EXIT
mkdir -p $updates
cp /l7/xt_layer7.ko $updates

# findings: a line each, "level check: what"; helpers that other scenarios have loaded are theirs
findings() {
	echo 0 >/tmp/status
	router l7 doctor -j >/tmp/doctor.json || echo $? >/tmp/status
	python3 -c '
import json
for f in json.load(open("/tmp/doctor.json"))["findings"]:
    if not f["what"].startswith("helpers are loaded"):
        print(f["level"], f["check"] + ":", f["what"], "| mend:", (f["mend"] or "").replace("\n", "; "))'
}

# well WHAT
well() {
	equal "findings: $1" "$(findings)" ""
	equal "exit status: $1" "$(cat /tmp/status)" 0
}

# found WHAT STATUS REGEX: one finding, this one
found() {
	local said
	said=$(findings)
	contains "$1" "$said" "$3"
	equal "findings: $1" "$(echo "$said" | grep -c ' | mend: ')" 1
	equal "exit status: $1" "$(cat /tmp/status)" "$2"
}

net_up
web_serve
mangle -m layer7 --l7proto http
mangle -m layer7 --l7proto unset
http_use big
well "a rule, traffic"
said=$(router l7 doctor)
contains "in words" "$said" '^nothing wrong$'
contains "in words" "$said" 'xt_layer7 [0-9.]+ is loaded'
contains "in words" "$said" '3 on disk, all of them load'
equal "columns of the widest line" "$(router l7 doctor -v | awk 'length > n { n = length } END { print (n > 80) }')" 0

# --- the module and the extension
rm $updates/xt_layer7.ko
found "module file gone" 1 "^warning module: xt_layer7 is loaded, but has no file for this kernel"
source=$(cat /sys/module/xt_layer7/srcversion)
sed "s/srcversion=$source/srcversion=$(echo "$source" | tr 0-9A-F 1-9A-F0)/" /l7/xt_layer7.ko >$updates/xt_layer7.ko
found "another module on disk" 1 "^warning module: the module on disk is not the one that is loaded"
cp /l7/xt_layer7.ko $updates
mv $extension /tmp/extension.so
found "extension gone" 1 "^error extension: there is no $extension.*make install"
sed 's/is of layer7 [0-9]/is of layer7 7/' /tmp/extension.so >$extension
found "another extension" 1 '^warning extension: libxt_layer7.so is 7'
mv /tmp/extension.so $extension
well "module and extension as they were"

# --- definitions
printf 'protocol broken\ntcp: ^a(b\n' >/etc/l7-protocols/broken.pat
found "a definition that is wrong" 1 '^error definitions: /etc/l7-protocols/broken.pat:2: '
rm /etc/l7-protocols/broken.pat
echo 'tcp client: ^SOMETHING ELSE' >>/tmp/shipped/http.pat
found "another definition on disk" 1 '^warning loaded: 1 definition loaded is not the one on disk: http \| mend: l7 load$'
router l7 load -q
well "after l7 load"
cp /tmp/shipped/ssh.pat /etc/l7-protocols
found "a definition that takes another's place" 0 '^note definitions: 1 definition takes the place of others of that name: ssh'
rm /etc/l7-protocols/ssh.pat

# --- labels
rm /etc/connlabel.conf
sed 's/^9 .*/11 l7-done/' /tmp/xtables-connlabel.conf >/etc/connlabel.conf
router l7 load -q
found "label files that differ" 1 '^warning labels: /etc/connlabel.conf and /etc/xtables/connlabel.conf differ in l7-done.*mend: ln -sf'
ln -sf /etc/xtables/connlabel.conf /etc/connlabel.conf
router l7 load -q
well "label files as they were"
echo '20 l7-tls' >>/etc/xtables/connlabel.conf
found "labels changed since" 1 '^warning labels: /etc/connlabel.conf was changed after definitions were loaded \| mend: l7 load'
router l7 load -q
well "labels loaded"
echo '21 l7-nosuch' >>/etc/xtables/connlabel.conf
router l7 load -q
found "a label of nothing" 1 '^warning labels: no definition.* l7-nosuch'
cp /tmp/xtables-connlabel.conf /etc/xtables/connlabel.conf
router l7 load -q

# --- conntrack
for setting in acct events; do
	router sh -c "cat /proc/sys/net/netfilter/nf_conntrack_$setting >/tmp/before
		echo 0 >/proc/sys/net/netfilter/nf_conntrack_$setting"
	found "$setting off" 1 "^warning conntrack: .*mend: sysctl net.netfilter.nf_conntrack_$setting=1\$"
	router sh -c "cat /tmp/before >/proc/sys/net/netfilter/nf_conntrack_$setting"
done
python3 -c 'from wire import *; [Tcp(53050 + i, 7).open() for i in range(3)]'
sysctl -qw net.netfilter.nf_conntrack_max="$(router cat /proc/sys/net/netfilter/nf_conntrack_count)"
found "conntrack full" 1 '^warning conntrack: conntrack is nearly full: [0-9]+ connections of'
sysctl -qw net.netfilter.nf_conntrack_max="$max"
router $IPTABLES -t raw -A PREROUTING -j CT --notrack
found "nothing tracked" 1 '^warning conntrack: a rule keeps all packets from conntrack: -A PREROUTING -j (CT --notrack|NOTRACK)'
router $IPTABLES -t raw -F
router conntrack -F 2>/dev/null
well "conntrack as it was"

# --- a path with one direction: 12 connections whose other half goes elsewhere
python3 - <<'END'
from wire import *
for i in range(12):
    Tcp(53100 + i, 7).client(b"half of it")
END
found "asymmetric path" 1 '^warning traffic: of 1[2-9] TCP connections 12 were seen in one direction only'
router conntrack -F 2>/dev/null

# and one where answers go elsewhere: what follows the SYN is invalid
python3 - <<'END'
from wire import *
for i in range(25):
    c = Tcp(53200 + i, 7)
    c.segment("client", flags=SYN)
    c.segment("client", b"hello")
END
found "answers elsewhere" 0 '^note traffic: answers to 25 TCP connections were not seen'
router conntrack -F 2>/dev/null

# --- a flowtable: what nftables.nft does is well, without the label it hides connections
router nft -f - <<'END'
table inet t {
	flowtable fast {
		hook ingress priority filter
		devices = { r0, r1 }
	}
	chain f {
		type filter hook forward priority 10
		meta l4proto { tcp, udp } flow add @fast
	}
}
END
found "a flowtable that hides" 1 '^warning offload: a flowtable takes connections before they have a name: chain inet t f'
router nft delete table inet t
sed 's/^define WAN = .*/define WAN = r1/; s/^define LAN = .*/define LAN = r0/' /l7/examples/nftables.nft >/tmp/nftables.nft
cp /l7/examples/connlabel.conf /etc/xtables/connlabel.conf
umount -l /usr/share/l7-protocols # its labels are for all definitions
router l7 load -q
router l7 on
router nft -f /tmp/nftables.nft
router $IPTABLES -t mangle -F
background big client curl -sSf --limit-rate 400k -o /dev/null http://$S4/big
until_true 60 sh -c "nsenter --net=/run/netns/router conntrack -L -p tcp --dport 80 -o labels 2>/dev/null | grep -q 'OFFLOAD.*l7-http'" ||
	fail "the download is not in the flowtable" "$(router conntrack -L -p tcp -o labels)"
well "nftables.nft, traffic in its flowtable"
pkill -x curl || true

# --- nobody inspects
router l7 off
found "labels that nobody sets" 1 '^error inspection: a rule asks for layer7.s labels, but no packet is inspected: chain inet l7shape pass \| mend: l7 load && l7 on'
router nft delete table inet l7shape
found "nothing is asked for" 0 '^note inspection: no packet is inspected'
mount --bind /tmp/shipped /usr/share/l7-protocols
cp /tmp/xtables-connlabel.conf /etc/xtables/connlabel.conf

# --- too many under inspection
router l7 unload
limits maxflows=2
mangle -m layer7 --l7proto http
python3 - <<'END'
from wire import *
cs = [Tcp(59000 + i, 7).open() for i in range(5)]
for c in cs:
    c.client(b"x")
    c.server(b"x")
END
found "table full" 1 '^warning counters: [0-9]+ connections were not inspected: there were 2 under inspection.*maxflows=8'
router $IPTABLES -t mangle -F
router l7 unload

# --- without the module, and without root
route_down
rm $updates/xt_layer7.ko
# a note where the kernel can do without
contains "no module" "$(findings)" '^(error|note) module: xt_layer7 has no file for this kernel, 6'
cp /l7/xt_layer7.ko $updates
depmod
insmod $updates/xt_layer7.ko
said=$(router setpriv --reuid 1000 --clear-groups l7 doctor) || fail "a user: exit status" "$?: $said"
contains "a user" "$said" '^not looked at, as this needs root '
