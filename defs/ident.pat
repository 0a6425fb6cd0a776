# SPDX-License-Identifier: GPL-2.0-only
# Ident - the user of a connection (RFC 1413)
#
# Two port numbers are asked for; the answer repeats them and says USERID or ERROR.
#
# Seen     answers.
# Missed   requests alone: two numbers with a comma can be anything.

protocol  ident
about     Identification Protocol
group     auth
alias     auth
source    RFC 1413 section 6

tcp nocase: ^[0-9]+ ?, ?[0-9]+ ?: ?(userid ?:[^\r\n]*:|error ?: ?(invalid-port|no-user|hidden-user|unknown-error|x[^\r\n]*)\r?\n)
