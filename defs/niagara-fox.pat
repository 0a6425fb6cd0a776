# SPDX-License-Identifier: GPL-2.0-only
# Niagara Fox - Tridium building automation stations
#
# Text frames: fox, kind of frame, sequence, reply number, channel, command, then a block of fields in
# braces: fox a 1 -1 fox hello
#
# Seen     client and station, each alone, also from the middle of a session.
# Missed   foxs is inside TLS.

protocol  niagara-fox
about     Niagara Fox (Tridium)
group     industrial
alias     fox niagarafox
source    public descriptions (nmap's fox-info; Zeek and Suricata parsers); proprietary

tcp: ^fox [a-z] [0-9]+ -?[0-9]+ [A-Za-z]+ [A-Za-z]+\n
