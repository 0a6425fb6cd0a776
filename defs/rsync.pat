# SPDX-License-Identifier: GPL-2.0-only
# rsync - file synchronisation, daemon mode
#
# Seen: the greeting line of either side, alone. Missed: rsync over SSH (that is SSH).

protocol  rsync
about     File synchronisation, rsync daemon
group     file
source    rsync, clientserver.c: both sides send "@RSYNCD: " version LF

tcp: ^@RSYNCD: ([0-9]{1,3}|EXIT|OK|AUTHREQD )
