# SPDX-License-Identifier: GPL-2.0-only
# Oracle TNS - Oracle Net
#
# Header: length (2 bytes), checksum 0, type, flags, header checksum 0. Then a connect packet (1)
# and its acceptance (2) have the version, 300 to 319, refusal (4) and redirection (5) text in
# parentheses. A request to resend (11) is the header alone.

protocol  oracle-tns
about     Oracle database: Net (TNS)
group     database
alias     oracle tns sqlnet
source    Wireshark dissector tns; python-oracledb source (thin driver), constants of TNS

tcp u16@0 >= 50: ^[\x00-\x1f].\x00\x00\x01.\x00\x00\x01[\x2c-\x3f]\x01[\x2c-\x3f]
tcp u16@0 >= 24 u16@0 <= size: ^\x00.\x00\x00\x02.\x00\x00\x01[\x2c-\x3f]
tcp u24@2 = 4 u8@5 <= 0x20 u16@6 = 0 u32@12 = 0x28444553 u32@16 = 0x43524950 u32@20 = 0x54494f4e u8@24 = 0x3d: ^.
tcp u24@2 = 5 u8@5 <= 0x20 u16@6 = 0 u32@10 = 0x28444553 u32@14 = 0x43524950 u32@18 = 0x54494f4e: ^.
tcp u24@2 = 5 u8@5 <= 0x20 u16@6 = 0 u32@10 = 0x28414444 u32@14 = 0x52455353: ^.
tcp: ^\x00\x08\x00\x00\x0b[\x00-\x20]\x00\x00$
