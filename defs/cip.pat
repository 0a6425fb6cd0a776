# SPDX-License-Identifier: GPL-2.0-only
# CIP - implicit (I/O) messages of EtherNet/IP over UDP
#
# Common packet format, little-endian: number of items 2, sequenced address (8002, 8 bytes:
# connection id and sequence number), connected data (00B1) with length. Explicit messages are
# EtherNet/IP (enip).

protocol  cip
about     CIP: I/O data of EtherNet/IP
group     industrial
alias     cipio
source    ODVA EtherNet/IP (CIP volume 2) 2-6 (common packet format); Wireshark dissector enip

udp u16le@16 + 18 = size: ^\x02\x00\x02\x80\x08\x00.{8}\xb1\x00
udp u16le@12 + 14 = size: ^\x02\x00\xa1\x00\x04\x00.{4}\xb1\x00
