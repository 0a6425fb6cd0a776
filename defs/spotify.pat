# SPDX-License-Identifier: GPL-2.0-only
# Spotify - music
#
# Seen     the announcement within a local network (SpotUdp0); the first message to an access point
#          (0004, its length, a ClientHello in protobuf) and the answer (length, the server's key of
#          96 bytes); the service by TLS server name.
# Missed   a session seen from the middle: encrypted.

protocol  spotify
about     Spotify: music, local announcements and access points
group     streaming
alias     spotify-p2p
source    nDPI spotify.c; librespot protocol/keyexchange.proto (ClientHello, APResponseMessage)
source    support.spotify.com; open.spotify.com, *.scdn.co, *.spotifycdn.com
rank      60

udp: ^SpotUdp[0-9]
# field 10 (52): build info, its field 10 (50): product
tcp u32@2 <= size u32@2 >= 32: ^\x00\x04\x00\x00..\x52[\x04-\x40]\x50
# field 10 three times, then the key: 52, length 60
tcp u32@0 <= size: ^\x00\x00[\x00-\x0f].\x52[\x80-\xff][\x01-\x0f]\x52[\x80-\xff][\x01-\x0f]\x52[\x80-\xff][\x01-\x0f]\x52\x60
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(spotify\.(com|net|link)|scdn\.co|spotifycdn\.(com|net))([^a-z0-9.-]|jj|zz|$)
