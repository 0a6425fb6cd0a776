# SPDX-License-Identifier: GPL-2.0-only
# UMAS - programming and operating Schneider (Modicon) controllers
#
# Modbus/TCP with function 90 (5Ah), which the Modbus standard leaves to the makers: MBAP header with
# an exact length, unit, 5A, reservation key, UMAS function; answers FE (done) or FD (error).
#
# Seen     requests and answers, each alone, also from the middle of a session.
# Missed   several messages in one first segment.

protocol  umas
about     UMAS, the maintenance functions of Schneider controllers in Modbus
group     industrial
source    Wireshark's and other public descriptions of Modbus function 90 (proprietary)
rank      103

tcp u16@4 + 6 = size u16@2 = 0 u8@4 <= 4 u8@7 = 0x5a u8@9 >= 1: ^.
