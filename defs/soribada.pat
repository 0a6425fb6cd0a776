# SPDX-License-Identifier: GPL-2.0-only
# Soribada - Korean file sharing
#
# Seen     downloads.
# Missed   searches over UDP, which have too few fixed octets.

protocol  soribada
about     Soribada file sharing
group     p2p
source    classic pattern soribada

tcp: ^GETMP3\r\nFilename
