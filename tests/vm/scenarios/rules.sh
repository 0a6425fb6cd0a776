# SPDX-License-Identifier: GPL-2.0-only
#
# A rule is listed, saved, restored, checked and deleted in the words it was entered with, whichever way it went into the
# kernel, and whatever becomes of its definition's file meanwhile. Other people's `-m bpf` rules look as they did.
# limit: 300
. /l7/lib.sh

net_up
define /tmp/defs moo '^moo'
define '/tmp/my defs' baa '^baa'
extensions=/usr/lib/x86_64-linux-gnu/xtables

# every form of a rule: its options as iptables saves them, and what it lists of them
cat >/tmp/forms <<'END'
--l7proto http
LAYER7 l7proto http
! --l7proto ssh
LAYER7 l7proto !ssh
--l7proto dns --l7pkt
LAYER7 l7proto dns l7pkt
! --l7proto dns --l7pkt
LAYER7 l7proto !dns l7pkt
--l7proto http-proxy
LAYER7 l7proto http-proxy
--l7dir /tmp/defs --l7proto moo
LAYER7 l7proto moo l7dir /tmp/defs
--l7dir /tmp/defs ! --l7proto moo --l7pkt
LAYER7 l7proto !moo l7pkt l7dir /tmp/defs
--l7dir "/tmp/my defs" --l7proto baa
LAYER7 l7proto baa l7dir /tmp/my defs
--l7dir /tmp/defs/ --l7proto moo
LAYER7 l7proto moo l7dir /tmp/defs/
--l7proto unset
LAYER7 l7proto unset
! --l7proto unknown
LAYER7 l7proto !unknown
END

# each_form COMMAND...: that, with a form's options, line by line
each_form() {
	sed -n 'p;n' /tmp/forms | while read -r options; do
		eval "$* $options" || fail "$* $options"
	done
}
saved() { router $1-save -t mangle | grep '^-A'; }

all_forms() { # IPTABLES
	local rule="$1 -w -t mangle" wanted
	each_form router $rule -A POSTROUTING -m layer7
	router $rule -A POSTROUTING -p udp -m layer7 ! --l7proto dns -m layer7 --l7proto unset -j ACCEPT

	wanted=$(sed -n 's/^/-A POSTROUTING -m layer7 /p;n' /tmp/forms
		echo '-A POSTROUTING -p udp -m layer7 ! --l7proto dns -m layer7 --l7proto unset -j ACCEPT')
	equal "$1-save" "$(saved $1)" "$wanted"
	equal "$1 -S" "$(router $rule -S POSTROUTING | sed 1d)" "$wanted"
	equal "$1 -L" "$(router $rule -nL POSTROUTING | grep -o 'LAYER7.*')" \
		"$(sed -n 'n;p' /tmp/forms; echo 'LAYER7 l7proto !dns LAYER7 l7proto unset')"

	router $1-save -t mangle >/tmp/saved
	router $1-restore </tmp/saved || fail "$1-restore refuses what $1-save wrote" "$(cat /tmp/saved)"
	equal "$1: saved, restored, saved" "$(saved $1)" "$wanted"
	router $rule -F
	router $1-restore -n </tmp/saved || fail "$1-restore -n refuses what $1-save wrote" "$(cat /tmp/saved)"
	equal "$1: saved, flushed, restored, saved" "$(saved $1)" "$wanted"

	each_form router $rule -C POSTROUTING -m layer7
	each_form router $rule -D POSTROUTING -m layer7
	equal "$1: rules left" "$(saved $1 | wc -l)" 1
	refused "$1 -D of a rule that is not there" '.' router $rule -D POSTROUTING -m layer7 --l7proto http
	refused "$1 -C of another directory" '.' router $rule -C POSTROUTING -p udp -m layer7 --l7dir /tmp/defs \
		! --l7proto dns -m layer7 --l7proto unset -j ACCEPT
	router $rule -F
}

