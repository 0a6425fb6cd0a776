# SPDX-License-Identifier: GPL-2.0-only
# MongoDB - wire protocol
#
# Header, all little-endian: length of the message, request id, id that is answered, operation: 2013
# (OP_MSG, since 3.6), 2004 (query) and the other old ones, 1 (reply to a query), 2012 (compressed).

protocol  mongodb
about     MongoDB
group     database
alias     mongo
source    MongoDB manual, reference/mongodb-wire-protocol
rank      97

# OP_MSG: flags (bits 0, 1, 16), section of kind 0 with a document or 1
tcp u8@3 = 0 u8@2 <= 2 u32le@12 = 2013 u32@16 & 0xfcfffeff = 0 u8@20 <= 1: ^.
# query, get more, insert, update, delete: answers nothing; flags, database.collection
tcp u8@3 = 0 u8@2 <= 2 u32@8 = 0 u32le@12 >= 2001 u32le@12 <= 2007 u8@17 <= 1 u16@18 = 0 u8@20 >= 0x2d u8@20 <= 0x7a u8@21 >= 0x2d u8@21 <= 0x7a: ^.
tcp u8@3 = 0 u8@2 <= 2 u32@8 = 0xffffffff u32le@12 >= 2001 u32le@12 <= 2007 u8@17 <= 1 u16@18 = 0 u8@20 >= 0x2d u8@20 <= 0x7a u8@21 >= 0x2d u8@21 <= 0x7a: ^.
# reply: flags 0 or 8, cursor, first document 0, number of documents 1
tcp u32le@0 = size u8@2 <= 2 u8@3 = 0 u32@12 = 0x01000000 u8@16 <= 0x0f u24@17 = 0 u32@28 = 0: ^.
# compressed: original operation 2013 or 2004, length, snappy, zlib or zstd
tcp u8@2 <= 2 u8@3 = 0 u32@12 = 0xdc070000 u8@17 <= 7 u16@18 = 0 u8@23 = 0 u8@24 <= 3: ^.
