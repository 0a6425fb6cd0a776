# SPDX-License-Identifier: GPL-2.0-only
# yojimbo / netcode - game network libraries
#
# A client begins with a connection request packet: type 0, "NETCODE 1.0x", NUL, protocol id,
# expiry, nonce and an encrypted token, always the same size. Everything else is encrypted.

protocol  yojimbo
about     netcode connection requests (yojimbo game library)
group     game
alias     netcode netcode.io
source    netcode standard (mas-bandwidth/netcode STANDARD.md), connection request packet

udp size 1024..1200: ^\x00NETCODE 1\.[0-9][0-9]\x00
