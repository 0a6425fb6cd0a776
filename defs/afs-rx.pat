# SPDX-License-Identifier: GPL-2.0-only
# Rx - remote procedure calls of AFS (OpenAFS, AuriStor, kAFS)
#
# Epoch, connection, call, sequence number, serial number (4 bytes each), type 1..8, flags,
# status, security class, checksum, service (2 bytes each).
#
# Seen     data, acknowledgements, abort, challenge and response at any time of the first 65,536
#          calls.
# Missed   debug and version questions (type 8, 13), which have zeros for most fields.

protocol  afs-rx
about     AFS Rx
group     file
alias     rx afs afs3
source    Rx protocol specification draft (Zeldovich, 2002); OpenAFS, rx.h

# data: call and sequence are small, service known by a number below 256
udp size 28.. u32@0 != 0 u32@4 != 0 u16@10 != 0 u32@12 != 0 u32@16 != 0 u8@27 != 0: ^........\x00\x00..\x00\x00..\x00\x00..\x01[\x00-\x2f]\x00[\x00-\x05]..[\x00-\x04].
# acknowledgement, busy, abort, acknowledgement of all
udp size 28.. u32@0 != 0 u32@4 != 0 u16@10 != 0 u32@16 != 0 u8@27 != 0: ^........\x00\x00..\x00\x00..\x00\x00..[\x02-\x05][\x00-\x2f]\x00[\x00-\x05]..[\x00-\x04].
# challenge, response: no call, no sequence
udp size 40.. u32@0 != 0 u32@4 != 0 u8@27 != 0: ^........\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00..[\x06\x07][\x00-\x2f]\x00[\x01-\x05]..[\x00-\x04].
