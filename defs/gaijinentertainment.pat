# SPDX-License-Identifier: GPL-2.0-only
# Gaijin Entertainment - War Thunder, Enlisted, Crossout
#
# Seen: the game's connection (ENet with settings of its own), the counters the client reports, TLS
# by server name. Other games use ENet with its defaults (throttle 2/2): not named here.

protocol  gaijinentertainment
about     War Thunder and other games of Gaijin
group     game
alias     gaijin warthunder
source    ENet protocol.h (connect, verify connect); nDPI gaijin_entertainment (public dissector)
source    RFC 6066 section 3, server_name
rank      50

# ENet CONNECT: no peer yet, time, command 82 on channel ff, number 1, peer, sessions, MTU, window,
# 255 channels, bandwidths, throttle interval 5000, acceleration and deceleration 0
udp size 52 u32@20 = 255 u32@32 = 5000 u32@36 = 0 u32@40 = 0 u32@4 = 0x82ff0001 u16@12 = 0: ^[\x8f\xcf]\xff
# ENet VERIFY CONNECT
udp size 48..52 u32@20 = 255 u32@32 = 5000 u32@36 = 0 u32@40 = 0 u32@4 = 0x83ff0001 u16@12 = 0: ^[\x80-\x8f]
# counters (statsd with tags): name, environment, circuit (Gaijin's word for a group of servers)
udp: ^[a-z0-9_]+(\.[a-z0-9_]+)*,env=[a-z0-9_-]+,circuit=[a-z0-9_-]+,application=
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(gaijin\.net|gaijinent\.com|warthunder\.(com|ru)|crossout\.net|enlisted\.net)([^a-z0-9.-]|jj|zz|$)
