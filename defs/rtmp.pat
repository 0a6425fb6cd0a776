# SPDX-License-Identifier: GPL-2.0-only
# RTMP - Flash media, live streaming to Twitch, YouTube and others
#
# C0 and C1 (RTMP 1.0 section 5.2): version 03, time (4 bytes), zeros (4 bytes), 1528 random bytes:
# 1537 together. S0 and S1 are the same, the server's time may be 0. Adobe's own handshake has the
# version of the player instead of the zeros (9.0.124.2 and 10.0.x are common; with another the
# answer must begin with 03 or 06 too); then C0 and C1 must end together with the packet, after
# exactly 1537 bytes. A handshake that was not heard: the command "connect" in AMF0 on chunk stream
# 3, message type 20. RTMP through HTTP (RTMPT) has the type application/x-fcs.
# Missed: servers with Adobe's handshake when only they are heard; RTMPS (it is TLS).
# Alike: TPKT begins with 03 00 too, but has a length and no zeros there.

protocol  rtmp
about     RTMP: Flash media, publishing of live streams
group     streaming
alias     macromedia-fcs rtmpt
source    Adobe RTMP Specification 1.0 section 5.2, 5.3, 7.2.1.1
rank      90
allow     random: the packet must have exactly 1537 bytes

tcp size 1537.. u32@16 > 65535 u32@24 > 65535: ^\x03....\x00\x00\x00\x00[^\x00]
tcp size 1537: ^[\x03\x06]....(\x09\x00\x7c\x02|\x0a\x00[\x0c\x20-\x2d][\x02\x24]|\x80\x00\x07\x02)
tcp opener size 1537: ^[\x03\x06]....[\x09-\x20\x80][\x00-\x0a].[\x01-\x40]
and answerer size 1000..: ^[\x03\x06]
tcp: ^\x03......\x14\x00\x00\x00\x00\x02\x00\x07connect
tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*Content-Type:[ \t]*application/x-fcs
