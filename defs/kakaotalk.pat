# SPDX-License-Identifier: GPL-2.0-only
# KakaoTalk - messages
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
#          The key exchange of its own protocol (LOCO): size of an RSA block, type of key, cipher.
# Missed   QUIC and Encrypted Client Hello hide the name; calls are RTP and RTCP.

protocol  kakaotalk
about     KakaoTalk, by key exchange and TLS server name
group     chat
alias     loco
source    node-kakao and loco-protocol (public descriptions of LOCO): key exchange
source    kakao.com, *.talk.kakao.com, *-loco.kakao.com
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(katalk|talk|loco|open|item)\.kakao\.com([^a-z0-9.-]|jj|zz|$)
tcp: ^\x16\x03[\x00-\x04]..\x01.*-(talk|loco)\.kakao\.com([^a-z0-9.-]|jj|zz|$)
# 32 bits little-endian each: 256, 0C..11, 1..3; 256 bytes
tcp size 268..: ^\x00\x01\x00\x00[\x0c-\x11]\x00\x00\x00[\x01-\x03]\x00\x00\x00
