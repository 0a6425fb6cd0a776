# SPDX-License-Identifier: GPL-2.0-only
# OpenFlow - controllers and switches
#
# Version 01 to 06 (1.0 to 1.5), type, length, transaction. Both sides begin with HELLO (00),
# which since 1.3.1 has a bitmap of versions (element 1). The controller asks for features (05),
# the switch answers (06).
#
# Seen     HELLO with bitmap; HELLO of 8 bytes with the next message, or from both sides.
# Missed   OpenFlow in TLS, connections whose beginning was not heard.

protocol  openflow
about     OpenFlow
group     network
source    OpenFlow Switch Specification 1.0.0 section 5.1; 1.3.5 section 7.1.1, 7.5.1
rank      97

tcp: ^[\x01-\x06]\x00\x00\x10....\x00\x01\x00\x08\x00\x00
tcp: ^[\x01-\x06]\x00\x00\x08....[\x01-\x06]\x05\x00\x08
tcp: ^[\x01-\x06]\x00\x00\x08....[\x01-\x06]\x06[\x00-\x07].
tcp opener: ^[\x01-\x06]\x00\x00\x08....
and answerer: ^[\x01-\x06]\x00\x00[\x08\x10]....
