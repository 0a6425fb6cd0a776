# SPDX-License-Identifier: GPL-2.0-only
# TDS - Microsoft SQL Server and Sybase
#
# Header of 8 bytes: type, status, length of the packet with header, channel (SPID), number, window
# 0. A session begins with PRELOGIN (12) or LOGIN7 (10); later packets carry a batch (01), a remote
# procedure call (03), bulk data (07), the answer (04). Missed: sessions inside TLS from the first
# byte (TDS 8), the SQL Server Browser on UDP. TPKT (03 00, length) has no zeros where the channel
# is.

protocol  tds
about     TDS: Microsoft SQL Server, Sybase
group     database
alias     mssql mssql-tds ms-sql-s sqlserver
source    MS-TDS 2.2.3.1 (header), 2.2.6 (client messages), 2.2.7 (tokens)

# PRELOGIN and its answer: token VERSION at an offset, 6 bytes, then ENCRYPTION or the end
tcp: ^\x12\x01\x00.\x00\x00[\x00\x01]\x00\x00\x00.\x00\x06[\x01-\x07\xff]
tcp: ^\x04\x01\x00...[\x00\x01]\x00\x00\x00.\x00\x06[\x01-\x07\xff]
# LOGIN7: length, version 7.0 to 8.0 written backwards
tcp: ^\x10[\x00\x01]..\x00\x00[\x00\x01]\x00..\x00\x00[\x00-\x04]\x00[\x00\x09-\x0b][\x70-\x74]
tcp: ^\x10[\x00\x01]..\x00\x00[\x00\x01]\x00..\x00\x00\x00\x00\x00\x08
# login of TDS 4.2 and 5.0: 512 bytes and more, host name first
tcp: ^\x02\x00\x02\x00\x00\x00[\x00\x01]\x00[!-~]{2}
# batch, call, transaction: headers of 22 bytes with the transaction descriptor
tcp u8@6 <= 1 u32@7 = 0x00160000 u32@11 = 0x00120000 u24@15 = 0x000200: ^[\x01\x03\x0e][\x00\x01\x08\x09]
# older: text in UTF-16; name of the procedure, or its number, before TDS 7.2
tcp u16@4 = 0 u8@6 <= 1 u8@7 = 0 u8@8 >= 9 u8@8 <= 0x7e u8@9 = 0 u8@10 >= 9 u8@10 <= 0x7e u8@11 = 0 u8@12 >= 9 u8@12 <= 0x7e u8@13 = 0 u8@14 >= 9 u8@14 <= 0x7e u8@15 = 0: ^\x01[\x00\x01\x08\x09]
tcp u16@4 = 0 u8@6 <= 1 u8@7 = 0 u8@8 >= 1 u8@8 <= 0x7f u8@9 = 0 u8@10 >= 0x21 u8@10 <= 0x7e u8@11 = 0 u8@12 >= 0x21 u8@12 <= 0x7e u8@13 = 0 u8@14 >= 0x21 u8@14 <= 0x7e u8@15 = 0: ^\x03[\x00\x01\x08\x09]
tcp u16@4 = 0 u8@6 <= 1 u24@7 = 0x00ffff u8@10 >= 1 u8@10 <= 0x0f u8@11 = 0: ^\x03[\x00\x01\x08\x09]
# attention
tcp: ^\x06\x01\x00\x08\x00\x00[\x00\x01]\x00
# answer: a token; a single packet, or the first of several, with the default size of 4096 or 8000
tcp u16@2 = size u8@6 <= 1 u8@7 = 0 u8@8 >= 0x79: ^\x04\x01
tcp: ^\x04\x00(\x10\x00|\x1f\x40)..\x01\x00[\x79\x81\xa4\xaa-\xad\xd1\xe3\xe5\xed\xee\xfd-\xff]
