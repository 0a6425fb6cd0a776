# SPDX-License-Identifier: GPL-2.0-only
# MySQL and MariaDB - classic protocol, and the greeting of the X protocol
#
# A packet is length (3 bytes, little-endian), number, contents. The server begins (packet 0):
# protocol version 10, version in text, connection id, 8 random bytes, a zero; or an error. The
# client answers with packet 1: capabilities, size, character set, 23 zeros (MariaDB uses the last
# four).

protocol  mysql
about     MySQL, MariaDB, Percona
group     database
alias     mariadb percona mysqlx
source    MySQL source documentation, Protocol::HandshakeV10, HandshakeResponse41, SSLRequest
source    MariaDB knowledge base, Connection

tcp u24le@0 + 4 <= size u32@1 = 0x0000000a u8@5 >= 0x30 u8@5 <= 0x39 u8@6 = 0x2e u8@7 >= 0x30 u8@7 <= 0x39: ^.
tcp u24le@0 + 4 <= size u32@1 = 0x0000000a u8@5 >= 0x30 u8@5 <= 0x39 u8@6 >= 0x30 u8@6 <= 0x39 u8@7 = 0x2e u8@8 >= 0x30 u8@8 <= 0x39: ^.
tcp u24le@0 >= 32 u24le@0 + 4 <= size u8@5 & 2 = 2 u16@2 = 1 u32@13 = 0 u32@17 = 0 u32@21 = 0 u32@25 = 0 u24@29 = 0: ^.
# refused: too many connections (1040), host blocked (1129) or not allowed (1130)
tcp u8@1 <= 1 u32@2 = 0x0000ff10 u8@6 = 4 u8@7 >= 0x21 u8@7 <= 0x7e u8@8 >= 0x21 u8@8 <= 0x7e u8@9 >= 0x21 u8@9 <= 0x7e: ^.
tcp u8@1 <= 1 u24@2 = 0x0000ff u8@5 >= 0x69 u8@5 <= 0x6a u8@6 = 4 u8@7 >= 0x21 u8@7 <= 0x7e u8@8 >= 0x21 u8@8 <= 0x7e u8@9 >= 0x21 u8@9 <= 0x7e: ^.
# X protocol: notice "server hello", sent at once
tcp: ^\x05\x00\x00\x00\x0b\x08\x05\x1a\x00
