# SPDX-License-Identifier: GPL-2.0-only
# Multicast DNS - names on the link without a server, service discovery (Bonjour, Avahi)
#
# Seen: queries and answers, each alone. Messages of DNS with id 0 and no recursion desired;
# answers repeat no question. Legacy queries with an id and their answers, for names below local.
# Missed: legacy queries with recursion desired, which a server of DNS may get too (they are dns).

protocol  mdns
about     Multicast DNS and DNS-based service discovery
group     network home
alias     bonjour zeroconf
source    RFC 6762 section 18 (id, flags, classes), 6 (answers), 6.7 (legacy unicast), 3 and 4 (local., arpa.)
rank      80

# query: id 0, flags 0000 (0200 more known answers follow), questions; class IN or ANY, top bit:
# answer to me
udp nocase size 18..: ^\x00\x00[\x00\x02]\x00\x00[\x01-\xff]\x00.\x00.\x00.([\x01-\x3f][^\x00]+)?(\x05local|\x04arpa)\x00\x00[\x01-\xff][\x00\x80][\x01\xff]
# answer: id 0, QR and AA, no question; top bit of the class: cache flush
udp size 23..: ^\x00\x00[\x80\x84-\x87][\x00\x80]\x00\x00\x00[\x01-\xff]\x00.\x00.[\x01-\x3f][^\x00]+\x00\x00[\x01-\xff][\x00\x80]\x01
# an answer that repeats questions, id 0
udp nocase size 23..: ^\x00\x00\x84\x00\x00[\x01-\xff]\x00.\x00.\x00.([\x01-\x3f][^\x00]+)?(\x05local|\x04arpa)\x00\x00[\x01-\xff][\x00\x80][\x01\xff]
# legacy: any id, recursion not desired, no EDNS, below local; and its answer
udp nocase size 23.. u24@2 = 0 u8@5 >= 1 u8@5 <= 0x0f u32@6 = 0 u16@10 = 0: ^.{12}[\x01-\x3f][^\x00]+\x05local\x00\x00[\x01-\xff][\x00\x80][\x01\xff]
udp nocase size 35.. u32@2 = 0x84000001 u8@6 = 0 u8@7 >= 1 u8@7 <= 0x1f u24@8 = 0: ^.{12}[\x01-\x3f][^\x00]+\x05local\x00\x00[\x01-\xff]\x00[\x01\xff]
