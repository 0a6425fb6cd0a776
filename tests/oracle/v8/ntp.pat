# SPDX-License-Identifier: GPL-2.0-only
# NTP - network time
#
# Source   RFC 5905 section 7.3: leap (2 bits: 0..2, 3 = not synchronised), version (3 bits: 2, 3,
#          4), mode (1, 2 symmetric, 3 client, 4 server, 5 broadcast), stratum (0, 1..15), poll
#          (log2 s, 3..17), precision (log2 s, E6..FA = -26..-6; some clients send 20), root
#          delay, dispersion, reference (12 bytes), four timestamps of 8 bytes: 48 bytes, section
#          6: seconds since 1900 (DC..F7 at the front = 2017..2031). RFC 4330 section 5: an SNTP
#          client may leave all but the first byte and the last timestamp 0. RFC 9327 section 2:
#          mode 6 (control), 16 02 00 01 = read variables. Mode 7 is ntpd's own, in no RFC: 03 2A
#          = the monitor list, known from its abuse.
# Sees     One packet, request or answer: the header fields in these ranges and a packet that ends
#          as early as 48 bytes do. A client that is not synchronised yet sends little more than
#          its transmit timestamp (reference 0, INIT or STEP, section 7.4). An SNTP request with a
#          timestamp of this decade, or any SNTP request and its answer.
# NULs     Zero fields vanish: an SNTP request without timestamp is one single byte, so it takes
#          the answer to see it, and a random timestamp (a client that hides its clock) needs that
#          too. The length can't be compared with 48, only with what remains of it.
# Alike    Nothing that is known, but it is the weakest of our definitions. Random packets of 9 bytes
#          match once in a thousand, of 10..15 and 30..48 bytes once in 15,000, longer ones hardly.
ntp
^([\x14\x1c$][\x01-\x0f][\x03-\x0a\x11]?|[\x19-\x1b!-#\x1d%][\x01-\x0f][\x03-\x0a\x11])[\xe6-\xfa]...........................?.?.?.?.?.?.?.?.?.?.?.?.?.?.?.?.?.?$|^[\x13\x1b#\xdb\xe3][\x03-\x0a\x11][\xe6-\xfa ](\x01?[\x01-\x0f].?.?)?(init|step)?([\xdc-\xf7].......?)?.......?.?$|^[\x1b#][\xdc-\xf7].......$|^[\x1b#\xe3](.......?.)?[\x1c$][\x01-\x06][\x03-\x0a\x11]?[\xe6-\xfa]|^[\x16\x1e&]\x02\x01$|^[\x17\x1f'\x97\xd7\x9f\xa7].?\x03\*
