# SPDX-License-Identifier: GPL-2.0-only
# RakNet - game network library (Minecraft Bedrock Edition, older Roblox, Terraria mobile, 7 Days to
#
# Die, RakNet/SLikeNet games) Offline messages carry a 16 byte constant: 00 ff ff 00 fe fe fe fe fd
# fd fd fd 12 34 56 78. Roblox changed the message numbers and puts a header of its own before them,
# but kept the constant.
# Running sessions: acknowledgements only (c0, a0: number of records, single or range, numbers).

protocol  raknet
about     RakNet game library: Minecraft Bedrock, Roblox and others
group     game
alias     slikenet minecraft-bedrock
source    RakNet 4 source (offline message id, ReliabilityLayer); Minecraft Wiki, RakNet protocol

# open connection request and reply 1/2, already connected, no free places, banned ...: number,
# constant
udp: ^.\x00\xff\xff\x00\xfe\xfe\xfe\xfe\xfd\xfd\xfd\xfd\x12\x34\x56\x78
# incompatible protocol version: 19, version, constant
udp: ^\x19.\x00\xff\xff\x00\xfe\xfe\xfe\xfe\xfd\xfd\xfd\xfd\x12\x34\x56\x78
# unconnected ping: time, constant, GUID
udp: ^[\x01\x02].{8}\x00\xff\xff\x00\xfe\xfe\xfe\xfe\xfd\xfd\xfd\xfd\x12\x34\x56\x78
# unconnected pong: time, GUID, constant
udp: ^\x1c.{16}\x00\xff\xff\x00\xfe\xfe\xfe\xfe\xfd\xfd\xfd\xfd\x12\x34\x56\x78
# Roblox: its own header of 31 bytes, then as above
udp u32@32 = 0x00ffff00 u32@36 = 0xfefefefe u32@40 = 0xfdfdfdfd u32@44 = 0x12345678: ^\x01\x00\x00\x1f
# acknowledgements of one number, twice
udp size 7 packets 2: ^[\xa0\xc0]\x00\x01\x01...$
# acknowledgements of one range, twice; numbers below 65536
udp size 10 packets 2: ^[\xa0\xc0]\x00\x01\x00..\x00..\x00$
