# SPDX-License-Identifier: GPL-2.0-only
# DCE/RPC - remote procedure calls of DCE and Windows (MSRPC)
#
# Over TCP: version 05, minor 00 or 01, type, flags, data representation (10 00 00 00
# little-endian, zeros big-endian), length of the fragment, length of authentication data, call. A
# connection begins with bind (0B) and its answer (0C, 0D); later come requests (00), responses
# (02), faults (03). Over UDP: version 04, type 00..0A, flags, data representation, ..., object,
# interface and activity (UUIDs) ..., length of the body at 74; the header has 80 bytes.
#
# Seen     each message of either side in TCP and UDP; the greeting of RPC over HTTP, version 1
#          (port 593).
# Missed   RPC in named pipes (it is SMB) and in HTTP.
# Alike    SOCKS 5 begins with 05, too, but not with a data representation. PROFINET IO is DCE/RPC
#          with interfaces of its own.

protocol  dcerpc
about     DCE/RPC and Microsoft RPC
group     middleware
alias     msrpc rpc-dce epmap
source    The Open Group C706, chapter 12: RPC PDU encodings; MS-RPCE 2.2.2
source    MS-RPCH 2.1.1.1: greeting of ncacn_http

# first or only fragment (flags: bit 0), little-endian
tcp u16le@8 <= size u16le@8 >= 24 u8@3 & 1 = 1 u16le@10 < 4096: ^\x05[\x00\x01][\x0b-\x10].\x10\x00\x00\x00
tcp u16le@8 <= size u16le@8 >= 16 u8@3 & 1 = 1 u16le@10 < 4096: ^\x05[\x00\x01][\x00\x02\x03].\x10\x00\x00\x00
# big-endian
tcp u16@8 <= size u16@8 >= 24 u8@3 & 1 = 1 u16@10 < 4096: ^\x05[\x00\x01][\x0b-\x10].\x00\x00\x00\x00
tcp server: ^ncacn_http/1\.0
# connectionless
udp u16le@74 + 80 = size u32@24 != 0 u32@40 != 0: ^\x04[\x00-\x0a].[\x00-\x07]\x10\x00\x00
udp u16@74 + 80 = size u32@24 != 0 u32@40 != 0: ^\x04[\x00-\x0a].[\x00-\x07]\x00\x00\x00
# with a trailer of authentication data (protocol at 78)
udp u16le@74 + 80 < size u32@24 != 0 u32@40 != 0 u8@78 >= 1 u8@78 <= 16: ^\x04[\x00-\x0a].[\x00-\x07]\x10\x00\x00
