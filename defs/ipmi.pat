# SPDX-License-Identifier: GPL-2.0-only
# IPMI and ASF over RMCP - management of machines
#
# Seen: every message of IPMI 1.5 and 2.0 over LAN, of either side; ASF presence ping and pong.

protocol  ipmi
about     Management controllers over LAN: RMCP, IPMI, ASF
group     remote network
alias     rmcp asf-rmcp asf
source    ASF 2.0 (DMTF DSP0136) section 3.2: RMCP 06 00, sequence, class 06 ASF, 07 IPMI
source    IPMI 2.0 section 13.1, 13.6: sequence ff; authentication type 0, 1, 2, 4, 5 or 6 (RMCP+)

# 1.5 without a code: session sequence, session, length (a byte of padding may follow)
udp size 14..: ^\x06\x00\xff\x07[\x00-\x02\x04-\x06]
# ASF: enterprise number 4542, type, tag, reserved
udp size 12..: ^\x06\x00.\x06\x00\x00\x11\xbe[\x10-\x8f].\x00
