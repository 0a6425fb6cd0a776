# SPDX-License-Identifier: GPL-2.0-only
# avast - the antivirus program and its servers
#
# Seen     "NOSA", then the length of the whole message, 16 bits, big end first. Either direction.
# Missed   what it sends over TLS and over HTTP: no name is kept for that.

protocol  avast
about     Avast antivirus, its own protocol
group     cloud
source    public dissector of avast messages (nDPI, avast.c); no specification is published

tcp u16@4 = size: ^NOSA
