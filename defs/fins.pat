# SPDX-License-Identifier: GPL-2.0-only
# FINS - Omron controllers
#
# TCP: FINS, length u32, command u32 (0 and 1: node addresses, 2: frame, 3: error, 6: connection).
# UDP: a frame by itself: ICF, reserved 0, gateways 2 (7 in new units), networks 0-127, units 0,
# 10-1F, E1, FE, service id, then command and sub-command.
#
# Seen     requests and answers, each alone, TCP and UDP.
# Alike    RTP with payload type 0 begins with 80 00, too: sequence, SSRC and command cannot all
#          agree.

protocol  fins
about     Omron FINS
group     industrial
alias     omron omron-fins
source    Omron W227 FINS Commands Reference Manual, 3 and 5; W421, 7-4 (FINS/TCP)

tcp: ^FINS\x00\x00..\x00\x00\x00[\x00-\x03\x06]
udp: ^[\x80\x81\xc0\xc1]\x00[\x02\x07][\x00-\x7f].[\x00\x10-\x1f\xe1\xfe][\x00-\x7f].[\x00\x10-\x1f\xe1\xfe].(\x01[\x01-\x05]|\x02[\x01-\x03]|\x03[\x06-\x08]|\x04[\x01-\x03]|\x05[\x01\x02]|\x06[\x01\x20]|\x07[\x01\x02]|\x08[\x01-\x03]|\x09\x20|\x0c[\x01-\x03]|\x21[\x01-\x03\x40-\x42]|\x22[\x01-\x20]|\x23[\x01\x02\x0a])
