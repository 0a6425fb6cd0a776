# SPDX-License-Identifier: GPL-2.0-only
# Tailscale - mesh VPN: discovery between peers, control server, relays
#
# Missed: the tunnel itself, which is WireGuard and claimed as such.

protocol  tailscale
about     Tailscale: peer discovery, control, relays
group     vpn
alias     headscale derp
source    tailscale source: disco/disco.go (Magic), control/controlhttp, derp/derphttp
rank      50

# "TS", a speech balloon in UTF-8, key of 32 bytes, nonce of 24, tag of 16
udp size 74..: ^TS\xf0\x9f\x92\xac
# control connection and relay before they change from HTTP to their own protocol
tcp: ^POST /ts2021 HTTP/1\.1\r\n
tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*Upgrade:[ \t]*DERP\r
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)tailscale\.(com|io)([^a-z0-9.-]|jj|zz|$)
