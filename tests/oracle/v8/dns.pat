# SPDX-License-Identifier: GPL-2.0-only
# DNS - domain names; also multicast DNS and LLMNR, which use its messages
#
# Source   RFC 1035 section 4.1.1: id, flags, four counts (16 bits each); 4.1.2: name, type,
#          class; 3.1: a name is a sequence of length (1..63) and label; 4.2.2: over TCP a length
#          of two bytes comes first. Types and classes: IANA DNS parameters. RFC 6891 section
#          6.1.2: OPT record in the additional section. RFC 6762 section 18: multicast DNS has id
#          0, flags 0 or 8400, section 5.4 and 10.2: top bit of the class. RFC 4795 section 2.1:
#          LLMNR.
# Sees     The query alone or the answer alone: one question, counts up to 30, a name whose last
#          label has 2 letters and digits or more, a known type and the class IN (ANY, CH).
#          Multicast: the same with more questions or none, any characters, and a name that ends
#          in local or arpa. The root is asked for with EDNS only (type NS, SOA, DNSKEY, DS and
#          OPT).
# NULs     The high bytes of counts, type and class, zero counts, the end of the name and zero
#          bytes in the id vanish: 0..6 bytes may come before the question count, and the name
#          ends where type and class begin. Lengths are compared with labels in the last one only,
#          up to 4.
# Misses   Names in other scripts than ASCII, several questions over unicast, the bare root.
# Alike    NetBIOS names have the same header: one label of 32 letters and type 20 or 21. No label
#          of length 20 (32) is taken as the last one here. Dynamic updates and notifications are
#          DNS.
dns
^.?.?.?.?[\x01 $(\x80-\xaf]?[\x01-\xbf]?\x01[\x01-\x1e]?[\x01-\x1e]?[\x01-\x1e]?([\x01-?][a-z0-9_/-]+)*(\x02[a-z0-9][a-z0-9-]|\x03[a-z0-9][a-z0-9-][a-z0-9-]|\x04[a-z0-9][a-z0-9-][a-z0-9-][a-z0-9-]|[\x05-\x18][a-z0-9][a-z0-9-][a-z0-9-][a-z0-9-][a-z0-9-]+|[\x19-\x1f!-,.:-?][a-z0-9-][a-z0-9-][a-z0-9-][a-z0-9-][a-z0-9-]+)[\x01\x02\x05\x06\x0a\x0c\x0d\x0f-\x12\x18\x19\x1c\x1d!#%+,./02;<=@Ac\xf9-\xff](\x80?\x01|[\x03\xff])|^\x84?[\x01-\x1e][\x01-\x1e]?[\x01-\x1e]?[\x01-\x1e]?[\x01-?][^\x01-\x1f]+([\x01-?][a-z0-9_-]+)*(\x05local|\x04arpa)[\x01\x02\x05\x06\x0a\x0c\x0d\x0f-\x12\x18\x19\x1c\x1d!#%+,./02;<=@Ac\xf9-\xff]\x80?\x01|^.?.?.?.?[\x01\x80-\xaf]?[\x01-\xbf]?\x01\x01[\x02\x060+]\x01\)
