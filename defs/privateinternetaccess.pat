# SPDX-License-Identifier: GPL-2.0-only
# Private Internet Access - virtual private network of a provider, by the names of its servers
#
# Seen: TLS to the provider: accounts, lists of servers, tunnels that are TLS with such a name.
# Missed: the tunnels otherwise; they are claimed by wireguard, openvpn, ike or not at all.

protocol  privateinternetaccess
about     Private Internet Access: accounts, lists of servers, TLS tunnels
group     vpn
alias     pia
source    TLS server names: pia-foss (API, servers)
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(privateinternetaccess\.com|piaservers\.net|privacy\.network)([^a-z0-9.-]|jj|zz|$)
