# SPDX-License-Identifier: GPL-2.0-only
# Bitcoin - peer network
#
# Seen: messages of the first version of the transport on the main, test and signet networks, of
# either side, alone. Missed: version 2 of the transport (BIP 324, encrypted from the first byte).

protocol  bitcoin
about     Bitcoin peer network
group     p2p crypto
source    Bitcoin developer reference, P2P network: magic, command of 12 bytes padded with 00, length, sum

tcp: ^(\xf9\xbe\xb4\xd9|\x0b\x11\x09\x07|\x1c\x16\x3f\x28|\x0a\x03\xcf\x40|\xfa\xbf\xb5\xda)[a-z0-9]{2,12}\x00
