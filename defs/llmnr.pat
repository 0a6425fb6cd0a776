# SPDX-License-Identifier: GPL-2.0-only
# LLMNR - names of one label on the link (Windows)
#
# The messages are those of DNS. Seen as LLMNR: a question for the address of a name of one label
# that does not desire recursion and has no EDNS (a resolver asks for names of one label by NS or
# with EDNS), and the answer to it without the bits of a server (authoritative, recursion).
# Missed: reverse names and names of several labels: they are called dns.

protocol  llmnr
about     Link-Local Multicast Name Resolution
group     network
source    RFC 4795 section 2.1.1 (header), 2.1.2, 2.4
rank      85

# id, flags 0000 (0200 TC, 0400 conflict), 1 question, nothing else; the label fills the datagram;
# A, AAAA, ANY; IN
udp u16@0 != 0 u8@12 + 18 = size u8@2 & 0xf9 = 0 u8@2 != 6 u32@3 = 0x00000100 u32@7 = 0 u8@11 = 0: ^.{12}[\x01-\x3f][^\x00-\x1f]+\x00\x00[\x01\x1c\xff]\x00\x01$
# answer: flags 8000, the question, 1 to 15 answers, the name again or a pointer to it
udp size 33.. u16@0 != 0 u32@2 = 0x80000001 u8@6 = 0 u8@7 >= 1 u8@7 <= 0x0f u32@8 = 0: ^.{12}[\x01-\x3f][^\x00-\x1f]+\x00\x00[\x01\x1c\xff]\x00\x01[\x01-\x3f\xc0]
