# SPDX-License-Identifier: GPL-2.0-only
# Tuya - smart plugs, lamps, sensors on the local network
#
# Frames 000055AA: sequence u32, command u32, length u32 of the rest, ..., CRC, 0000AA55. Version 3.5:
# 00006699, 0000, sequence, command, length, nonce, data, tag, 00009966. Announcements come as UDP
# broadcasts, control over TCP.
#
# Seen     both versions, both directions, also from the middle of a session.
# Missed   the cloud connection is MQTT, often inside TLS.

protocol  tuya
about     Tuya local protocol
group     iot home
alias     tuyalp tuya_lp
source    public descriptions of the LAN protocol (tinytuya, tuyapi); proprietary

udp u32@12 + 16 = size: ^\x00\x00\x55\xaa
tcp: ^\x00\x00\x55\xaa.{4}\x00\x00\x00.\x00\x00
tcp+udp: ^\x00\x00\x66\x99\x00\x00.{4}\x00\x00\x00.\x00\x00
