# SPDX-License-Identifier: GPL-2.0-only
# 1kxun - video portal (Malaysia, China)
#
# By host name (HTTP) or server name (TLS) 1kxun.com, 1kxun.mobi. Its discovery over UDP is
# undocumented and not looked at.

protocol  1kxun
about     1kxun: video portal, by host or server name
group     streaming
source    nDPI (host names 1kxun)
rank      50

tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*Host:([^\r\n]*[ \t.])?1kxun\.(com|mobi)[:\r]
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)1kxun\.(com|mobi)([^a-z0-9.-]|jj|zz|$)
