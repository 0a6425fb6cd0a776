# SPDX-License-Identifier: GPL-2.0-only
# IEC 62056 - meters: DLMS/COSEM in HDLC frames or in the wrapper for IP, and the sign-on of -21
#
# HDLC: 7E, frame format A with a length of 11 bits (all but the flags), ..., 7E. Wrapper: version
# 0001, source and destination port u16 (1-255 here), length u16 of the APDU, its tag: association
# 60-63, get, set, action C0-C7, ciphered C8-D7, DB-DF, notifications 0F. Sign-on: /?address!
#
# Seen     clients and meters, each alone, TCP and UDP, also from the middle of a session.
# Missed   two HDLC frames in one first segment.
# Alike    PPP has 7E FF; Modbus has 0000 where the wrapper has its source port.

protocol  iec62056
about     DLMS/COSEM metering
group     industrial
alias     dlms cosem dlms-cosem
source    IEC 62056-46 (HDLC), 6.4; IEC 62056-47 (wrapper), 6.3; IEC 62056-21, 6.3 (sign-on)

tcp+udp u16@1 & 0x7ff + 2 = size size 9..: ^\x7e[\xa0-\xa7].*\x7e$
tcp+udp u16@6 + 8 = size u16@2 != 0 u16@4 != 0: ^\x00\x01\x00.\x00.[\x00-\x07].[\x0f\x60-\x63\xc0-\xd7\xdb-\xdf]
tcp+udp: ^/\?[0-9A-Za-z ]{0,32}!\r\n$
