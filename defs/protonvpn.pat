# SPDX-License-Identifier: GPL-2.0-only
# Proton VPN - virtual private network of a provider, by the names of its servers
#
# Seen: TLS to the provider: accounts, lists of servers, tunnels that are TLS with such a name.
# Missed: the tunnels otherwise; they are claimed by wireguard, openvpn, ike or not at all.

protocol  protonvpn
about     Proton VPN: accounts, lists of servers, TLS tunnels
group     vpn
source    TLS server names: ProtonVPN's programs (API, servers)
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(protonvpn\.(com|ch|net)|vpn(-api)?\.proton\.me)([^a-z0-9.-]|jj|zz|$)
