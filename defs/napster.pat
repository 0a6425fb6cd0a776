# SPDX-License-Identifier: GPL-2.0-only
# Napster - file sharing with a central index (OpenNap servers)
#
# Messages: length u16, kind u16, little endian, text. The first is a login (2), also of a new user
# (6): name, password, port, "program", speed 0-10.
#
# Seen     logins.
# Missed   answers of the server, transfers.

protocol  napster
about     Napster and OpenNap
group     p2p
alias     opennap
source    drscholl, napster messages (opennap.sourceforge.net/napster.txt)

tcp u16le@0 + 4 <= size: ^.\x00[\x02\x06]\x00[!-~]+ [!-~]+ [0-9]{1,5} "[^"\r\n]+" [0-9]
