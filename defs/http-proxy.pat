# SPDX-License-Identifier: GPL-2.0-only
# HTTP proxy - requests to a proxy: tunnels (CONNECT) and absolute request targets
#
# A client that talks to a proxy sends the whole URI (RFC 9112 section 3.2.2, absolute-form) or asks
# for a tunnel (section 3.2.3, authority-form). Answers: 407 is sent by proxies only (RFC 9110
# section 15.5.8); "200 Connection established" is what proxies answer to CONNECT by custom.
# Missed: transparent proxies (nothing to be seen), proxies reached by TLS.
# Alike: a plain HTTP server must understand the absolute form too, but clients do not send it
# there.

protocol  http-proxy
about     HTTP proxy: CONNECT tunnels and requests with an absolute URI
group     proxy web
alias     http_connect http_proxy
source    RFC 9112 section 3.2.2 and 3.2.3: absolute-form, authority-form
source    RFC 9110 section 9.3.6 (CONNECT) and 15.5.8 (407)
rank      70

tcp: ^CONNECT [^ \r\n]+ HTTP/1\.[01]\r?\n
tcp nocase: ^(GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH) (https?|ftp|ws)://[!-~]
tcp nocase: ^HTTP/1\.[01] (407 |200 connection established\r)
