# SPDX-License-Identifier: GPL-2.0-only
# MGCP - media gateway control protocol
#
# Seen     one command; one answer: three digits, transaction, and "OK" as the comment, or any comment
#          when a parameter or a session description follows.
# Missed   answers with another comment and nothing behind it, when no command is heard.
# Alike    SMTP and FTP answers have no number after the code, and are not UDP; two numbers in a
#          line are what measuring devices send as well.

protocol  mgcp
about     MGCP: control of telephony gateways
group     voip
alias     mgcp-gateway mgcp-callagent
source    RFC 3435 section 3.2.1 (commands), 3.3 (answers), appendix A (grammar)

# verb SP transaction SP endpoint SP MGCP SP version
udp nocase: ^(EPCF|CRCX|MDCX|DLCX|RQNT|NTFY|AUEP|AUCX|RSIP|MESG|X[A-Z][A-Z][A-Z]) [0-9]{1,9} [^ \r\n]+ MGCP [0-9]\.[0-9]
# 1xx, 2xx, 4xx, 5xx, 8xx; parameters are one or two letters or X-..., or v= of a description behind
# an empty line
udp nocase: ^[12458][0-9][0-9] [1-9][0-9]{0,8} OK\r?\n
udp nocase: ^[12458][0-9][0-9] [1-9][0-9]{0,8}( [ -~]*)?\r?\n([A-Z][A-Z0-9]?: ?[!-~]|X[+-][A-Z0-9]+: ?|\r?\nv=0)
