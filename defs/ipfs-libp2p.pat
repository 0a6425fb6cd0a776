# SPDX-License-Identifier: GPL-2.0-only
# libp2p - peer-to-peer networks (IPFS, Filecoin, Polkadot, Ethereum's consensus layer)
#
# Seen: the negotiation of either side over TCP, alone. Missed: over QUIC (encrypted), WebSocket
# (HTTP).

protocol  ipfs-libp2p
about     libp2p connections (IPFS and others)
group     p2p
alias     libp2p ipfs
source    libp2p, multistream-select 1.0: length 13, "/multistream/1.0.0" LF

tcp: ^\x13/multistream/1\.0\.0\n
