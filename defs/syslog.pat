# SPDX-License-Identifier: GPL-2.0-only
# Syslog - messages of systems and devices
#
# Seen: <priority 0..191> and then one of the usual beginnings: version 1 (RFC 5424), a date of
# RFC 3164 or ISO 8601, a sequence number (Cisco), a tag with colon or process, CEF, LEEF, date=,
# %FACILITY-; over TCP also behind an octet count. Over TCP a tag alone is not enough.
# Missed: priorities followed by free text.

protocol  syslog
about     System messages over UDP or TCP (RFC 3164, RFC 5424)
group     monitoring network
alias     syslog-conn
source    RFC 5424 section 6 (header); RFC 3164 section 4.1; RFC 6587 section 3.4.1 (octet counting)

# version 1 and a time or -
tcp+udp: ^<([1-9]?[0-9]|1[0-8][0-9]|19[01])>1 (- |[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:)
tcp: ^[1-9][0-9]{1,4} <([1-9]?[0-9]|1[0-8][0-9]|19[01])>(1 (- |[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T)|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ 0-3][0-9] |[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T)
# a date: Mmm dd hh:mm:ss (a star or dot where the clock is not set, a year in front), or ISO 8601
tcp+udp: ^<([1-9]?[0-9]|1[0-8][0-9]|19[01])>\x20?([0-9]+: )*[*.]?([12][0-9][0-9][0-9] )?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ 0-3][0-9] ([12][0-9][0-9][0-9] )?[0-2][0-9]:[0-5][0-9]:[0-5][0-9]
tcp+udp: ^<([1-9]?[0-9]|1[0-8][0-9]|19[01])>\x20?([0-9]+: )*[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-5][0-9]:[0-5][0-9]
# structured texts of devices
tcp+udp: ^<([1-9]?[0-9]|1[0-8][0-9]|19[01])>\x20?([0-9]+: )*(CEF:[01]\||LEEF:[12]\.[0-9]\||date=[12][0-9][0-9][0-9]-|devname=|%[A-Z][A-Z0-9_]+-[0-7]-)
# a tag: name[123]: or name: and text; a host may come first
udp: ^<([1-9]?[0-9]|1[0-8][0-9]|19[01])>\x20?([A-Za-z0-9][A-Za-z0-9_.-]+ )?[A-Za-z][A-Za-z0-9_./-]+(\[[0-9]+\])?: [ -~][ -~][ -~]
udp: ^<([1-9]?[0-9]|1[0-8][0-9]|19[01])>last message repeated\x20
