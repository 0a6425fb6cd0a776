# SPDX-License-Identifier: GPL-2.0-only
# Steam Datagram Relay - pings with which a client chooses a relay of Valve

protocol  steamdatagramrelay
about     Steam Datagram Relay: ping of relays
group     game
alias     sdr valve-sdr
source    nDPI dissector steam_datagram_relay (text at offset 2)

udp size 30..: ^..sdping
