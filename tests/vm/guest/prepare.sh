# SPDX-License-Identifier: GPL-2.0-only
#
# A guest made ready: our files where `make install` puts them, labels with names. Sourced after lib.sh.

# QEMU 7.2 without KVM can't patch code that another CPU runs: the static key of a netfilter hook that comes or goes
# under traffic ends in "Oops: int3" (also with nft alone, without this module). One user of each hook that stays
# keeps the keys as they are.
keep_hooks() {
	local family hook
	for family in ip ip6; do
		nft add table $family keep || return
		for hook in prerouting input forward output postrouting; do
			nft add chain $family keep $hook "{ type filter hook $hook priority 300; }" || return
		done
	done
}

prepare() {
	keep_hooks
	mkdir -p /etc/xtables /usr/share/l7-protocols /etc/l7-protocols
	cp -r /l7/defs/. /usr/share/l7-protocols/
	cp /l7/l7 /usr/sbin/l7
	cp /l7/lib*t_*.so /usr/lib/x86_64-linux-gnu/xtables/
	{
		printf '0 user0\n1 user1\n8 l7-http\n9 l7-done\n10 l7-unknown\n'
		for i in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
			echo "$((96 + i)) number$i"
		done
		printf '112 decided\n113 tentative\n114 opened\n'
	} >/etc/xtables/connlabel.conf
	ln -sf /etc/xtables/connlabel.conf /etc/connlabel.conf
	(cd /l7 && python3 -c "import py_compile; py_compile.compile('wire.py')")
}
