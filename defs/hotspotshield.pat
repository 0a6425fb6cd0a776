# SPDX-License-Identifier: GPL-2.0-only
# Hotspot Shield - virtual private network of a provider, by the names of its servers
#
# Seen: TLS to the provider: accounts, lists of servers, tunnels that are TLS with such a name.
# Missed: the tunnels otherwise; they are claimed by wireguard, openvpn, ike or not at all.

protocol  hotspotshield
about     Hotspot Shield: accounts, lists of servers, TLS tunnels
group     vpn
source    TLS server names: Hotspot Shield's and AnchorFree's sites
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(hotspotshield\.com|hsselite\.com|anchorfree\.(com|us|net))([^a-z0-9.-]|jj|zz|$)
