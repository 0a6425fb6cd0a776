# SPDX-License-Identifier: GPL-2.0-only
# DTLS - TLS over UDP: VPNs, WebRTC media keys, CoAP
#
# Record (RFC 6347 section 4.1): type 14..18, version FE FF (1.0), FE FD (1.2) or 01 00 (Cisco
# AnyConnect, older than the RFC), epoch (2 bytes), sequence number (6 bytes), length (2 bytes).
# Handshake messages of epoch 0 have type, length, sequence, fragment offset and length (section
# 4.2.2). Later epochs: one record at least fits into the datagram. Sequence numbers: the upper 16
# bits are 0 for ever in practice.
# Missed: records of DTLS 1.3 after the handshake (RFC 9147 section 4: a header that cannot be
# told); DTLS behind a CAPWAP preamble (it is CAPWAP).
# Alike: STUN and RTP share the port (RFC 7983) but not the first bytes.

protocol  dtls
about     DTLS: TLS over UDP
group     vpn
source    RFC 6347 section 4.1, 4.2.2, 4.2.1 (HelloVerifyRequest); RFC 9147 section 5.2; RFC 9146 (type 19)
source    OpenConnect, "The Cisco AnyConnect protocol": DTLS version 01 00

# handshake
udp u16@11 + 13 <= size: ^\x16(\xfe[\xfd\xff]|\x01\x00)\x00\x00\x00\x00......[\x00-\x04\x08\x0b-\x10\x14-\x16]\x00..\x00.
udp u16@11 + 13 <= size: ^\x16(\xfe[\xfd\xff]|\x01\x00)\x00[\x01\x02]\x00\x00
# change_cipher_spec
udp: ^\x14(\xfe[\xfd\xff]|\x01\x00)\x00.\x00\x00....\x00[\x01\x03]\x01
# alert
udp u16@11 + 13 <= size: ^\x15(\xfe[\xfd\xff]|\x01\x00)\x00.\x00\x00....\x00[\x02-`]
# application data, heartbeat
udp u16@11 + 13 <= size: ^[\x17\x18](\xfe[\xfd\xff]|\x01\x00)\x00[\x01-\xff]\x00\x00
# records with a connection ID
udp: ^\x19\xfe\xfd\x00[\x01\x02]\x00\x00
