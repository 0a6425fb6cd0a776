# SPDX-License-Identifier: GPL-2.0-only
# Discord - chat and voice chat of players
#
# Seen     voice: the IP discovery request (nothing but zeros after type, length and SSRC) and its
#          answer (with the address as text), both 74 bytes. The service by TLS server name.
# Missed   voice seen from the middle is RTP; calls in a browser are STUN, DTLS, RTP.

protocol  discord
about     Discord: voice chat and TLS server names
group     chat voip
source    Discord developer documentation, "Voice connections", IP discovery
source    discord.com; developer documentation (gateway.discord.gg, cdn.discordapp.com, *.discord.media)
rank      60

# type 0001, length 70, SSRC, 64 zeros, port 0
udp size 74 u32@8 = 0 u32@12 = 0 u32@32 = 0 u32@64 = 0 u32@68 = 0: ^\x00\x01\x00\x46
# type 0002, address, zeros, port
udp size 74 u32@64 = 0 u32@68 = 0: ^\x00\x02\x00\x46....[0-9a-f]+[.:][0-9a-f.:]+\x00
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(discord\.(com|gg|media|gift|new)|discordapp\.(com|net))([^a-z0-9.-]|jj|zz|$)
