# SPDX-License-Identifier: GPL-2.0-only
# Icecast and SHOUTcast - internet radio
#
# SHOUTcast answers "ICY 200 OK", Icecast and SHOUTcast 2 answer HTTP with icy- headers (name, br,
# metaint ...). A player asks for titles in the stream with Icy-MetaData: 1. Sources (encoders) send
# SOURCE or PUT with ice- headers, or log in to SHOUTcast with a bare password and get "OK2" and
# icy-caps. Players built on libavformat or VLC send Icy-MetaData with every request they make,
# always with a Range; so a request with a Range (or Referer) in front of it is HTTP, whatever it
# fetches.
# Missed: listeners that do not ask for titles when only they are heard; streams that were joined
# late.

protocol  icecast
about     Icecast and SHOUTcast: internet radio
group     streaming
alias     shoutcast icy
source    Icecast 2.4 documentation, ICY protocol
source    SHOUTcast 1 protocol as described at smackfu.com/stuff/programming/shoutcast.html
rank      60

tcp: ^ICY [1-5][0-9][0-9][ \r\n]
tcp: ^OK2?\r\nicy-(caps|name|br|genre|pub|url):
tcp nocase: ^SOURCE [^\r\n]+ (ICE|HTTP)/1\.[01]\r\n
tcp nocase: ^PUT [^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*ice-(name|public|url|genre|audio-info|bitrate|description):
tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^r\r\n][^\r\n]*\r\n)*Icy-MetaData:[ \t]*1
tcp nocase: ^HTTP/1\.[01] [1-5][0-9][0-9][^\r\n]*\r\n([^\r\n]+\r\n)*(icy-(name|br|metaint|genre|pub|url|notice1|description)|ice-audio-info):
