# SPDX-License-Identifier: GPL-2.0-only
# iSCSI - block storage over TCP
#
# Login request: opcode 43 (03 without the immediate bit), flags, versions 00 00, no additional
# header, length of the text (3 bytes), session id ..., 16 reserved zeros, then keys
# "InitiatorName=..." from byte 48 on. Answer: 23, ..., status, 10 zeros.
#
# Seen     the login of either side.
# Missed   sessions whose beginning was not heard; iSER.

protocol  iscsi
about     iSCSI block storage
group     file
alias     iscsi-target
source    RFC 7143 section 11.12 (login request), 11.13 (login response)

tcp u24@5 + 48 <= size u16@22 = 0: ^[\x03\x43][\x00-\x0f\x40-\x4f\x80-\x8f]\x00\x00\x00\x00.{26}\x00{16}[A-Z][A-Za-z][A-Za-z]
tcp u24@5 + 48 <= size u32@20 = 0: ^\x23[\x00-\x0f\x40-\x4f\x80-\x8f]\x00\x00\x00\x00.{30}[\x00-\x03][\x00-\x0f]\x00{10}
