# SPDX-License-Identifier: GPL-2.0-only
# HART-IP - field instruments (HART) over UDP and TCP
#
# Header: version 1 or 2, kind 0 request, 1 answer, 2 published, 15 refused; message id; status;
# sequence u16; length u16 of the whole message.
#
# Seen     session initiate (13 octets: master type and timer), close, keep-alive (8 octets), HART
#          PDUs (delimiter 01, 02, 06 with or without the long address); requests and answers alone.
# Missed   direct PDUs and audit logs of version 2 at the beginning; version 2 is mostly inside TLS.
# Alike    STUN, RADIUS and uTP begin with small numbers, too: length and status keep them out.

protocol  hart-ip
about     HART-IP field instruments
group     industrial
alias     hart_ip hartip
source    FieldComm Group HCF_SPEC-085, Network Management (HART-IP); Wireshark packet-hartip.c
rank      101

tcp+udp u16@6 = size: ^[\x01\x02][\x00\x01\x0f][\x00-\x02][\x00-\x3f]..\x00(\x08$|\x0d[\x00\x01])
tcp+udp u16@6 = size: ^[\x01\x02][\x00-\x02\x0f]\x03[\x00-\x3f]....[\x01\x02\x06\x81\x82\x86]
