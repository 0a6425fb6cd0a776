# SPDX-License-Identifier: GPL-2.0-only
# GTP - tunnelling in mobile networks: control (v1, v2), user data, charging (GTP')
#
# First byte: version (3 bits), protocol type, flags; then message type, length of what follows the
# header, tunnel id (4 bytes). With sequence number, N-PDU number or extension the header of version
# 1 has 12 bytes. User data are recognised by the IP packet inside, whose length must fit as well.
# An Echo Request of GTP' has six bytes, so two of them are wanted.

protocol  gtp
about     GTP: GPRS tunnelling, control and user plane
group     mobile tunnel
alias     gtp-c gtp-u gtp_c gtp_prime gtpv2 gtp-control gtp-user
source    3GPP TS 29.060 6, 7 (GTPv1-C), TS 29.281 5 (GTP-U), TS 29.274 5, 8 (GTPv2-C), TS 32.295 6
rank      95

# G-PDU, no options: IPv4 or IPv6 at offset 8; with sequence number: at 12
udp u16@2 + 8 = size u16@10 + 8 = size u8@8 = 0x45: ^0\xff
udp u16@2 + 8 = size u16@12 + 48 = size u8@8 & 0xf0 = 0x60: ^0\xff
udp u16@2 + 8 = size u16@14 + 12 = size u8@12 = 0x45: ^2\xff
udp u16@2 + 8 = size u16@16 + 52 = size u8@12 & 0xf0 = 0x60: ^2\xff
# with the extension "PDU session container" (5G) of 4 or 8 bytes
udp u16@2 + 8 = size: ^[\x34\x36]\xff.{9}\x85(\x01..|\x02.{6})\x00[\x45-\x47\x60-\x6f]
# anything else inside (Ethernet, fragments): two of the same tunnel
udp packets 2 same u32@4 u16@2 + 8 = size u32@4 > 0: ^[\x30\x32\x34\x36]\xff
# Echo, error, headers supported, end marker of the user plane
udp u16@2 + 8 = size: ^[\x30\x32][\x01\x02]\x00[\x00-\x20]\x00\x00\x00\x00
udp u16@2 + 8 = size: ^[\x30\x32]\x1a\x00.\x00\x00\x00\x00
udp u16@2 + 8 = size: ^[\x30\x32\x34]\xfe\x00[\x00-\x10].{4}

# GTPv1-C: sequence number, then zero for N-PDU number and extension, then the first element
udp u16@2 + 8 = size u16@10 = 0 u8@12 >= 1: ^2[\x04-\x07\x10-\x250-\x3d\x60-y\x80]

# GTPv2-C: tunnel id, sequence number, 0, then element, length, instance below 16
udp u16@2 + 4 = size u8@11 = 0 u8@13 <= 7 u8@15 <= 0x0f: ^H[\x20-\x2a\x40-I\x5f-t\x80-\xad\xb0-\xd5\xe7-\xf0]
# echo, version not supported: no tunnel id, then element 3 (recovery)
udp u16@2 + 4 = size: ^\x40[\x01\x02]\x00[\x05-\x40]...\x00\x03\x00\x01\x00
udp size 8: ^\x40\x03\x00\x04...\x00

# GTP': header of 6 bytes; echo, node alive, redirection, data record transfer
udp u16@2 + 6 = size: ^[\x0e\x0f\x2e\x4e]\x02\x00...\x0e
udp packets 2 size 6: ^[\x0e\x0f\x2e\x4e]\x01\x00\x00
udp u16@2 + 6 = size: ^[\x0e\x0f\x2e\x4e]\xf0....\x7e[\x01-\x04]
udp u16@2 + 6 = size: ^[\x0e\x0f\x2e\x4e][\x05\x07\xf1]....\x01[\x3b-\xff][\xfb-\xff]\x00

# version 0: header of 20 bytes, three spare bytes FF
udp u16@2 + 20 = size: ^[\x1e\x1f][\x01-\x07\x10-\x1b\x20-\x25\x30-\x34\xff].{7}\xff\xff\xff
