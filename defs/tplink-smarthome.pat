# SPDX-License-Identifier: GPL-2.0-only
# TP-Link smart home (Kasa, Tapo) - plugs, switches, lamps on the local network
#
# JSON behind an exclusive or: each octet with the one before it on the wire, the first with 171. So
# fixed text has fixed octets: {"system":, {"emeter":, {"time":, {"netif":, {"cnCloud":, {"schedule":,
# {"count_down":, {"anti_theft":, {"context":, {"smartlife.iot., {"lightingservice. Over TCP a length
# u32 goes before. New devices are searched with a datagram of version 2, opcode 1, length, flags 17.
#
# Seen     commands and answers, each alone, TCP and UDP; the new search.
# Missed   commands of other names; control of new devices is HTTP.

protocol  tplink-smarthome
about     TP-Link smart home protocol
group     iot home
alias     tplink_shp tplink-shp tplink_smarthome kasa tplink
source    public descriptions of the protocol (softScheck tplink-smartplug; python-kasa); proprietary

udp: ^\xd0\xf2(\x81\xf8\x8b\xff\x9a\xf7\xd5\xef|\x97\xfa\x9f\xeb\x8e\xfc\xde\xe4|\x86\xef\x82\xe7\xc5\xff|\x9c\xf9\x8d\xe4\x82\xa0\x9a|\x91\xff\xbc\xd0\xbf\xca\xae\x8c\xb6|\x81\xe2\x8a\xef\x8b\xfe\x92\xf7\xd5\xef|\x91\xfe\x8b\xe5\x91\xce\xaa\xc5\xb2\xdc\xfe\xc4|\x93\xfd\x89\xe0\xbf\xcb\xa3\xc6\xa0\xd4\xf6\xcc|\x91\xfe\x90\xe4\x81\xf9\x8d\xaf\x95|\x81\xec\x8d\xff\x8b\xe7\x8e\xe8\x8d\xa3\xca\xa5\xd1\xff|\x9e\xf7\x90\xf8\x8c\xe5\x8b\xec\x9f\xfa\x88\xfe\x97\xf4\x91)
tcp u32@0 + 4 <= size u16@4 = 0xd0f2 u8@6 & 0xe0 = 0x80 u8@7 & 0xe0 = 0xe0 u8@8 & 0xc0 = 0x80 u8@9 & 0xc0 = 0xc0: ^\x00\x00
udp u16@4 + 16 = size: ^\x02\x00\x00\x01..\x11\x00.{8}\{
