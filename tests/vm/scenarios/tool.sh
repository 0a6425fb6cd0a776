# SPDX-License-Identifier: GPL-2.0-only
# limit: 120
#
# l7 beside a real kernel: list, show, stats, load, unload, on, off, images, label files that are wrong, many loaders at
# once, users without the right to load.
# bpf: there is no `l7 on`, and there are no labels
. /l7/lib.sh

net_up
json() { python3 -c 'import json, sys; print(eval(sys.argv[1], {"d": json.load(sys.stdin)}))' "$1"; }
names() { router l7 list | awk 'NR > 1 { print $1 }' | tr '\n' ' '; }
field() { router l7 list | awk -v n="$1" -v c="$2" '$1 == n { print $c }'; }

contains "nothing is loaded" "$(router l7 list 2>&1)" 'nothing is loaded'
[ $ROUTE = bpf ] || refused "on without definitions" 'l7 load first' router l7 on
refused "unload of nothing" 'no table' router l7 unload

# a rule loads what it needs, once
mangle -m layer7 --l7proto http
mangle -m layer7 --l7proto ssh
equal "what rules have loaded" "$(names)" "http ssh "
generation=$(router l7 stats -j | json 'd["state"]["generation"]')
mangle -m layer7 ! --l7proto http
equal "nothing is loaded twice" "$(router l7 stats -j | json 'd["state"]["generation"]')" "$generation"
equal "rules that use http" "$(field http 4)" 2

# one that nobody uses gives way, one in use stays
define /tmp/defs mine '^mine'
mangle -m layer7 --l7dir /tmp/defs --l7proto mine
number=$(field mine 2)
at_least "a user's number" "$number" 32768
define /tmp/defs mine '^mine, too'
mangle -m layer7 --l7dir /tmp/defs --l7proto mine
equal "both definitions of one name" "$(names)" "http mine mine ssh "
router $IPTABLES -t mangle -D POSTROUTING -m layer7 --l7dir /tmp/defs --l7proto mine
router $IPTABLES -t mangle -D POSTROUTING -m layer7 --l7dir /tmp/defs --l7proto mine
define /tmp/defs mine '^mine at last'
mangle -m layer7 --l7dir /tmp/defs --l7proto mine
equal "unused ones have gone" "$(names)" "http mine ssh "
equal "the number stays" "$(field mine 2)" "$number"

# load replaces, keeps what rules use, says what changed
said=$(router l7 load dns tls)
contains "l7 load" "$said" '^added: dns, tls$'
contains "l7 load" "$said" '^kept, rules use it: http, mine, ssh$'
equal "after l7 load" "$(names)" "dns http mine ssh tls "
contains "l7 load again" "$(router l7 load -d /usr/share/l7-protocols dns)" '^removed: tls$'
contains "l7 show" "$(router l7 show ssh)" '^loaded   yes$'
equal "l7 show -j" "$(router l7 show -j http | json 'd["loaded"][0]["rules"], d["file"]["digest"] == d["loaded"][0]["digest"]')" '(2, True)'
refused "unload while rules use it" 'a rule uses' router l7 unload

# images
router l7 compile -o /tmp/image dns >/tmp/said || fail "l7 compile" "$(cat /tmp/said)"
refused "an image that lacks what rules use" 'rules use "ssh"' router l7 load -i /tmp/image
refused "what is no image" 'error' router l7 load -i /l7/l7
head -c 1000 /tmp/image >/tmp/cut
refused "an image that was cut" 'error' router l7 load -i /tmp/cut
router $IPTABLES -t mangle -F
router l7 load -i /tmp/image >/tmp/said || fail "l7 load -i" "$(cat /tmp/said)"
equal "after loading the image" "$(names)" "dns "

on_and_off() {
	router l7 on || fail "l7 on"
	equal "on" "$(router l7 stats -j | json 'd["state"]["on"], d["state"]["inspecting"]')" '(True, True)'
	refused "unload while on" 'l7 off first' router l7 unload
	router l7 off || fail "l7 off"
	equal "off" "$(router l7 stats -j | json 'd["state"]["on"], d["state"]["inspecting"]')" '(False, False)'
}
if [ $ROUTE = module ]; then on_and_off; else refused "on" 'module' router l7 on; fi
router l7 unload || fail "l7 unload"
equal "after l7 unload" "$(names)" ""

# a label in the word of the verdict, for a protocol that is loaded
labels() {
	cp /etc/xtables/connlabel.conf /tmp/connlabel.conf
	echo '97 l7-ssh' >>/etc/xtables/connlabel.conf
	refused "a label above 95" 'connlabel.conf:[0-9]+:1: error.*below 96' router l7 load ssh
	refused "a label above 95, from iptables" 'connlabel.conf:[0-9]+:1: error' mangle -m layer7 --l7proto ssh
	equal "nothing was loaded" "$(names)" ""
	cp /tmp/connlabel.conf /etc/xtables/connlabel.conf
}
[ $ROUTE = bpf ] || labels

# many at once
for name in dns http ssh tls imap smtp ftp sip; do
	background add-$name router $IPTABLES -w 60 -t mangle -A POSTROUTING -m layer7 --l7proto $name
done
wait
equal "rules entered at once" "$(router $IPTABLES-save -t mangle | grep -c layer7)" 8
equal "definitions loaded at once" "$(names)" "dns ftp http imap sip smtp ssh tls "

# without the right to load
refused "a user" 'root' setpriv --reuid 1000 --clear-groups /usr/sbin/l7 list
refused "root of a user namespace" 'root' unshare -Urn /usr/sbin/l7 load
