# SPDX-License-Identifier: GPL-2.0-only
# ANSI C12.22 - electricity meters (IEEE 1703)
#
# ACSE, BER: 60 length, [aSO-context A1,] called AP title A2 with an object identifier (06, relative
# 0D or 80), ..., user information BE, EXTERNAL 28, octets 81: an EPSEM message.
#
# Seen     requests and answers, each alone, TCP and UDP.
# Missed   messages in segments, whose user information comes later than the first 2048 octets.
# Alike    DLMS opens with 60 A1 09 06 07 ... (iec62056), Kerberos and SNMP have other tags.

protocol  ansi-c1222
about     ANSI C12.22 metering
group     industrial
alias     c1222 ieee1703
source    ANSI C12.22-2008, 5.3.2 (ACSE); RFC 6142 section 3

tcp+udp: ^\x60([\x00-\x7f]|\x81.|\x82..)(\xa1[\x02-\x20]\x06.*)?\xa2[\x02-\x40][\x06\x0d\x80][\x01-\x3e].*\xbe([\x00-\x7f]|\x81.|\x82..)\x28([\x00-\x7f]|\x81.|\x82..)\x81
