# SPDX-License-Identifier: GPL-2.0-only
# AFP - Apple Filing Protocol over TCP (DSI)
#
# DSI header: 00 request or 01 reply, command, request id, offset or error (4 bytes), length (4
# bytes), 4 reserved zeros. A connection begins with OpenSession (04), whose options are quantums
# of 4 bytes (00, 01, 02, length 04), or GetStatus (03), answered with the server's information
# block: offsets, flags, name.
#
# Seen     the beginning of either side.
# Missed   GetStatus without data (16 bytes, all but zeros): its answer is seen. Later messages.

protocol  afp
about     Apple Filing Protocol
group     file
alias     afpovertcp dsi
source    Apple Filing Protocol Programming Guide, Data Stream Interface; FPGetSrvrInfo

tcp u32@8 + 16 <= size u32@8 >= 6: ^\x00\x04..\x00\x00\x00\x00\x00\x00\x00.\x00\x00\x00\x00[\x00-\x02]\x04
tcp u32@8 + 16 <= size u32@8 >= 6: ^\x01\x04..\x00\x00\x00\x00\x00\x00\x00.\x00\x00\x00\x00[\x00-\x02]\x04
tcp size 18..: ^\x00\x03..\x00\x00\x00\x00\x00\x00\x00\x02\x00\x00\x00\x00\x0f\x00
# information block: offsets of machine type, versions, authentication methods, icon
tcp u32@8 + 16 <= size u32@8 >= 32: ^\x01\x03..\x00\x00\x00\x00\x00\x00[\x00-\x08].\x00\x00\x00\x00\x00[\x18-\xff]\x00[\x18-\xff][\x00\x01].[\x00-\x04]
