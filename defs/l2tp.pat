# SPDX-License-Identifier: GPL-2.0-only
# L2TP - layer 2 tunnel, versions 2 and 3 over UDP
#
# Control messages have the flags C8 (control, length, sequence), the version and the length of the
# datagram, then the attribute "message type"; without attributes they acknowledge (12 bytes). Data
# are recognised by the PPP frame inside. Missed: L2TPv3 data, L2TP inside IPsec (see ike).

protocol  l2tp
about     L2TP: layer 2 tunnelling
group     vpn tunnel
alias     l2f
source    RFC 2661 3.1 (header), 4.4.1 (message type); RFC 3931 4.1.2.1 (version 3)

# the first attribute: mandatory, 8 bytes, vendor 0, type 0, value 1 to 28
udp u16@2 = size: ^\xc8[\x02\x03].{10}\x80\x08\x00\x00\x00\x00\x00[\x01-\x1c]
udp size 12: ^\xc8[\x02\x03]\x00\x0c
# data: tunnel, session; with length; with length and sequence numbers; PPP with FF 03
udp: ^\x00\x02.{4}\xff\x03[\x00\x80\xc0][\x21\x23\x2b\x57\xfd]
udp u16@2 = size: ^\x40\x02.{6}\xff\x03[\x00\x80\xc0][\x21\x23\x2b\x57\xfd]
udp u16@2 = size: ^\x48\x02.{10}\xff\x03[\x00\x80\xc0][\x21\x23\x2b\x57\xfd]
# ... and IPv4 in PPP without FF 03
udp: ^\x00\x02.{4}\x00\x21\x45\x00
udp u16@2 = size: ^\x40\x02.{6}\x00\x21\x45\x00
