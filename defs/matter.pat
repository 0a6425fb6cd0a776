# SPDX-License-Identifier: GPL-2.0-only
# Matter - home devices (CSA), the setup of sessions
#
# Message header: flags 04 (source node given) or 01 (destination), session 0000, security flags 00,
# counter u32, node id of 8; then exchange flags, opcode, exchange u16, protocol 0000 (secure
# channel), a TLV structure (15) that begins with octets (30), or a status report.
#
# Seen     PASE (20-24) and CASE (30-33) of initiator and responder, each alone.
# Missed   established sessions are encrypted. Discovery is mdns.
# Alike    WireGuard begins with 01 and 04 and three 0, too: the inner header keeps it out.

protocol  matter
about     Matter session establishment
group     home iot
alias     chip
source    Matter Core Specification 1.2, 4.4 (message frame format), 4.13 (session establishment)
rank      95

# Initiator: exchange flags 05 (R, I), or 07 with an acknowledged counter (4)
udp: ^\x04\x00\x00\x00.{12}(\x05[\x20\x22\x24\x30\x32]..\x00\x00|\x07[\x20\x22\x24\x30\x32]..\x00\x00.{4})\x15\x30\x01
# Responder: flags 06 (A, R) or 02, acknowledged counter
udp: ^\x01\x00\x00\x00.{12}[\x02\x06][\x21\x23\x31\x33]..\x00\x00.{4}\x15\x30\x01
