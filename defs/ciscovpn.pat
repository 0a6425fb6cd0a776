# SPDX-License-Identifier: GPL-2.0-only
# Cisco VPN client (IPsec) through firewalls - over TCP (cTCP) or UDP port 10000

protocol  ciscovpn
about     Cisco VPN client: IPsec over TCP or UDP
group     vpn
alias     tcpencap ctcp
source    Wireshark dissector tcpencap; nDPI dissector ciscovpn (the number of the UDP variant)

# A UDP header, port 500 twice, and in it IKE: version 1.0 or 2.0 after two SPIs.
tcp u16@4 >= 36: ^\x01\xf4\x01\xf4.{21}[\x10\x20]
udp size 12..: ^\xfe\x57\x7e\x2b
