# SPDX-License-Identifier: GPL-2.0-only
# MPEG-DASH - adaptive streaming over HTTP
#
# The media presentation description: a request for a path that ends in .mpd, or an answer of type
# application/dash+xml (ISO/IEC 23009-1 annex C). Its segments cannot be told from other HTTP.
# Missed: DASH in TLS, segments alone.

protocol  mpegdash
about     MPEG-DASH: manifests of adaptive streams over HTTP
group     streaming web
alias     dash mpeg-dash
source    ISO/IEC 23009-1 annex C; DASH-IF Interoperability Points section 3.2
rank      60

tcp nocase: ^GET [^ ?\r\n]*\.mpd[ ?]
tcp nocase: ^HTTP/1\.[01] [1-5][0-9][0-9][^\r\n]*\r\n([^\r\n]+\r\n)*Content-Type:[ \t]*(application/dash\+xml|video/vnd\.mpeg\.dash\.mpd)
