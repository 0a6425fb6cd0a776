# SPDX-License-Identifier: GPL-2.0-only
# SSDP - discovery of UPnP devices
#
# Seen: searches, announcements, answers (a status line with ST or USN), events by multicast.

protocol  ssdp
about     Simple Service Discovery Protocol, UPnP
group     home network
alias     upnp
source    UPnP Device Architecture 2.0 section 1.2.2 (NOTIFY), 1.3.2 (M-SEARCH), 1.3.3 (answer),
source    4.3 (multicast events)
rank      90

udp nocase: ^(M-SEARCH|NOTIFY) \* HTTP/1\.[01]\r?\n
udp nocase: ^HTTP/1\.[01] 200 OK\r\n([^\r\n]+\r\n)*(ST|USN):[^\r\n]*
