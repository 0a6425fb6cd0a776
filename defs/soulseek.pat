# SPDX-License-Identifier: GPL-2.0-only
# Soulseek - file sharing
#
# Seen: the login at the server and its answer; the beginning of a connection between users; one
# that was asked for through the server, together with its first message.
# Missed: searches passed between users, obfuscated connections.

protocol  soulseek
about     Soulseek file sharing
group     p2p
alias     slsk
source    Soulseek protocol (Museek+, Nicotine+ documentation): server code 1, peer init 1, 0

# length, 1, name, password, version, then the sum or the end
tcp u32le@0 + 4 <= size: ^[\x28-\xc8]\x00\x00\x00\x01\x00\x00\x00[\x01-\x1e]\x00\x00\x00[ -~]+[\x01-\x40]\x00\x00\x00[ -~]+..\x00\x00(\x20\x00\x00\x00[0-9a-f]|$)
# answer: refused with a reason, accepted with a greeting
tcp u32@1 = 1 u32@5 = 0 u8@9 >= 5 u8@9 <= 0x20 u32@10 = 0x00000049 u32@14 = 0x4e56414c u16@18 = 0x4944: ^.
# PeerInit: length, 01, name, type P F D
tcp u32le@0 + 4 <= size: ^[\x0f-\x40]\x00\x00\x00\x01[\x01-\x1e]\x00\x00\x00[ -~]+\x01\x00\x00\x00[PFD]
# PierceFirewall: 5, 00, token; then a message
tcp: ^\x05\x00\x00\x00\x00.....{3}\x00[\x04\x05\x08\x09\x0f\x10\x24\x25\x28\x29\x2b\x2c\x33]\x00\x00\x00
