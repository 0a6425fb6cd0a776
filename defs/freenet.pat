# SPDX-License-Identifier: GPL-2.0-only
# Freenet - the client protocol (FCP 2.0) of Hyphanet and Freenet nodes
#
# Messages are lines: a name, fields, EndMessage. The first of a client is ClientHello, of a node
# NodeHello.
#
# Seen     programs that use a node.
# Missed   traffic of nodes among themselves, which is encrypted from the first octet.

protocol  freenet
about     Freenet (Hyphanet) client protocol
group     p2p
alias     fcp hyphanet
source    Freenet wiki, FCPv2, ClientHello and NodeHello

tcp: ^ClientHello\r?\n(Name|ExpectedVersion)=
tcp: ^NodeHello\r?\n[A-Za-z.]+=
