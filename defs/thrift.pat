# SPDX-License-Identifier: GPL-2.0-only
# Apache Thrift - remote procedure calls: strict binary and compact encoding
#
# Binary: 80 01 00, type (1 call, 2 reply, 3 exception, 4 one-way), name with length, sequence
# number. Compact: 82, type * 32 + 1, sequence number and length of the name as variable numbers,
# name. Both bare or after a length of four bytes (framed), compact over UDP too (Jaeger). Over HTTP
# by its content type.

protocol  thrift
about     Apache Thrift
group     middleware
source    Apache Thrift: thrift-binary-protocol.md, thrift-compact-protocol.md, thrift-rpc.md
source    Apache Thrift: HeaderFormat.md
rank      80

tcp+udp: ^(\x00[\x00-\x0f]..)?\x80\x01\x00[\x01-\x04]\x00\x00\x00[\x01-\x7f][A-Za-z_]
# bare: names of 8 letters and more
tcp+udp: ^\x82[\x21\x41\x61\x81][\x80-\xff]{0,4}[\x00-\x7f][\x08-\x40][A-Za-z_][A-Za-z0-9_:.]{7}
tcp+udp u8@1 <= 0x0f u8@4 = 0x82 u8@5 >= 0x21 u8@5 <= 0x81 u8@5 & 0x1f = 1 u8@6 <= 0x7f u8@7 >= 6 u8@7 <= 0x40 u8@8 >= 0x41 u8@8 <= 0x7a u8@9 >= 0x41 u8@9 <= 0x7a u8@10 >= 0x41 u8@10 <= 0x7a u8@11 >= 0x41 u8@11 <= 0x7a u8@12 >= 0x41 u8@12 <= 0x7a u8@13 >= 0x41 u8@13 <= 0x7a: ^\x00
tcp+udp u8@1 <= 0x0f u8@4 = 0x82 u8@5 >= 0x21 u8@5 <= 0x81 u8@5 & 0x1f = 1 u8@6 >= 0x80 u8@7 <= 0x7f u8@8 >= 6 u8@8 <= 0x40 u8@9 >= 0x41 u8@9 <= 0x7a u8@10 >= 0x41 u8@10 <= 0x7a u8@11 >= 0x41 u8@11 <= 0x7a u8@12 >= 0x41 u8@12 <= 0x7a u8@13 >= 0x41 u8@13 <= 0x7a u8@14 >= 0x41 u8@14 <= 0x7a: ^\x00
tcp+udp u8@1 <= 0x0f u8@4 = 0x82 u8@5 >= 0x21 u8@5 <= 0x81 u8@5 & 0x1f = 1 u8@6 >= 0x80 u8@7 >= 0x80 u8@8 <= 0x7f u8@9 >= 6 u8@9 <= 0x40 u8@10 >= 0x41 u8@10 <= 0x7a u8@11 >= 0x41 u8@11 <= 0x7a u8@12 >= 0x41 u8@12 <= 0x7a u8@13 >= 0x41 u8@13 <= 0x7a u8@14 >= 0x41 u8@14 <= 0x7a u8@15 >= 0x41 u8@15 <= 0x7a: ^\x00
# header transport: magic 0FFF, flags, sequence number, length of the header, binary or compact
tcp u8@1 <= 0x0f u32@4 = 0x0fff0000 u8@12 = 0 u8@13 <= 0x20 u16@14 & 0xfdff = 0: ^\x00
tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*Content-Type:[ \t]*application/(x-thrift|vnd\.apache\.thrift\.)
tcp nocase: ^HTTP/1\.[01] [1-5][0-9][0-9][^\r\n]*\r\n([^\r\n]+\r\n)*Content-Type:[ \t]*application/(x-thrift|vnd\.apache\.thrift\.)
