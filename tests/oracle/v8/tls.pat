# SPDX-License-Identifier: GPL-2.0-only
# TLS - transport layer security over TCP, and its forerunners SSL 2 and 3
#
# Source   RFC 8446 section 5.1 and RFC 5246 section 6.2.1: content type (20..23), version 03
#          00..04, length; RFC 8446 section 4 and 4.1.2: ClientHello 01 (ServerHello 02), length
#          (3 bytes), version 03 00..03. RFC 5246 section 7.1: change_cipher_spec = 01. RFC 5246
#          appendix E.2: hello in the format of SSL 2, 80 length, 01, version, cipher length,
#          session length 0 or 16, challenge length 16..32.
# Sees     ClientHello alone or ServerHello alone. An alert or application data (content types 15
#          and 17 and the version, nothing more can be read) as the first thing on a connection.
# NULs     The minor version of SSL 3.0 and the high bytes of the lengths vanish, so the lengths
#          are 0..3 unread bytes here instead of fields that must agree.
# Alike    DTLS (versions FE xx) is not TLS. What TLS carries (HTTPS, IMAPS, ...) can't be told.
tls
^\x16\x03[\x01-\x04]?..?[\x01\x02].?.?.\x03[\x01-\x03]|^\x16\x03..?[\x01\x02]..?\x03....|^[\x80-\x83].\x01\x03[\x01-\x03].?.\x10?[\x10\x20]|^\x80.\x01\x02..?\x10?[\x10\x20]|^[\x15\x17]\x03[\x01-\x03].|^\x14\x03[\x01-\x03]\x01\x01
