# SPDX-License-Identifier: GPL-2.0-only
# Cassandra - CQL native protocol, versions 1 to 5 (also ScyllaDB)
#
# Header: version (bit 80 in answers; 41, 42: DataStax Enterprise), flags, stream (2 bytes since
# version 3), operation, length. A client begins with OPTIONS (5, empty) or STARTUP (1, a map of
# strings). Missed: the older interface over Thrift (see thrift).

protocol  cassandra
about     Cassandra, ScyllaDB: CQL
group     database
alias     cql scylladb
source    Apache Cassandra, native_protocol_v5.spec 2, 4.1, 4.2 (v3 to v5), native_protocol_v2.spec

tcp: ^[\x03-\x05\x41\x42][\x00-\x1f]..\x05\x00\x00\x00\x00$
tcp u8@1 <= 0x1f u24@4 = 0x010000 u8@7 <= 3 u8@9 = 0 u8@10 >= 1 u8@10 <= 0x0f u8@11 = 0 u8@12 >= 4 u8@12 <= 0x20 u8@13 >= 0x41 u8@13 <= 0x5f u8@14 >= 0x41 u8@14 <= 0x5f u8@15 >= 0x41 u8@15 <= 0x5f u8@16 >= 0x41 u8@16 <= 0x5f: ^[\x03-\x05AB]
tcp u8@1 <= 3 u24@3 = 0x010000 u8@6 <= 3 u8@8 = 0 u8@9 >= 1 u8@9 <= 0x0f u8@10 = 0 u8@11 >= 4 u8@11 <= 0x20 u8@12 >= 0x41 u8@12 <= 0x5f u8@13 >= 0x41 u8@13 <= 0x5f u8@14 >= 0x41 u8@14 <= 0x5f u8@15 >= 0x41 u8@15 <= 0x5f: ^[\x01\x02]
# SUPPORTED, READY, AUTHENTICATE with the name of a Java class, ERROR with its text
tcp: ^([\x83-\x85\xc1\xc2][\x00-\x1f].|[\x81\x82][\x00-\x0f]).\x06\x00\x00..\x00[\x01-\x0f]\x00[\x04-\x20][A-Z_]{4}
tcp: ^[\x83-\x85\xc1\xc2][\x00-\x1f]\x00.\x02\x00\x00\x00\x00$
tcp: ^([\x83-\x85\xc1\xc2][\x00-\x1f].|[\x81\x82][\x00-\x0f]).\x03\x00\x00\x00.\x00.(org|com|io|net)\.[a-z]
tcp: ^([\x83-\x85\xc1\xc2][\x00-\x1f].|[\x81\x82][\x00-\x0f]).\x00\x00\x00\x00.\x00\x00[\x00\x10-\x15\x20-\x25].\x00.[ -~]{6}
