# SPDX-License-Identifier: GPL-2.0-only
# Cloudflare WARP (1.1.1.1 app) - WireGuard with a client id, and the registration with its API
#
# WARP writes a client id of three bytes into the reserved bytes of WireGuard's messages, so neither
# the type with its zeros nor a fixed number remains: both handshake messages with their sizes and
# data of the opener together are needed. Names of the servers are seen in TLS. Missed: MASQUE
# (QUIC, whose server name is encrypted), connections of which one direction is not seen.

protocol  cloudflarewarp
about     Cloudflare WARP (1.1.1.1): tunnel and registration
group     vpn
alias     warp
source    WireGuard whitepaper 5.4; developers.cloudflare.com, WARP with firewall (names)
rank      50

udp opener size 148 u24@1 != 0: ^\x01
and answerer size 92: ^\x02
and opener size 32.. u32@4 > 65535 u32le@4 > 65535 u24@1 != 0 u32@12 = 0: ^\x04
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)cloudflareclient\.com([^a-z0-9.-]|jj|zz|$)
