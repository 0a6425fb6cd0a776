# SPDX-License-Identifier: GPL-2.0-only
# NTP - network time
#
# Seen: requests and answers of versions 1 to 4, SNTP, symmetric and broadcast, with
# authentication or NTS behind the 48 bytes; control messages (ntpq); private ones of ntpd (ntpdc,
# the monitor list).
# The ranges: stratum 0..16, poll 0..17, precision 2^-32..2^-6 (or 0, 32), root delay and
# dispersion below 16 s: some 39 bits. A request without any of them has nothing but its transmit
# timestamp.

protocol  ntp
about     Network Time Protocol, SNTP
group     network
alias     sntp
source    RFC 5905 section 7.3 (header); RFC 4330 section 5 (SNTP); RFC 8915 (NTS)
source    RFC 9327 section 2 (control, mode 6); ntpd's ntp_request.h (private, mode 7)
rank      101

# client, leap 0 or 3: leap, version, mode; stratum, poll, precision; delay, dispersion
udp size 48..72 u16@4 <= 15 u16@8 <= 16: ^[\x0b\x13\x1b\x23\xd3\xdb\xe3][\x00-\x10][\x00-\x11][\xe0-\xfa]
# client that tells nothing: zero but for poll, precision 0 or 32 and the transmit timestamp
udp size 48..72 u32@4 = 0 u32@8 = 0 u32@12 = 0 u32@16 = 0 u32@20 = 0 u32@24 = 0 u32@28 = 0 u32@32 = 0: ^[\x0b\x13\x1b\x23\xd3\xdb\xe3]\x00[\x00-\x11][\x00\x20]
# server, symmetric, broadcast
udp size 48..72 u16@4 <= 15 u16@8 <= 16: ^[\x0c\x14\x1c\x24\x4c\x54\x5c\x64\x8c\x94\x9c\xa4\xcc\xd4\xdc\xe4][\x00-\x10][\x00-\x11][\xe0-\xfa]
udp size 48..72 u16@4 <= 15 u16@8 <= 16: ^[\x11\x12\x15\x19\x1a\x1d\x21\x22\x25\xd9\xda\xdd\xe1\xe2\xe5][\x00-\x10][\x00-\x11][\xe0-\xfa]
# client and server with extension fields: type, length (a multiple of 4)
udp size 76.. u16@4 <= 15 u16@8 <= 16 u16@50 >= 16 u16@50 & 3 = 0 u16@50 + 48 <= size: ^[\x1b\x23\xdb\xe3][\x00-\x10][\x00-\x11][\xe0-\xfa]
udp size 76.. u16@4 <= 15 u16@8 <= 16 u16@50 >= 16 u16@50 & 3 = 0 u16@50 + 48 <= size: ^[\x1c\x24\x5c\x64\x9c\xa4\xdc\xe4][\x00-\x10][\x00-\x11][\xe0-\xfa]
udp size 76.. u32@4 = 0 u32@8 = 0 u32@12 = 0 u32@16 = 0 u16@50 >= 16 u16@50 & 3 = 0 u16@50 + 48 <= size: ^[\x1b\x23\xdb\xe3]\x00[\x00-\x11][\x00\x20]
# server that sends no precision, and kiss codes (stratum 0, a word of letters) whose other fields
# are free
udp size 48..72 u32@4 = 0 u32@8 = 0 u8@40 >= 0xd0: ^[\x1c\x24\xdc\xe4][\x00-\x10][\x00-\x11]\x00
udp size 48..72 u16@4 <= 15: ^[\x1c\x24\xdc\xe4]\x00[\x00-\x11].........[A-Z][A-Z][A-Z][A-Z]
# control: opcode, sequence, status, association, offset 0, count of data, data (padded to 4,
# digest)
udp size 12 u16@2 != 0 u16@10 = 0: ^[\x16\x1e\x26][\x01-\x0c]..\x00\x00..\x00\x00
udp size 14.. u16@2 != 0 u16@10 >= 1 u16@10 + 12 <= size u16@10 + 48 >= size u16@10 <= 468: ^[\x16\x1e\x26][\x01-\x0c]..\x00\x00..\x00\x00..[!-~]
udp size 16.. u16@10 >= 4 u16@10 + 12 <= size u16@10 + 16 > size u16@10 <= 468: ^[\x16\x1e\x26][\x82-\x8c\xa2-\xac\xc2-\xcc]......\x00\x00..[!-~]
# private: sequence 0, implementation, code, nothing; answers with items of 72 bytes (the monitor
# list)
udp size 8..: ^[\x17\x1f\x27]\x00[\x02\x03][\x00-\x2d]\x00\x00\x00\x00
udp size 80.. u16@4 * 72 + 8 = size u16@6 = 72: ^[\x97\x9f\xa7\xd7\xdf\xe7].[\x02\x03][\x10-\x2d]
