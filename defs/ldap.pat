# SPDX-License-Identifier: GPL-2.0-only
# LDAP - directories
#
# Seen: binding, search, extended operations (StartTLS), changes and all answers, each alone; over
# UDP too (CLDAP, Active Directory). Missed: what is sealed by SASL and seen without its
# beginning. SEQUENCE { INTEGER message id, operation }; lengths of 1 to 5 bytes (Windows always
# takes 84 and 4 bytes).

protocol  ldap
about     Lightweight Directory Access Protocol
group     directory auth
alias     cldap
source    RFC 4511 section 4.1.1 (message), 4.2 (bind), 4.5 (search), 4.6 to 4.9 (changes), 4.12, 4.13
source    RFC 1798 (CLDAP)

# bind: version 2 or 3, name
tcp+udp: ^0([\x0c-\x7f]|\x81.|\x82..|\x84\x00...)\x02(\x01.|\x02..|\x03...)\x60([\x07-\x7f]|\x81.|\x82..|\x84\x00...)\x02\x01[\x02\x03]\x04
# search at the root: empty name, scope 0..2, aliases 0..3, size
tcp+udp: ^0([\x0c-\x7f]|\x81.|\x82..|\x84\x00...)\x02(\x01.|\x02..|\x03...)\x63([\x07-\x7f]|\x81.|\x82..|\x84\x00...)\x04(\x00|\x84\x00\x00\x00\x00)\x0a\x01[\x00-\x02]\x0a\x01[\x00-\x03]\x02
# search, entry, modify, add, rename, compare: a distinguished name; delete has no OCTET STRING
tcp+udp: ^0([\x0c-\x7f]|\x81.|\x82..|\x84\x00...)\x02(\x01.|\x02..|\x03...)([\x63\x64\x66\x68\x6c\x6e]([\x07-\x7f]|\x81.|\x82..|\x84\x00...)\x04|\x4a)([\x03-\x7f]|\x81.|\x82..|\x84\x00...)([CcDdOo][NnCcUu]|[OoCcLl]|[Uu][Ii][Dd]|<(WK)?GUID)=
# entry of the root
tcp+udp: ^0([\x0c-\x7f]|\x81.|\x82..|\x84\x00...)\x02(\x01.|\x02..|\x03...)\x64([\x04-\x7f]|\x81.|\x82..|\x84\x00...)\x04(\x00|\x84\x00\x00\x00\x00)0([\x00-\x7f]|\x81.|\x82..|\x84\x00...)0
# results: code, name
tcp+udp: ^0([\x0c-\x7f]|\x81.|\x82..|\x84\x00...)\x02(\x01.|\x02..|\x03...)[\x61\x65\x67\x69\x6b\x6d\x6f\x78]([\x07-\x7f]|\x81.|\x82..|\x84\x00...)\x0a\x01[\x00-\x7f]\x04
# extended operation: its number in digits; unbinding
tcp+udp: ^0([\x0c-\x7f]|\x81.|\x82..|\x84\x00...)\x02(\x01.|\x02..|\x03...)\x77([\x07-\x7f]|\x81.|\x82..|\x84\x00...)\x80([\x05-\x7f]|\x81.|\x82..|\x84\x00...)[0-2]\.[0-9]
tcp+udp size 7: ^0\x05\x02\x01.\x42\x00
