# SPDX-License-Identifier: GPL-2.0-only
# WireGuard - virtual private network over UDP
#
# Seen: every message of the handshake by itself, and sessions whose handshake was missed, after two
# data packets in one direction or one in each. Missed: AmneziaWG and other disguises, which change
# types and sizes; Cloudflare WARP, which fills the reserved bytes (see cloudflarewarp).

protocol  wireguard
about     WireGuard: handshake, cookie and data messages
group     vpn
alias     wg
source    WireGuard whitepaper 5.4.2 to 5.4.7 (messages), 5.4.6 (data)
rank      101

# Initiation: type 1, three zeros, 148 bytes. Sender's index and key are random: neither they nor the
# other encrypted fields are small numbers in either byte order (1 in 5000 is lost by that).
udp size 148 u32@4 > 65535 u32le@4 > 65535 u32@8 > 65535 u32le@8 > 65535 u32@40 > 65535 u32le@40 > 65535: ^\x01\x00\x00\x00
# response: two indexes, key; cookie reply: index, nonce of 24 bytes, cookie
udp size 92 u32@4 > 65535 u32le@4 > 65535 u32@12 > 65535 u32le@12 > 65535 u32@44 > 65535 u32le@44 > 65535: ^\x02\x00\x00\x00
udp size 64 u32@4 > 65535 u32le@4 > 65535 u32@8 > 65535 u32le@8 > 65535 u32@32 > 65535 u32le@32 > 65535: ^\x03\x00\x00\x00
# Data: type 4, three zeros, index of the receiver (random, hence not a small number in either byte
# order), a little-endian counter below 2^32, and at least the tag of 16 bytes.
udp packets 2 same u32@4 size 32.. u32@4 > 65535 u32le@4 > 65535: ^\x04\x00\x00\x00.{8}\x00\x00\x00\x00
udp opener size 32.. u32@4 > 65535 u32le@4 > 65535: ^\x04\x00\x00\x00.{8}\x00\x00\x00\x00
and answerer size 32.. u32@4 > 65535 u32le@4 > 65535: ^\x04\x00\x00\x00.{8}\x00\x00\x00\x00
