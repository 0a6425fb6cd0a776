# SPDX-License-Identifier: GPL-2.0-only
# Radmin - remote administration of Windows
#
# Seen: the first message of the client of versions 2 and 3, and the server's first answer of
# version 3. A message is 01, its length (4 bytes), the sum of its content as little-endian words (4
# bytes), content.

protocol  radmin
about     Radmin remote administration
group     remote
alias     radmin-port
source    Public dissector (nDPI radmin), l7-filter's radmin

# content 08 or 1b: the sum is the same
tcp: ^\x01\x00\x00\x00\x01\x00\x00\x00(\x08\x08|\x1b\x1b)
# content 27 and four bytes of which the first, in the sum too, is small
tcp: ^\x01\x00\x00\x00\x05\x00\x00(\x00\x27\x27\x00|\x01\x27\x27\x01|\x02\x27\x27\x02|\x03\x27\x27\x03|\x04\x27\x27\x04)\x00\x00\x00
# the server's greeting: 37 bytes of content, 08 02 00 00 first
tcp: ^\x01\x00\x00\x00%\x00\x00..\x08\x02\x00\x00.\x00\x00\x00