# The file of a rule's definition is edited, then gone.
definition_changes() { # IPTABLES
	local rule="$1 -w -t mangle" words="POSTROUTING -m layer7 --l7dir /tmp/changing --l7proto changing"
	define /tmp/changing changing '^one'
	router $rule -A $words
	define /tmp/changing changing '^two'
	router $rule -C $words || fail "$1 -C after the definition was edited"
	rm /tmp/changing/changing.pat
	router $rule -C $words || fail "$1 -C after the definition was removed"
	router $rule -D $words || fail "$1 -D after the definition was removed"
	equal "$1: rules left" "$(saved $1)" ""
}

# What iptables alone says of rules must be what it says with us beside it.
others() { # IPTABLES
	local rule="$1 -w -t mangle" list
	router $rule -A FORWARD -m bpf --bytecode '4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0' -j ACCEPT
	router $rule -A FORWARD -m bpf --object-pinned /tmp/bpf/theirs
	contains "$1 -S" "$(router $rule -S FORWARD)" '-m bpf --object-pinned /tmp/bpf/theirs'
	for list in '-S FORWARD' '-vnL FORWARD'; do
		equal "$1 $list" "$(router $rule $list)" "$(XTABLES_LIBDIR=/tmp/theirs router $rule $list)"
	done
	equal "$1 --help" "$(router $1 -m bpf --help)" "$(XTABLES_LIBDIR=/tmp/theirs router $1 -m bpf --help)"
	router $rule -C FORWARD -m bpf --bytecode '4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0' -j ACCEPT || fail "$1 -C of a bpf rule"
	router $1-save -t mangle >/tmp/saved
	router $1-restore </tmp/saved || fail "$1-restore refuses bpf rules that $1-save wrote" "$(cat /tmp/saved)"
	router $rule -F
}

# xt_bpf is a module in some kernels, and absent from others
bpf_there() { parts xt_bpf 2>/dev/null && mkdir -p /tmp/bpf && mount -t bpf bpf /tmp/bpf; }
their_program() {
	mkdir -p /tmp/theirs
	cp $extensions/*.so /tmp/theirs/
	rm /tmp/theirs/lib*_layer7.so /tmp/theirs/libip*_bpf.so
	python3 - <<-'END'
		import ctypes, struct
		from bpf import bpf
		code = ctypes.create_string_buffer(bytes.fromhex("b700000000000000" "9500000000000000"))
		text, path = ctypes.create_string_buffer(b"GPL"), ctypes.create_string_buffer(b"/tmp/bpf/theirs")
		fd = bpf(5, struct.pack("IIQQ", 1, 2, ctypes.addressof(code), ctypes.addressof(text)))
		if bpf(6, struct.pack("QI", ctypes.addressof(path), fd)) is None:
		    raise SystemExit("FAILED: no program can be pinned: errno %d" % ctypes.get_errno())
	END
}

for ipt in iptables-nft ip6tables-nft iptables-legacy ip6tables-legacy; do
	all_forms $ipt
	definition_changes $ipt
done
router iptables-nft -t mangle -A POSTROUTING -m layer7 --l7proto http
router nft list ruleset >/tmp/nft || fail "nft list ruleset" "$(cat /tmp/nft)"
router iptables-nft -t mangle -F

if bpf_there; then
	their_program
	for ipt in iptables-nft ip6tables-nft iptables-legacy ip6tables-legacy; do
		others $ipt
	done
	umount /tmp/bpf
fi

# many at once: one table for all of them
{
	echo '*mangle'
	l7 list -a | sed 1d | head -150 | awk '{ print "-A POSTROUTING -m layer7 --l7proto " $1 }'
	echo COMMIT
} >/tmp/many
router $IPTABLES-restore </tmp/many || fail "$IPTABLES-restore of 150 rules"
equal "150 rules as saved" "$(saved $IPTABLES)" "$(grep '^-A' /tmp/many)"
