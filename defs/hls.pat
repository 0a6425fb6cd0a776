# SPDX-License-Identifier: GPL-2.0-only
# HLS - HTTP Live Streaming
#
# The playlist: a request for a path that ends in .m3u8, the answer with its media type, or the
# playlist itself with tags of HLS (RFC 8216 section 4). Media types: application/vnd.apple.mpegurl
# (section 4), application/x-mpegurl. Bare audio/mpegurl is the type of any playlist, so the body
# must tell there.
# Missed: the segments (they are HTTP), HLS in TLS.

protocol  hls
about     HLS: HTTP Live Streaming playlists
group     streaming web
source    RFC 8216 section 4
rank      60

tcp nocase: ^GET [^ ?\r\n]*\.m3u8[ ?]
tcp nocase: ^HTTP/1\.[01] [1-5][0-9][0-9][^\r\n]*\r\n([^\r\n]+\r\n)*(Content-Type:[ \t]*application/(vnd\.apple\.|x-)mpegurl|\r\n#EXTM3U\r?\n(#[^\r\n]*\r?\n)?#EXT-X-)
