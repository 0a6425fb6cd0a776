# SPDX-License-Identifier: GPL-2.0-only
# Kismet - wireless monitoring, the server's protocol of versions up to 2011
#
# The server begins with *KISMET: version, start time, name and build; the client sends !<number>
# ENABLE <sentence> <fields>.
# Missed: Kismet since 2018 (it is HTTP and WebSocket), drones.

protocol  kismet
about     Kismet server (before 2018): wireless monitoring
group     monitoring
source    Kismet documentation, Kismet server protocol; nDPI (kismet.c)

tcp: ^\*KISMET: [0-9]+\.[0-9]+\.[0-9]+ [0-9]+ \x01
tcp nocase: ^![0-9]+ (ENABLE|REMOVE|CAPABILITY|SHUTDOWN|CHANLOCK|LISTSOURCES) [*A-Z]+[ \n]
