# SPDX-License-Identifier: GPL-2.0-only
# SMB - file sharing, versions 1, 2, 3
#
# Source   MS-SMB2 section 2.1 and RFC 1002 section 4.3.1: 00 and length (3 bytes) before each
#          message, 81 and two names for a session request, 82 as its answer; MS-CIFS section
#          2.2.3.1: FF "SMB"; MS-SMB2 2.2.1: FE "SMB", then the size of the header, 64; 2.2.41: FD
#          "SMB" (encrypted); 2.2.42: FC "SMB" (compressed).
# Sees     The first message of either side, over TCP directly or in a NetBIOS session.
# Misses   SMB over QUIC (it is QUIC), a NetBIOS session request that gets no answer, browser
#          datagrams (port 138, NetBIOS).
# Alike    Nothing.
smb
^(\x81D [a-p]+ [a-p]+)?\x82?.?.?.?(\xffsmb.|\xfesmb@|[\xfc\xfd]smb)
