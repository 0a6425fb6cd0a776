# SPDX-License-Identifier: GPL-2.0-only
# hddtemp - temperatures of hard disks
#
# The server sends |device|model|temperature|unit|, for each disk, and closes.
#
# Seen     the server; the client sends nothing.

protocol  hddtemp
about     hddtemp daemon
group     monitoring
source    hddtemp(8); classic pattern hddtemp

tcp: ^\|/dev/[a-z0-9/_-]+\|[^|\r\n]*\|([0-9]+|[A-Z]{2,3})\|[CF*]\|
