# SPDX-License-Identifier: GPL-2.0-only
# IEC 60870-5-104 - telecontrol over TCP
#
# APDU: 68, length 4-253, four control octets. U frames (STARTDT, STOPDT, TESTFR: 07 0B 13 23 43 83)
# and S frames (01 00) are 4 long; I frames have even first control octets and carry an ASDU: type,
# number of objects, cause, originator, common address u16, objects with addresses of 3 octets. The
# type gives the size of an object, so number and length must agree.
#
# Seen     both stations, each alone; from the middle of a session, too.
# Missed   I frames of types without a fixed size, and several APDUs in one segment, at the beginning
#          of what is seen.
# Alike    IEC 60870-5-101 and M-Bus through serial servers: 68 L L 68.

protocol  iec104
about     IEC 60870-5-104 telecontrol
group     industrial
alias     iec60870 iec60870-5-104 iec60870_104 104apci
source    IEC 60870-5-104:2006, 5 (APCI); IEC 60870-5-101:2003, 7.2 (ASDU), 7.3 (types)

tcp: ^\x68\x04[\x07\x0b\x13\x23\x43\x83]\x00\x00\x00
tcp u8@4 & 1 = 0: ^\x68\x04\x01\x00..
# I frames with one kind of object each with its address: 3 + 0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12
# octets
tcp u8@1 + 2 = size u8@2 & 1 = 0 u8@4 & 1 = 0 u8@7 * 3 + 12 = size: ^\x68.....\x66[\x01-\x7f][\x01-\x2f\x41-\x6f]
tcp u8@1 + 2 = size u8@2 & 1 = 0 u8@4 & 1 = 0 u8@7 * 4 + 12 = size: ^\x68.....[\x01\x03\x2d-\x2f\x46\x64\x65\x69][\x01-\x7f][\x01-\x2f\x41-\x6f]
tcp u8@1 + 2 = size u8@2 & 1 = 0 u8@4 & 1 = 0 u8@7 * 5 + 12 = size: ^\x68.....[\x05\x15][\x01-\x7f][\x01-\x2f\x41-\x6f]
tcp u8@1 + 2 = size u8@2 & 1 = 0 u8@4 & 1 = 0 u8@7 * 6 + 12 = size: ^\x68.....[\x09\x0b\x30\x31][\x01-\x7f][\x01-\x2f\x41-\x6f]
tcp u8@1 + 2 = size u8@2 & 1 = 0 u8@4 & 1 = 0 u8@7 * 7 + 12 = size: ^\x68.....\x33[\x01-\x7f][\x01-\x2f\x41-\x6f]
tcp u8@1 + 2 = size u8@2 & 1 = 0 u8@4 & 1 = 0 u8@7 * 8 + 12 = size: ^\x68.....[\x07\x0d\x0f\x14\x32][\x01-\x7f][\x01-\x2f\x41-\x6f]
tcp u8@1 + 2 = size u8@2 & 1 = 0 u8@4 & 1 = 0 u8@7 * 11 + 12 = size: ^\x68.....[\x1e\x1f\x3a-\x3c][\x01-\x7f][\x01-\x2f\x41-\x6f]
tcp u8@1 + 2 = size u8@2 & 1 = 0 u8@4 & 1 = 0 u8@7 * 12 + 12 = size: ^\x68.....[\x20\x6b][\x01-\x7f][\x01-\x2f\x41-\x6f]
tcp u8@1 + 2 = size u8@2 & 1 = 0 u8@4 & 1 = 0 u8@7 * 13 + 12 = size: ^\x68.....[\x22\x23\x26\x3d\x3e][\x01-\x7f][\x01-\x2f\x41-\x6f]
tcp u8@1 + 2 = size u8@2 & 1 = 0 u8@4 & 1 = 0 u8@7 * 15 + 12 = size: ^\x68.....[\x21\x24\x25\x3f][\x01-\x7f][\x01-\x2f\x41-\x6f]
# Bit 80 of the number: one address, then a row of values of 1, 2, 3 or 5 octets
tcp u8@1 + 2 = size u8@2 & 1 = 0 u8@4 & 1 = 0 u8@7 & 0x7f * 1 + 15 = size: ^\x68.....[\x01\x03][\x81-\xff][\x01-\x2f\x41-\x6f]
tcp u8@1 + 2 = size u8@2 & 1 = 0 u8@4 & 1 = 0 u8@7 & 0x7f * 2 + 15 = size: ^\x68.....[\x05\x15][\x81-\xff][\x01-\x2f\x41-\x6f]
tcp u8@1 + 2 = size u8@2 & 1 = 0 u8@4 & 1 = 0 u8@7 & 0x7f * 3 + 15 = size: ^\x68.....[\x09\x0b][\x81-\xff][\x01-\x2f\x41-\x6f]
tcp u8@1 + 2 = size u8@2 & 1 = 0 u8@4 & 1 = 0 u8@7 & 0x7f * 5 + 15 = size: ^\x68.....[\x07\x0d\x0f\x14][\x81-\xff][\x01-\x2f\x41-\x6f]
