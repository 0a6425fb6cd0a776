# SPDX-License-Identifier: GPL-2.0-only
# PTP - precise time (IEEE 1588)
#
# Seen: event and general messages of version 2 (2.0, 2.1) over UDP, of version 1 in the default
# and the alternate subdomains. Over IPv6 two bytes of padding follow the message.

protocol  ptp
about     Precision Time Protocol, IEEE 1588
group     network
alias     ptpv2 ieee1588 ptp-event ptp-general
source    IEEE 1588-2008 clause 13.3 (common header), annex E (IPv6)
source    Wireshark packet-ptp.c (version 1)

# type, version, length of the message; 4 reserved bytes at 16, clock and port at 20, control
# field 0..5
udp size 44.. u16@2 = size u32@16 = 0 u32@20 != 0 u32@24 != 0 u16@28 != 0 u8@32 <= 5: ^[\x00-\x03\x08-\x0d\x10-\x13\x18-\x1d][\x02\x12]
udp size 46.. u16@2 + 2 = size u32@16 = 0 u32@20 != 0 u32@24 != 0 u16@28 != 0 u8@32 <= 5: ^[\x00-\x03\x08-\x0d\x10-\x13\x18-\x1d][\x02\x12]
# version 1: versions of PTP and network, the subdomain's name
udp size 124..: ^\x00\x01\x00\x01_(DFLT\x00|ALT[123]\x00)
