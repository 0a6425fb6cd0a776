# SPDX-License-Identifier: GPL-2.0-only
# AIM - AOL Instant Messenger and ICQ (OSCAR, TOC), now on servers of enthusiasts
#
# FLAP frames: 2A, channel, sequence u16, length u16. Channel 1 opens with the version 00000001;
# channel 2 carries SNACs: family u16, subtype u16, flags u16. TOC opens with FLAPON.
#
# Seen     both directions, each alone; SNACs also from the middle of a session.
# Missed   connections inside TLS.

protocol  aim
about     AOL Instant Messenger and ICQ
group     chat
alias     oscar icq
source    public descriptions of OSCAR (AOL's own of 2008) and TOC; classic pattern aim

tcp u16@4 + 6 <= size: ^\x2a\x01..[\x00-\x07].\x00\x00\x00\x01
tcp u16@4 + 6 <= size: ^\x2a\x02..[\x00-\x1f].\x00[\x01-\x25]\x00.[\x00\x80][\x00\x01]
tcp: ^FLAPON\r\n\r\n
