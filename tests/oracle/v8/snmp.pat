# SPDX-License-Identifier: GPL-2.0-only
# SNMP - network management, versions 1, 2c, 3
#
# Source   RFC 1157 section 4 and RFC 3416 section 3 with RFC 1901: SEQUENCE { INTEGER version (0,
#          1), OCTET STRING community, PDU A0..A8 { INTEGER request-id, ... } }, in a version 1
#          trap A4 { OBJECT IDENTIFIER ... }. RFC 3412 section 6: SEQUENCE { INTEGER 3, SEQUENCE {
#          INTEGER msgID, ... } }. Tags and lengths: X.690 8.1.
# Sees     One message, request or answer, with a community of printable characters.
# NULs     Version 0 leaves nothing behind 02 01; lengths over 255 may lose a byte, and none is
#          compared.
# Alike    LDAP and Kerberos are SEQUENCEs too, with other contents.
snmp
^0([\x01-\x7f]|\x81.|\x82..?)\x02\x01(\x01?\x04[\x01-\x7f]?[ -~]*([\xa0-\xa3\xa5-\xa8]([\x01-\x7f]|\x81.|\x82..?)\x02[\x01-\x05]|\xa4([\x01-\x7f]|\x81.|\x82..?)\x06[\x01-\x1f])|\x030[\x01-\x7f]\x02[\x01-\x05])
