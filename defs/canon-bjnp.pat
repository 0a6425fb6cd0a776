# SPDX-License-Identifier: GPL-2.0-only
# BJNP - Canon printers and scanners
#
# Header of 16 bytes: BJNP (MFNP, BJNB, BNJB for some devices), kind of device (01 printer, 02
# scanner; answers: 81, 82), command, 2 bytes of status, sequence number, session, length of what
# follows (4 bytes).
#
# Seen     discovery and all messages of either side, UDP and TCP.

protocol  canon-bjnp
about     Canon BJNP printing and scanning
group     network home
alias     bjnp canon-bjnp1
source    SANE, backend pixma (sane-pixma BJNP); Wireshark, dissector bjnp

udp u32@12 + 16 = size: ^BJNP[\x01-\x0f\x81-\x8f]
udp u32@12 + 16 = size: ^(MFNP|BJNB|BNJB)[\x01-\x0f\x81-\x8f]
tcp u16@12 = 0: ^BJNP[\x01-\x0f\x81-\x8f]
tcp u16@12 = 0: ^(MFNP|BJNB|BNJB)[\x01-\x0f\x81-\x8f]
