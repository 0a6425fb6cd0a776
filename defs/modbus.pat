# SPDX-License-Identifier: GPL-2.0-only
# Modbus/TCP - reading and writing the registers of controllers
#
# Every message: transaction u16, protocol u16 = 0, length u16 of what follows, unit, function. The
# functions of the standard are each held to their own form: fixed lengths, the byte count that must
# agree with the length, quantities up to 2000.
#
# Seen     requests and answers of functions 1-6, 7, 8, 11, 12, 15, 16, 17, 20-24, 43/14; exceptions;
#          each direction alone, also from the middle of a session; functions 1-6, 15, 16, 23 over
#          UDP.
# Missed   several messages of other lengths in one first segment, functions that a maker added (90
#          is umas).
# Alike    other protocols with two zero bytes and a length; DICOM has its length there, too, but
#          fails the byte counts.

protocol  modbus
about     Modbus over TCP and UDP
group     industrial
alias     modbus-tcp mbap mbtcp mbudp
source    MODBUS Messaging on TCP/IP Implementation Guide V1.0b, 3.1.3 (MBAP header)
source    MODBUS Application Protocol Specification V1.1b3, 6 (functions), 7 (exceptions)

# Length 6: reads 1-4 and the answers to 15, 16 (address, quantity); 5 (ON or OFF); 6; 8
# (sub-function); the answer to 11
tcp+udp size 12 u32@2 = 6 u8@7 >= 1 u8@7 <= 4 u8@10 <= 7: ^.
tcp+udp size 12 u32@2 = 6 u8@7 >= 15 u8@7 <= 16 u8@10 <= 7: ^.
tcp+udp size 12 u32@2 = 6 u8@7 = 5 u16@10 = 0: ^.
tcp+udp size 12 u32@2 = 6 u8@7 = 5 u16@10 = 0xff00: ^.
tcp+udp size 12 u32@2 = 6 u8@7 = 6: ^.
tcp+udp size 12 u32@2 = 6 u8@7 = 8 u16@8 <= 0x15: ^.
# Two requests of length 6 in one segment
tcp u32@2 = 6 u8@7 >= 1 u8@7 <= 6 u32@14 = 6 u8@19 >= 1 u8@19 <= 6 size 24..: ^.
# Answers to 1-4, 12, 17, 20, 21, 23, requests of 20, 21: a byte count that fills the message
tcp+udp u16@4 + 6 = size u8@8 + 9 = size u24@2 = 0 u8@7 >= 1 u8@7 <= 0x17: ^.
# Writes 15 and 16: address, quantity, byte count, data
tcp+udp u16@4 + 6 = size u8@12 + 13 = size u24@2 = 0 u8@7 >= 0x0f u8@7 <= 0x10 u8@10 <= 7: ^.
# Read and write together, 23
tcp+udp u16@4 + 6 = size u8@16 + 17 = size u24@2 = 0 u8@7 = 0x17: ^.
# Requests without data; exceptions (function + 128, code) and the answer to 7; 24 and its answer
tcp size 8 u32@2 = 2 u8@7 >= 7 u8@7 <= 0x11: ^.
tcp size 9 u32@2 = 3 u8@7 >= 0x81 u8@7 <= 0xab u8@8 >= 1 u8@8 <= 0x0b: ^.
tcp size 9 u32@2 = 3 u8@7 = 7: ^.
tcp size 10 u32@2 = 4 u8@7 = 0x18: ^.
tcp u16@4 + 6 = size u16@8 + 10 = size u24@2 = 0 u8@7 = 0x18: ^.
# Mask write, 22
tcp size 14 u32@2 = 8 u8@7 = 0x16: ^.
# Read device identification, 43/14: request, answer
tcp size 11 u32@2 = 5 u16@7 = 0x2b0e u8@9 >= 1 u8@9 <= 4: ^.
tcp u16@4 + 6 = size u24@2 = 0 u16@7 = 0x2b0e u8@9 >= 1 u8@9 <= 4 u8@10 & 0x7f >= 1 u8@10 & 0x7f <= 3: ^.
