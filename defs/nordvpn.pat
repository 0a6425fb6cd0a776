# SPDX-License-Identifier: GPL-2.0-only
# NordVPN - virtual private network of a provider, by the names of its servers
#
# Seen: TLS to the provider: accounts, lists of servers, tunnels that are TLS with such a name.
# Missed: the tunnels otherwise; they are claimed by wireguard, openvpn, ike or not at all.

protocol  nordvpn
about     NordVPN: accounts, lists of servers, TLS tunnels
group     vpn
source    TLS server names: NordVPN's programs (API and its second name, downloads)
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(nordvpn\.com|nordcdn\.com|zwyr157wwiu6eior\.com)([^a-z0-9.-]|jj|zz|$)
