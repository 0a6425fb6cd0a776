# SPDX-License-Identifier: GPL-2.0-only
# collectd - values of the statistics daemon (binary network protocol)
#
# Parts: type (2 bytes), length with the header (2 bytes), value; texts end with NUL. A datagram
# begins with the host (0000) and the time (0001, or 0008 in high resolution; 12 bytes), or is
# signed (0200, 32 bytes of HMAC and the user) or encrypted (0210; the length is that of the
# datagram).

protocol  collectd
about     collectd statistics
group     monitoring
source    collectd wiki, Binary protocol

udp: ^\x00\x00\x00[\x06-\xff][!-~]+\x00\x00[\x01\x08]\x00\x0c
udp: ^\x02\x00\x00[\x25-\x7f].{32}[!-~]+\x00\x00\x00[\x06-\xff][!-~]+\x00\x00[\x01\x08]\x00\x0c
udp u16@2 = size size 40..: ^\x02\x10..\x00[\x01-\x40][!-~]
