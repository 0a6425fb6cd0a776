# SPDX-License-Identifier: GPL-2.0-only
# EGD - Ethernet Global Data of GE Fanuc controllers
#
# Data messages: type 0D, version 1, request u16, producer u32, exchange u32, time 2 * u32, status u32
# little endian up to 30, signature u32, reserved 0.
#
# Seen     data messages.
# Missed   configuration messages.

protocol  egd
about     GE Fanuc Ethernet Global Data
group     industrial
alias     ethernetglobaldata
source    Wireshark's public dissector packet-egd.c (proprietary)

udp size 33..: ^\x0d\x01.{18}[\x00-\x1e]\x00\x00\x00.{4}\x00{4}
