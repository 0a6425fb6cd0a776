# SPDX-License-Identifier: GPL-2.0-only
# Tor - onion routing: directory requests in clear text, certificates of relays up to TLS 1.2
#
# A relay presents a certificate of a common name www.<8 to 20 random letters>.net, issued by
# another www.<...>.com, and nothing else in either name: seen where its answer is heard without the
# client's part. The client's server name is of the same kind, but such a name alone is not certain.
# Missed: TLS 1.3 (encrypted certificates), bridges with obfs4, meek, snowflake: made to have no
# signature.

protocol  tor
about     Tor: directory requests, certificates of relays
group     vpn proxy
source    Tor specifications: dir-spec.txt 4 (URLs), tor-spec.txt 2 (certificates); tor/src/lib/tls
rank      50

tcp: ^(GET|POST) /tor/(server|extra|micro|keys|rendezvous2|hs|post|networkstatus|bytes|status)[/. ?-]
tcp server: ^\x16\x03[\x00-\x03]..\x02.*\x06\x03U\x04\x03..www\.[a-z2-7]{8,20}\.com0\x1e\x17\x0d[0-9]{12}Z\x17\x0d[0-9]{12}Z0.1.0.\x06\x03U\x04\x03..www\.[a-z2-7]{8,20}\.net0
