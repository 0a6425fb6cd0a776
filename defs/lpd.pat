# SPDX-License-Identifier: GPL-2.0-only
# LPD - line printer daemon (RFC 1179)
#
# Receive a job: 02 queue, line end; then 02 (control file) or 03 (data file) with a size and a name
# cfA or dfA, number, host. The answers are single zeros.
#
# Seen     print jobs.
# Missed   questions for the state of a queue (03, 04), removal (05): too short to be certain.

protocol  lpd
about     Line printer daemon protocol
group     file
alias     printer lpr
source    RFC 1179 sections 5 and 6

tcp: ^\x02[!-~]+\n[\x02\x03][0-9]+ [cd]f[A-Za-z][0-9]{3}
