# SPDX-License-Identifier: GPL-2.0-only
# SMB - file sharing of Windows and Samba, versions 1, 2 and 3
#
# Each message is preceded by 00 and its length (3 bytes), over TCP directly as in a NetBIOS
# session; then FF "SMB" (version 1), FE "SMB" and the size of the header, 64 (2, 3), FD "SMB"
# (encrypted) or FC "SMB" (compressed).
#
# Seen     the first message of either side.
# Missed   SMB over QUIC (it is QUIC), connections whose beginning was not heard.
# Alike    the request for a session of NetBIOS (port 139) and its datagrams (138) with SMB inside are
#          netbios; a session of which only the server is heard is smb.

protocol  smb
about     SMB/CIFS file sharing
group     file
alias     smbv1 smbv23 smb2 cifs microsoft-ds samba
source    MS-SMB2 2.1, 2.2.1, 2.2.41, 2.2.42: transport, header, encrypted, compressed
source    MS-CIFS 2.2.3.1: header of version 1

tcp: ^\x00[\x00-\x7f]..\xffSMB[^\xff]
tcp: ^\x00[\x00-\x7f]..\xfeSMB@\x00
tcp: ^\x00[\x00-\x7f]..\xfdSMB
tcp: ^\x00[\x00-\x7f]..\xfcSMB
# behind the answer that accepts a session of NetBIOS
tcp: ^\x82\x00\x00\x00\x00[\x00\x01]..[\xfe\xff]SMB
