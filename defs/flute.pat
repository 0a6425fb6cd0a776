# SPDX-License-Identifier: GPL-2.0-only
# FLUTE - files by multicast (eMBMS, DVB-H, ATSC)
#
# LCT header (RFC 5651 section 5.1): version 1, length in words of 4 bytes; EXT_FDT (RFC 6726
# section 3.4.1: C0, version, instance id); then the file delivery table in XML: <FDT-Instance.
# Missed: packets of the files themselves, compressed tables.

protocol  flute
about     FLUTE: files by multicast
group     file streaming
source    RFC 6726 section 3.4; RFC 5651 section 5.1; RFC 5775

udp: ^\x10.[\x03-\x10].*[<:]FDT-Instance[ \t\r\n]
