# SPDX-License-Identifier: GPL-2.0-only
# FTP over TLS - as far as it can be told
#
# Implicit TLS: a ClientHello with ALPN "ftp" (IANA registry). Explicit TLS (AUTH TLS, RFC 4217
# section 4) begins in the clear and is named ftp.
# Missed: implicit FTPS without ALPN (then it is tls).

protocol  ftps
about     FTP over TLS
group     file
source    RFC 7301 section 3.1, IANA TLS ALPN protocol IDs
rank      55

tcp: ^\x16\x03[\x00-\x04]..\x01.*\x00\x10\x00\x06\x00\x04\x03ftp
