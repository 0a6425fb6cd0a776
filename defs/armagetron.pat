# SPDX-License-Identifier: GPL-2.0-only
# Armagetron Advanced - light cycle game
#
# Messages: type, number, length of the data in 16 bit words, data, at the end the sender's id (0
# before the login), all 16 bit big endian. Strings have their bytes swapped in pairs.
# Seen: login, server information and its request.

protocol  armagetron
about     Armagetron Advanced
group     game
alias     armagetronad
source    Armagetron Advanced source (nNetwork, nServerInfo), armagetronad-dedicated 0.2.9.1

# login request (11): data begin with the version of the message
udp u16@4 * 2 + 8 = size: ^\x00\x0b\x00\x00..\x00\x08.*\x00\x00$
# short and long server information (50, 51): port of the server, then its address as text, or none
udp u16@4 * 2 + 8 = size size 18: ^\x00\x32\x00\x00\x00\x05.{4}\x00\x00
udp u16@4 * 2 + 8 = size size 40..: ^\x00\x33\x00\x00..[\x04-\xff].\x00\x00\x00[\x00-\x7f].*\x00\x00$
# the requests for it (52, 53) have no data: the answer must be there too
udp size 8: ^\x00[\x34\x35]\x00\x00\x00\x00\x00\x00$
and u16@4 * 2 + 8 = size size 18..: ^\x00[\x32\x33]\x00\x00
