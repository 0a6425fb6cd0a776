# SPDX-License-Identifier: GPL-2.0-only
# SNMP - network management, versions 1, 2c, 3
#
# Seen: one message, request, answer or trap, over UDP or TCP, with a community of printable
# characters.
# Alike: LDAP and Kerberos are BER as well, with other tags behind the first number.

protocol  snmp
about     Simple Network Management Protocol
group     network monitoring
alias     snmptrap
source    RFC 1157 section 4, RFC 1901, RFC 3416 section 3 (PDUs a0..a8); RFC 3412 section 6
source    RFC 3430 (TCP)

# SEQUENCE { INTEGER version 0 or 1, OCTET STRING community, PDU { ...
udp u8@1 + 2 <= size: ^0[\x10-\x7f]\x02\x01[\x00\x01]\x04[\x00-\x40][ -~]*[\xa0-\xa8][\x0b-\x7f][\x02\x06]
udp u8@2 + 3 <= size: ^0\x81.\x02\x01[\x00\x01]\x04[\x00-\x40][ -~]*[\xa0-\xa8](\x81.|\x82..|[\x0b-\x7f])[\x02\x06]
udp u16@2 + 4 <= size: ^0\x82..\x02\x01[\x00\x01]\x04[\x00-\x40][ -~]*[\xa0-\xa8](\x81.|\x82..|[\x0b-\x7f])[\x02\x06]
tcp: ^0([\x10-\x7f]|\x81.|\x82..)\x02\x01[\x00\x01]\x04[\x00-\x40][ -~]*[\xa0-\xa8](\x81.|\x82..|[\x0b-\x7f])[\x02\x06]
# version 3: SEQUENCE { INTEGER 3, SEQUENCE { INTEGER message id ...
udp u8@1 + 2 <= size: ^0[\x20-\x7f]\x02\x01\x030[\x0d-\x13]\x02[\x01-\x05]
udp u8@2 + 3 <= size: ^0\x81.\x02\x01\x030[\x0d-\x13]\x02[\x01-\x05]
udp u16@2 + 4 <= size: ^0\x82..\x02\x01\x030[\x0d-\x13]\x02[\x01-\x05]
tcp: ^0([\x20-\x7f]|\x81.|\x82..)\x02\x01\x030[\x0d-\x13]\x02[\x01-\x05]
