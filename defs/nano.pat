# SPDX-License-Identifier: GPL-2.0-only
# Nano - peer network of the crypto currency
#
# Seen: the handshake of either side, the first message of a bootstrap connection.

protocol  nano
about     Nano peer network
group     p2p crypto
source    Nano protocol specification, message header: "R" network, versions max, using, min, type, extensions

# handshake: a cookie of 32 bytes (40 in all), an answer of 96 or more
tcp size 40..: ^R[ABCX][\x10-\x1f]{3}\x0a[\x00-\x0f]\x00
# bulk_pull, frontier_req, asc_pull_req, telemetry_req
tcp: ^R[ABCX][\x10-\x1f]{3}[\x06-\x08\x0c-\x0f][\x00-\x03]\x00
