# SPDX-License-Identifier: GPL-2.0-only
# FTP - file transfer, control connection
#
# Seen: 1. A greeting 220 with what FTP servers call themselves.
#       2. Any greeting 220 and the client's first command, or the server's second reply.
#       3. The client alone: AUTH TLS, FEAT or SYST and then a login, an anonymous login, or USER
#          and PASS (POP3 has these) and a command POP3 does not have.
#       4. A request for a password (331), which no other protocol has.
# Missed: data connections: nothing in them belongs to FTP.
# Looks alike: SMTP greets with 220, its client then says EHLO or HELO, its server 250.
# HylaFAX speaks a dialect of FTP and is named so.

protocol  ftp
about     File transfer, control connection
group     file
alias     ftp_control ftp-control
source    RFC 959 section 4.1 (commands), 4.2 (replies); RFC 4217 AUTH TLS, 234; RFC 2389 FEAT, OPTS

tcp nocase: ^(220-[^\r\n]*\r?\n)*220[ -][^\r\n]*(ftpd|ftp[ -](serv|ready|access|print|gateway|proxy)|filezilla|\(ftp\)|serv-u)
tcp nocase: ^220[ -]
and nocase: ^(USER [!-~]|AUTH (TLS|SSL)|FEAT\r|SYST\r|OPTS UTF-?8|HOST [!-~]|CLNT [!-~]|ACCT [!-~])
tcp: ^(220[ -][^\r\n]*\r?\n)+((331|230|234|215)[ -]|211-([Ff]eatures|[Ee]xten)|530 [^\r\n]*(USER|anonymous))
tcp: ^331[ -][^\r\n]*([Pp]assword|[Ee]-?mail)
tcp nocase: ^AUTH (TLS|SSL)(-[CP])?\r?\n
tcp nocase: ^(FEAT\r?\n|SYST\r?\n|OPTS UTF-?8[^\r\n]*\r?\n|CLNT [^\r\n]*\r?\n)+(USER [!-~]|AUTH [TS])
tcp nocase: ^USER (anonymous|ftp)\r?\n
tcp nocase: ^USER [^\r\n]+\r?\nPASS [^\r\n]*\r?\n(SYST\r|FEAT\r|X?PWD\r|TYPE [AEIL]|PASV\r|EPSV|PORT [0-9]|EPRT |CWD |OPTS |SITE |ACCT |REST |SIZE |MDTM |CLNT |PBSZ )
