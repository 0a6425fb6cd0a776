# SPDX-License-Identifier: GPL-2.0-only
#
# What is wrong with a rule or a definition is said on the terminal, with file, line and column, and no rule is entered.
. /l7/lib.sh

net_up
define /tmp/defs good '^good'
define /tmp/defs bad '^(bad'
printf 'other\n^x\n' >/tmp/defs/mismatch.pat
printf '# nothing but a comment\n' >/tmp/defs/empty.pat
printf 'half\n' >/tmp/defs/half.pat

none() { equal "rules after the refusal" "$(router ${IPTABLES}-save -t mangle | grep -c layer7)" 0; }
refused "no such definition" 'nothere' mangle -m layer7 --l7proto nothere
none
refused "a bad expression" 'bad\.pat:2:[0-9]+: error' mangle -m layer7 --l7dir /tmp/defs --l7proto bad
none
refused "a name that is not the file's" 'mismatch' mangle -m layer7 --l7dir /tmp/defs --l7proto mismatch
none
refused "a file without an expression" 'half' mangle -m layer7 --l7dir /tmp/defs --l7proto half
none
refused "an empty file" 'empty' mangle -m layer7 --l7dir /tmp/defs --l7proto empty
none
refused "no such folder" 'nowhere' mangle -m layer7 --l7dir /tmp/nowhere --l7proto good
none
refused "no protocol at all" 'l7proto' mangle -m layer7
none
refused "arp has no layer7" '.' router arptables -A INPUT -m layer7 --l7proto http
# a bad definition beside a good one does not keep the good one out
mangle -m layer7 --l7dir /tmp/defs --l7proto good || fail "the good definition is refused"
