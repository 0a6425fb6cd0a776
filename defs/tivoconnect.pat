# SPDX-License-Identifier: GPL-2.0-only
# TiVoConnect - TiVo recorders and media servers find each other
#
# Lines name=value that end in LF; the first is tivoconnect=<version>, in any case (TiVo Connect
# Automatic Machine Discovery Protocol section 2). By broadcast over UDP (2190), or over TCP behind
# a length of 4 bytes. Some servers (MiniDLNA) announce themselves so, too.

protocol  tivoconnect
about     TiVoConnect: discovery of TiVo recorders and media servers
group     home
source    TiVo Connect Automatic Machine Discovery Protocol Specification 1.5.1

udp nocase: ^tivoconnect=[0-9]+\r?\n
tcp nocase: ^(\x00\x00..)?tivoconnect=[0-9]+\r?\n
