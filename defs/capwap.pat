# SPDX-License-Identifier: GPL-2.0-only
# CAPWAP - control of wireless access points
#
# Preamble 00: header with its length (HLEN, in words of 4), radio, binding, flags, fragment id
# and offset; optionally the radio's MAC address (06 and 6 bytes); then in control packets message
# type, sequence number, length (counts from the octet after the sequence number), flags 0.
# Preamble 01: DTLS.
#
# Seen     control messages (discovery, join ...), data channel: keep-alive, 802.11 frames;
#          everything in DTLS.
# Missed   management frames towards stations, Ethernet frames in the clear data channel.

protocol  capwap
about     CAPWAP control of wireless access points
group     network
alias     capwap-control capwap-data
source    RFC 5415 section 4.1 to 4.5.1 (headers), 4.4.1 (keep-alive)
rank      95

# HLEN 2, no optional header; message types of the IETF
udp u16@13 + 13 = size: ^\x00[\x10-\x17].\x00..\x00\x00\x00\x00\x00[\x01-\x1a]...[\x00\x01]
# message types of Cisco
udp u16@13 + 13 = size: ^\x00[\x10-\x17].\x00..\x00\x00\x00\x40\x96....[\x00\x01]
# HLEN 4: MAC address of the radio
udp u16@21 + 21 = size: ^\x00[\x20-\x27].\x10..\x00\x00\x06.{6}.\x00\x00\x00[\x01-\x1a]...[\x00\x01]
udp u16@21 + 21 = size: ^\x00[\x20-\x27].\x10..\x00\x00\x06.{6}.\x00\x40\x96....[\x00\x01]
# keep-alive: flag K, length, element 35 (session id) of 16 octets
udp: ^\x00[\x10-\x17].\x08..\x00\x00\x00.\x00\x23\x00\x10
# DTLS
udp u16@15 + 17 <= size: ^\x01\x00\x00\x00[\x14-\x17]\xfe[\xfd\xff]\x00.\x00
# data channel: IEEE 802.11 frames (binding 1, native), with radio information of 4 octets (Cisco:
# 01 04)
udp u8@2 & 63 = 3: ^\x00[\x20-\x27].\x20..\x00\x00\x04
udp u8@2 & 63 = 3: ^\x00[\x20-\x27].\x20..\x00\x00\x01\x04
# without: data frames, QoS data frames
udp u8@2 & 63 = 3: ^\x00[\x10-\x17].\x00..\x00\x00\x08[\x00-\x7f]
udp u8@2 & 63 = 3: ^\x00[\x10-\x17].\x00..\x00\x00\x88[\x00-\x7f]
