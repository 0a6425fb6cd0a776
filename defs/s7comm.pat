# SPDX-License-Identifier: GPL-2.0-only
# S7comm - Siemens SIMATIC controllers, S7-200/300/400 (classic) and S7-1200/1500 (S7comm-plus)
#
# TPKT (RFC 1006), COTP data (02 F0 80), then 32 and the kind of message 1, 2, 3, 7, redundancy id
# 0000; or 72, version 1-3 of S7comm-plus. COTP connects first, so the third packet decides; the
# service names SIMATIC-ROOT-... of S7comm-plus decide in the first.
#
# Seen     both directions, each alone, with or without the COTP connection.
# Missed   a COTP connection in which nothing is asked.
# Alike    RDP, MMS, H.323, X.400 begin with TPKT and COTP, too.

protocol  s7comm
about     Siemens S7 communication
group     industrial
alias     s7comm-plus s7commplus s7
source    Wireshark's public dissector packet-s7comm.c (proprietary); RFC 1006 section 6; ITU-T X.224

tcp: ^(\x03\x00\x00[\x0b-\xff].[\xd0\xe0].*)?\x03\x00..\x02\xf0[\x00\x80](\x32[\x01-\x03\x07]\x00\x00|\x72[\x01-\x03])
tcp: ^\x03\x00\x00[\x0b-\xff].[\xd0\xe0].*SIMATIC-ROOT-
