# SPDX-License-Identifier: GPL-2.0-only
# DRDA - IBM Db2, Informix, Apache Derby
#
# DSS header: length, D0, format and chain bits with type (1 request, 2 answer, 3 data), correlation
# id; then objects: length, code point. A session begins with EXCSAT (1041) or ACCSEC (106D), the
# server answers EXCSATRD (1443) or ACCSECRD (14AC).

protocol  drda
about     DRDA: Db2, Informix, Derby
group     database
alias     db2 ibm-db2 ddm
source    Open Group, DRDA volume 3 (DDM): DSS, EXCSAT, EXCSATRD, ACCSEC, ACCSECRD

# the next code point is external name, server class, name, release, or manager levels
tcp u8@2 = 0xd0 u8@3 & 0xaf = 1 u8@3 != 0x11 u8@6 = 0 u24@8 = 0x104100 size 12..: ^.
tcp u8@2 = 0xd0 u8@3 & 0xae = 2 u8@3 != 0x12 u8@3 != 0x13 u8@6 = 0 u24@8 = 0x144300 size 12..: ^.
# security mechanism
tcp u8@2 = 0xd0 u8@3 & 0xaf = 1 u8@3 != 0x11 u8@6 = 0 u8@8 = 0x10 u8@9 >= 0x6d u8@9 <= 0x6e u8@10 = 0 size 12..: ^.
tcp u8@2 = 0xd0 u8@3 & 0xae = 2 u8@3 != 0x12 u8@3 != 0x13 u8@6 = 0 u24@8 = 0x14ac00 size 12..: ^.
# access the database
tcp u8@2 = 0xd0 u8@3 & 0xaf = 1 u8@3 != 0x11 u8@6 = 0 u24@8 = 0x200100 size 12..: ^.
