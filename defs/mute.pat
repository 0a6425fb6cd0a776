# SPDX-License-Identifier: GPL-2.0-only
# MUTE - file sharing that hides who asks
#
# Neighbours open with their public keys in hexadecimal, then AES keys.
#
# Seen     the exchange of keys, each direction alone.

protocol  mute
about     MUTE file sharing
group     p2p
source    classic pattern mute

tcp: ^(PublicKey: [0-9a-fA-F]+\nEndPublicKey|AESKey: [0-9a-fA-F]+\nEndAESKey)
