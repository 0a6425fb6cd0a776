# SPDX-License-Identifier: GPL-2.0-only
# NoMachine NX - remote desktop
#
# Seen: the greeting of either side over TCP (TLS follows on the same connection); over UDP two
# datagrams with a header that has its own length.

protocol  nomachine
about     NoMachine NX remote desktop
group     remote
alias     nx nxserver
source    Public dissector (nDPI nomachine): "NXSH-", "NXD-" and version; UDP header
rank      101

tcp: ^NX(SH|D)-[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,3}
# 0001 and the length of the datagram, little-endian, at 8 two zero bytes
udp packets 2 size 10.. u16le@4 = size u16@8 = 0: ^..\x01\x00
