# SPDX-License-Identifier: GPL-2.0-only
# RTSP - control of streaming media: cameras, Chromecast-like receivers, AirPlay 1
#
# Request line: method SP URI SP RTSP/1.0 or 2.0 (RFC 2326 section 6.1, RFC 7826 section 7.1), URI
# `*` or rtsp:, rtsps:, rtspu:; some cameras send a bare path. Status line: RTSP/1.0 SP 3 digits. In
# an HTTP tunnel (QuickTime): GET or POST with application/x-rtsp-tunnelled.
# Missed: RTSP whose beginning was not heard, when RTP is interleaved.
# Alike: HTTP and SIP have other names at the end of the line.

protocol  rtsp
about     RTSP: control of streaming media
group     streaming
alias     rtspu rtsps
source    RFC 2326 section 6.1, 7.1; RFC 7826 section 7.1, 8.1
source    Apple, "Tunnelling RTSP and RTP over HTTP"
rank      90

tcp+udp nocase: ^[\r\n]*(OPTIONS|DESCRIBE|ANNOUNCE|SETUP|PLAY|PLAY_NOTIFY|PAUSE|TEARDOWN|GET_PARAMETER|SET_PARAMETER|REDIRECT|RECORD|FLUSH|POST|GET) [^\r\n]* RTSP/[12]\.0
tcp+udp nocase: ^[\r\n]*RTSP/[12]\.0 [1-5][0-9][0-9][ \r\n]
tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*(Accept|Content-Type):[ \t]*application/x-rtsp-tunnelled
tcp nocase: ^HTTP/1\.[01] [1-5][0-9][0-9][^\r\n]*\r\n([^\r\n]+\r\n)*Content-Type:[ \t]*application/x-rtsp-tunnelled
