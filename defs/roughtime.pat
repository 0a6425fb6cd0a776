# SPDX-License-Identifier: GPL-2.0-only
# Roughtime - authenticated time
#
# IETF: "ROUGHTIM", length (little-endian), message. Message: number of tags (little-endian),
# offsets of all values but the first, tags in ascending order. Google's first version has no
# header: NONC, PAD FF in requests; SIG 00, PATH, SREP, CERT, INDX in answers.
#
# Seen     requests and answers.

protocol  roughtime
about     Roughtime
group     network
source    IETF draft-ietf-ntp-roughtime, section 5: message format, header
source    roughtime.googlesource.com, PROTOCOL.md: first version

udp u32le@8 + 12 = size: ^ROUGHTIM
tcp u32le@8 + 12 <= size: ^ROUGHTIM
udp: ^\x02\x00\x00\x00..\x00\x00NONCPAD[\x00\xff]
udp: ^\x02\x00\x00\x00..\x00\x00PAD\x00NONC
udp: ^\x03\x00\x00\x00..\x00\x00..\x00\x00VER[\x00\xff]NONC
udp: ^\x03\x00\x00\x00..\x00\x00..\x00\x00PAD\x00VER\x00NONC
udp: ^\x05\x00\x00\x00..\x00\x00..\x00\x00..\x00\x00..\x00\x00SIG[\x00\xff](PATH|NONC|VER\x00)
udp: ^\x06\x00\x00\x00..\x00\x00..\x00\x00..\x00\x00..\x00\x00..\x00\x00SIG[\x00\xff](PATH|NONC|VER\x00)
udp: ^\x07\x00\x00\x00..\x00\x00..\x00\x00..\x00\x00..\x00\x00..\x00\x00..\x00\x00SIG[\x00\xff](PATH|NONC|VER\x00)
