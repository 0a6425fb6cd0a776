# SPDX-License-Identifier: GPL-2.0-only
# Windows Update - Microsoft's updates and their delivery
#
# By host name (HTTP) or server name (TLS): windowsupdate.com, update.microsoft.com,
# delivery.mp.microsoft.com, as listed in Microsoft's documentation of endpoints; over HTTP also by
# the clients that do nothing else: Windows-Update-Agent, Microsoft-Delivery-Optimization.
# Missed: updates from a WSUS server under another name that are fetched by BITS; peers of Delivery
# Optimization.

protocol  windowsupdate
about     Windows Update, by host name, server name or client name
group     cloud
source    Microsoft Learn: "Configure WSUS", connection to the internet
source    Microsoft Learn: "Manage connection endpoints for Windows 11"
rank      45

tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*Host:([^\r\n]*[ \t.])?(windowsupdate\.com|update\.microsoft\.com|delivery\.mp\.microsoft\.com)[:\r]
tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*User-Agent:[ \t]*(Windows-Update-Agent|Microsoft-Delivery-Optimization)[/\r]
tcp nocase: ^HEAD [^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*User-Agent:[ \t]*(Windows-Update-Agent|Microsoft-Delivery-Optimization)[/\r]
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(windowsupdate\.com|update\.microsoft\.com|delivery\.mp\.microsoft\.com)([^a-z0-9.-]|jj|zz|$)
