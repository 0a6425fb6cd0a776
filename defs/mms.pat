# SPDX-License-Identifier: GPL-2.0-only
# MMS - Manufacturing Message Specification, ISO 9506: substations (IEC 61850), control centres (ICCP)
#
# TPKT, COTP data (02 F0 80), then the session's CONNECT (0D) or ACCEPT (0E), with the object
# identifiers 1.0.9506.2.x of MMS (28 CA 22 02 x) in presentation and ACSE. Later messages: GIVE
# TOKENS and DATA TRANSFER (01 00 01 00), presentation user data (61 .. 30 .. 02 01 03 A0), then a
# confirmed request (A0) or answer (A1) with its number and a context tag.
#
# Seen     the initiation of either side, with or without the COTP connection before it; confirmed
#          requests and answers from the middle of a session.
# Missed   unconfirmed reports at the beginning of what is seen; associations with other identifiers.
# Alike    other users of the OSI stack: ROSE has an INTEGER where MMS has a context tag.

protocol  mms
about     MMS, ISO 9506 (IEC 61850, ICCP/TASE.2)
group     industrial
alias     iso9506-1-mms iccp tase2 iec61850
source    ISO 9506-2, 24 (identifiers); ITU-T X.225, X.226, X.227; RFC 1006 section 6

tcp: ^(\x03\x00\x00[\x0b-\xff].[\xd0\xe0].*)?\x03\x00..\x02\xf0\x80[\x0d\x0e].*\x28\xca\x22\x02[\x01-\x03]
tcp: ^\x03\x00..\x02\xf0\x80\x01\x00\x01\x00\x61([\x00-\x7f]|\x81.|\x82..)\x30([\x00-\x7f]|\x81.|\x82..)\x02\x01\x03\xa0([\x00-\x7f]|\x81.|\x82..)[\xa0\xa1]([\x00-\x7f]|\x81.|\x82..)\x02(\x01.|\x02..|\x03...|\x04....)[\x80-\xbf]
