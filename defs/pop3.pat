# SPDX-License-Identifier: GPL-2.0-only
# POP3 - mail retrieval
#
# Seen: 1. A greeting that says POP, ready, the server's name, or has a timestamp for APOP.
#       2. Any +OK with text, then a command of POP3 or a second answer.
#       3. The client alone: CAPA, STLS, APOP first, or USER and PASS and a command FTP does not
#          have.
# Looks alike: FTP logs in with the same commands, but its server says 220. Redis says +OK without
# text.

protocol  pop3
about     Mail retrieval
group     mail
alias     pop pop-3
source    RFC 1939 sections 4, 5, 7: +OK, -ERR, USER, PASS, APOP, STAT; RFC 2449 CAPA; RFC 2595 STLS
rank      95

tcp nocase: ^\+OK [^\r\n]*(pop|ready|dovecot|cyrus|<[!-~]+@[!-~]+>)
tcp: ^\+OK [!-~][^\r\n]*\r?\n(\+OK|-ERR) [!-~]
tcp: ^\+OK[ \r]
and nocase: ^((USER|APOP) [!-~]|AUTH( [!-~]+)?\r?\n|(CAPA|STLS|QUIT)\r?\n)
tcp nocase: ^(CAPA|STLS)\r?\n
tcp nocase: ^APOP [!-~]+ [0-9a-f]{32}
tcp nocase: ^USER [^\r\n]+\r?\nPASS [^\r\n]*\r?\n(STAT\r?\n|UIDL|LIST( [0-9]+)?\r?\n|RETR [0-9]|TOP [0-9]|CAPA\r?\n|LAST\r?\n)
