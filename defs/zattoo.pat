# SPDX-License-Identifier: GPL-2.0-only
# Zattoo - television over the internet
#
# By host name (HTTP) or server name (TLS) zattoo.com and its content network zahs.tv; over HTTP
# also by the name of the player.
# Missed: streams from content networks of others.

protocol  zattoo
about     Zattoo: internet television, by host, server or player name
group     streaming
source    zattoo.com; nDPI (zattoo.c): User-Agent
rank      50

tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*Host:([^\r\n]*[ \t.])?(zattoo\.com|zahs\.tv)[:\r]
tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*User-Agent:[ \t]*[^\r\n]*Zattoo/
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(zattoo\.com|zahs\.tv)([^a-z0-9.-]|jj|zz|$)
