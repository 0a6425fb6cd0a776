# SPDX-License-Identifier: GPL-2.0-only
# QUIC - transport of HTTP/3 and others over UDP; also Google's QUIC before it was a standard
#
# Long header (RFC 8999 section 5.1, RFC 9000 section 17.2): first byte 80 set, 40 set unless the
# peer allows otherwise (RFC 9287), version (4 bytes), length of the destination connection ID
# (0..20), the ID, the same of the source. Versions: 00000001, 6B3343CF (version 2, RFC 9369),
# FF000016..22 (drafts 22 to 34), FF020000 and 709A50C4 (drafts of version 2), FACEB0xx (mvfst),
# ABCD000x (MsQuic), PCQx (picoquic), xAxAxAxA (RFC 9000 section 15: made up to provoke version
# negotiation; the Initial must then have 1200 bytes, no token and a length of 2 or 4 bytes).
# Version negotiation (RFC 8999 section 6): version 0, then a list with a version that is known
# here. Google's: public header with flags, 8-byte ID and version Q0xx; from Q044 on long headers; a
# reset PRST. Either side's first datagram is enough.
# Missed: packets with short headers (nothing in them can be told), Google's server alone before
# Q044, both IDs empty, IDs of 1 to 3 bytes.
# Alike: media over UDP may have the first byte, but not version and lengths; rows of numbers have
# both, but small ones where the ID would be.

protocol  quic
about     QUIC: HTTP/3 and others over UDP, version 1, 2, drafts, Google QUIC
group     web
alias     gquic
source    RFC 8999 section 5.1, 6; RFC 9000 section 14.1, 15, 17.2; RFC 9369; RFC 9287
source    QUIC Wire Layout Specification (chromium.org), public packet header; draft-ietf-quic-transport-22

# version 1, drafts 22 to 34; an ID of the receiver of 4 bytes or more, no small number; length of the
# sender's
udp size 30.. u32@6 > 65535: ^[\xc0-\xff](\x00\x00\x00\x01|\xff\x00\x00[\x16-"])(\x04.{4}|\x05.{5}|\x06.{6}|\x07.{7}|\x08.{8}|\x09.{9}|\x0a.{10}|\x0b.{11}|\x0c.{12}|\x0d.{13}|\x0e.{14}|\x0f.{15}|\x10.{16}|\x11.{17}|\x12.{18}|\x13.{19}|\x14.{20})[\x00-\x14]
# receiver without an ID (a client): ID of the server, then Initial without token and its length;
# Retry
udp size 30.. u32@7 > 65535: ^[\xc0-\xcf](\x00\x00\x00\x01|\xff\x00\x00[\x16-"])\x00(\x04.{4}|\x05.{5}|\x06.{6}|\x07.{7}|\x08.{8}|\x09.{9}|\x0a.{10}|\x0b.{11}|\x0c.{12}|\x0d.{13}|\x0e.{14}|\x0f.{15}|\x10.{16}|\x11.{17}|\x12.{18}|\x13.{19}|\x14.{20})\x00([@-E]|\x80\x00[\x00-\x05])
udp size 40.. u32@7 > 65535 u32@10 > 65535: ^[\xf0-\xff]\x00\x00\x00\x01\x00[\x04-\x14]
# version 2 and its drafts, versions of single implementations
udp size 32..: ^[\x80-\xff](k3C\xcf|p\x9aP\xc4|\xff\x02\x00\x00)[\x00-\x14]
udp size 32..: ^[\xc0-\xff](\xfa\xce\xb0[\x00-\x1f]|\xab\xcd\x00[\x00-\x0f]|PCQ[01])[\x00-\x14]
# made up versions
udp size 1200..: ^[\xc0-\xff][\x0a\x1a*:JZjz\x8a\x9a\xaa\xba\xca\xda\xea\xfa]{4}(\x08.{8}|\x09.{9}|\x0a.{10}|\x0b.{11}|\x0c.{12}|\x0d.{13}|\x0e.{14}|\x0f.{15}|\x10.{16}|\x11.{17}|\x12.{18}|\x13.{19}|\x14.{20})(\x00|\x01.|\x02.{2}|\x03.{3}|\x04.{4}|\x05.{5}|\x06.{6}|\x07.{7}|\x08.{8}|\x09.{9}|\x0a.{10}|\x0b.{11}|\x0c.{12}|\x0d.{13}|\x0e.{14}|\x0f.{15}|\x10.{16}|\x11.{17}|\x12.{18}|\x13.{19}|\x14.{20})\x00([@-E]|\x80\x00[\x00-\x05])
# version negotiation
udp: ^[\x80-\xff]\x00\x00\x00\x00(\x00|\x01.|\x02.{2}|\x03.{3}|\x04.{4}|\x05.{5}|\x06.{6}|\x07.{7}|\x08.{8}|\x09.{9}|\x0a.{10}|\x0b.{11}|\x0c.{12}|\x0d.{13}|\x0e.{14}|\x0f.{15}|\x10.{16}|\x11.{17}|\x12.{18}|\x13.{19}|\x14.{20})(\x00|\x01.|\x02.{2}|\x03.{3}|\x04.{4}|\x05.{5}|\x06.{6}|\x07.{7}|\x08.{8}|\x09.{9}|\x0a.{10}|\x0b.{11}|\x0c.{12}|\x0d.{13}|\x0e.{14}|\x0f.{15}|\x10.{16}|\x11.{17}|\x12.{18}|\x13.{19}|\x14.{20})(....)*(\x00\x00\x00\x01|k3C\xcf|\xff\x00\x00[\x00-"]|\xfa\xce\xb0[\x00-\x1f]|Q0[2-5][0-9]|T05[0-9])(....)*$
# Google
udp: ^[\x80-\xff]([QT]04[4-9]|[QT]05[0-9]|[QT]099)[\x00\x05\x08\x50]
udp: ^[\x09\x0d\x19\x1d)\x2d9=].{8}Q0[0-4][0-9]
udp: ^[\x0a\x0e].{8}PRST
